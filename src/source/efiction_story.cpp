// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/efiction_story.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace solander {
namespace {

/// A class type's name, as far as it says which field its classes are of.
struct ClassField {
    std::string_view in_name, label;
};
constexpr ClassField kClassFields[] = {
    {"warning", "Warnings"},     {"genre", "Genre"},          {"pairing", "Pairing"},
    {"relationship", "Pairing"}, {"ship", "Pairing"},         {"character", "Characters"},
    {"fandom", "Fandom"},        {"orientation", "Category"}, {"keyword", "Keywords"},
    {"tag", "Keywords"},         {"kink", "Keywords"},        {"trope", "Keywords"},
};

bool is_number(std::string_view text) {
    return !text.empty()
           && std::all_of(text.begin() + (text.front() == '-' ? 1 : 0), text.end(), is_ascii_digit);
}

/// ratingwarning: 4 members only, 2 age check, 1 a warning page.
constexpr std::int64_t kMembersOnly = 4;

}  // namespace

struct EfictionStories::Making {
    Part part;
    EfictionTally& tally;
    bool any_text = false;

    void state(std::string_view label, std::string value) {
        if (!trim(value).empty()) part.stated.push_back({std::string(label), std::move(value), {}});
    }
    void tell(std::string_view kind, std::string text) {
        part.findings.push_back({std::string(kind), std::move(text), {}});
    }
    void note(const std::string& html, Zone::Kind kind) {
        if (trim(without_markup(html)).empty()) return;
        const std::uint64_t from = part.text.size();
        part.text += "<div>" + html + "</div>\n";
        part.zones.push_back({from, part.text.size(), kind});
    }
};

std::string efiction_date(std::string_view value) {
    value = trim(value);
    if (value.size() >= 10 && value[4] == '-' && value[7] == '-'
        && value.substr(0, 10).find_first_not_of("0123456789-") == std::string_view::npos)
        return value.starts_with("0000") ? std::string() : std::string(value.substr(0, 10));
    const std::int64_t seconds = is_number(value) ? number_of(value) : 0;
    constexpr std::int64_t kDay = 86400, kFirst = 883612800;  // 1998; before that there was none
    if (seconds < kFirst || seconds > 4102444800) return {};
    // Days to a date, counted from 1 March of the year 0.
    const std::int64_t days = seconds / kDay + 719468, era = days / 146097, in_era = days % 146097;
    const std::int64_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    const std::int64_t day = in_era - (365 * year + year / 4 - year / 100),
                       month = (5 * day + 2) / 153;
    return fmt::format("{:04}-{:02}-{:02}", year + era * 400 + (month >= 10 ? 1 : 0),
                       month < 10 ? month + 3 : month - 9, day - (153 * month + 2) / 5 + 1);
}

std::string EfictionStories::author_of(std::int64_t uid) const {
    const auto at = site_.authors.find(uid);
    return at == site_.authors.end() ? std::string() : text_.line(at->second.name);
}

template <class Each>
void EfictionStories::for_each_name(const std::string& list, const EfictionNames& names,
                                    Each&& each) const {
    for (std::string_view piece : split(list, ',')) {
        piece = trim(piece);
        if (piece.empty() || piece == "0" || piece == "-1") continue;
        if (!is_number(piece)) {  // older versions, and some sites, hold the names themselves
            each(text_.line(piece), std::int64_t{-1}, EfictionName());
        } else if (const auto at = names.find(number_of(piece)); at != names.end()) {
            each(text_.line(at->second.name), at->first, at->second);
        }
    }
}

void EfictionStories::state_people(Making& making, const EfictionRow& row, std::int64_t sid) const {
    const std::int64_t uid = row.number("uid");
    const std::string author = author_of(uid);
    if (author.empty()) {
        ++making.tally.without_author;
        making.tell("no-author", fmt::format("the site has no author {} any more", uid));
    }
    making.state("Author", author);
    std::vector<std::int64_t> others;
    if (const auto at = site_.coauthors.find(sid); at != site_.coauthors.end()) others = at->second;
    const std::string list = row.text("coauthors");
    if (others.empty() && list.size() > 1)
        for (const std::string_view id : split(list, ',')) others.push_back(number_of(id));
    for (const std::int64_t other : others)
        if (other != uid && other > 0) making.state("Author", author_of(other));
}

void EfictionStories::state_lists(Making& making, const EfictionRow& row) const {
    std::vector<std::string> fandoms;
    for_each_name(row.text("catid"), site_.categories,
                  [&](const std::string& name, std::int64_t id, const EfictionName&) {
                      const std::string above = id < 0 ? name : categories_.fandom(id);
                      const std::string& fandom = above.empty() ? name : above;
                      if (!categories_.are_fandoms()
                          || (fandom != name && EfictionCategories::names_kind(name)))
                          making.state("Category", name);
                      if (categories_.are_fandoms()
                          && std::find(fandoms.begin(), fandoms.end(), fandom) == fandoms.end()) {
                          making.state("Fandom", fandom);
                          fandoms.push_back(fandom);
                      }
                      const std::string path = categories_.path(id);
                      if (!path.empty()) making.state("Site category", path);
                  });
    for_each_name(row.text("charid"), site_.characters,
                  [&](const std::string& name, std::int64_t, const EfictionName&) {
                      making.state("Characters", name);
                  });
    for_each_name(row.text("gid"), site_.genres,
                  [&](const std::string& name, std::int64_t, const EfictionName&) {
                      making.state("Genre", name);
                  });
    for_each_name(row.text("wid"), site_.warnings,
                  [&](const std::string& name, std::int64_t, const EfictionName&) {
                      making.state("Warnings", name);
                  });
    for_each_name(row.text("challenges"), site_.challenges,
                  [&](const std::string& name, std::int64_t, const EfictionName&) {
                      making.state("Challenge", name);
                  });
}

void EfictionStories::state_classes(Making& making, const EfictionRow& row) const {
    for_each_name(row.text("classes"), site_.classes,
                  [&](const std::string& name, std::int64_t, const EfictionName& held) {
                      std::string label = "Keywords";
                      const auto type = site_.classtypes.find(held.of);
                      if (type != site_.classtypes.end()) {
                          const std::string said = text_.line(type->second.name);
                          const std::string folded = ascii_lowered(type->second.note + ' ' + said);
                          const auto known =
                              std::find_if(std::begin(kClassFields), std::end(kClassFields),
                                           [&](const ClassField& one) {
                                               return folded.find(one.in_name) != std::string::npos;
                                           });
                          label =
                              known == std::end(kClassFields) ? said : std::string(known->label);
                      }
                      making.state(label, name);
                  });
}

void EfictionStories::state_rating(Making& making, const EfictionRow& row) const {
    const std::string rid(trim(row.text("rid")));
    if (rid.empty() || rid == "0") return;
    const EfictionName* rating = nullptr;
    for (const auto& [id, held] : site_.ratings)
        if (is_number(rid) ? id == number_of(rid) : held.name == rid) rating = &held;
    if (rating == nullptr && is_number(rid)) {
        ++making.tally.without_rating;
        making.tell("rating-doubt", fmt::format("the site has no rating {} any more", rid));
        return;
    }
    making.state("Rating", text_.line(rating == nullptr ? rid : rating->name));
    if (rating == nullptr || (rating->of & kMembersOnly) == 0) return;
    ++making.tally.for_members;
    if (making.part.withheld.empty())
        making.part.withheld = "its site showed this rating to members only";
}

void EfictionStories::state_series(Making& making, std::int64_t sid) const {
    const auto named = [&](std::int64_t series, std::int64_t inorder) {
        const auto at = site_.series.find(series);
        if (at == site_.series.end()) return std::string();
        std::string name = replace_all(text_.line(at->second.name), " < ", " ‹ ");
        return name.empty() || inorder <= 0 ? name : fmt::format("Part {} of {}", inorder, name);
    };
    const auto places = site_.in_series.find(sid);
    if (places == site_.in_series.end()) return;
    constexpr int kDeepest = 8;
    for (const EfictionInSeries& place : places->second) {
        std::string said = named(place.series, place.inorder);
        std::int64_t inner = place.series;
        for (int depth = 0; depth < kDeepest; ++depth) {  // a series in a series
            const auto outer = site_.outer.find(inner);
            if (outer == site_.outer.end() || outer->second.series == inner) break;
            const std::string above = named(outer->second.series, outer->second.inorder);
            if (!above.empty()) said += (said.empty() ? "" : " < ") + above;
            inner = outer->second.series;
        }
        if (!said.empty()) making.state("Series", said);
    }
}

void EfictionStories::state_rest(Making& making, const EfictionRow& row, std::int64_t sid) const {
    making.state("Summary", text_.prose(row.text("summary")));
    making.state("Published", efiction_date(row.text("date")));
    making.state("Updated", efiction_date(row.text("updated")));
    if (row.has("completed"))
        making.state("Status", row.number("completed") > 0 ? "Complete" : "In progress");
    const auto count = [&](std::string_view label, std::int64_t n) {
        if (n > 0) making.state(label, fmt::format("{}", n));
    };
    count("Words", row.number("wordcount"));
    count("Read", row.number(row.has("count") ? "count" : "counter"));
    count("Review count", row.number(row.has("reviews") ? "reviews" : "numreviews"));
    if (const auto at = site_.favourites.find(sid); at != site_.favourites.end())
        count("Favourites", static_cast<std::int64_t>(at->second));
    if (row.number("featured") > 0) making.state("Featured", "yes");
    if (row.number("rr") > 0) making.state("Round robin", "yes");
    std::string url = text_.line(site_.url);
    if (!url.empty() && url.back() != '/') url += '/';
    making.state("Old address", fmt::format("{}viewstory.php?sid={}", url, sid));
    making.state("Site", text_.line(site_.name));
}

void EfictionStories::add_chapter(Making& making, const EfictionChapter& chapter, bool only) const {
    Part& part = making.part;
    std::vector<SqlValue> values;
    if (!sql_row_at(dump_, chapter.place.at, values)) return;
    const EfictionRow row(*chapter.place.columns, values);
    const bool version_1 = row.has("psid");
    const std::string title = text_.line(row.text(version_1 ? "chapter" : "title"));
    Section section{part.text.size(), only && title == part.name ? std::string() : title, ""};
    ++making.tally.chapters;
    if (row.has("validated") && row.number("validated") < 1 && part.withheld.empty())
        part.withheld = "its site had not published a chapter of it";
    if (!version_1)
        making.note(text_.html(row.text("notes"), part.findings), Zone::Kind::note_before);
    std::string text;
    const bool in_files = site_.store != "mysql";
    const auto from_file = [&] {
        if (auto file = files_.text_of(chapter); file && !trim(file->bytes).empty()) {
            text = std::move(file->bytes);
            section.path = file->path;
            ++making.tally.from_files;
        }
    };
    const auto from_table = [&] {
        text = row.text("storytext");
        if (trim(text).empty()) text.clear();
        if (!text.empty()) ++making.tally.from_tables;
    };
    if (in_files) from_file();
    if (text.empty()) from_table();
    if (text.empty() && !in_files) from_file();
    if (part.text.size() + text.size() > limits_.max_part_bytes) {
        making.tell("too-big", fmt::format("chapter {} would make the story bigger than the {} "
                                           "bytes that are read as one text",
                                           chapter.inorder, limits_.max_part_bytes));
        text.clear();
    }
    if (text.empty()) {
        ++making.tally.without_text;
        making.tell("row-without-text",
                    fmt::format("chapter {} (\"{}\"): its text is neither in the tables nor in "
                                "{}/{}.txt",
                                chapter.inorder, title, chapter.uid, chapter.chapid));
        if (!only)
            making.note(
                "<p>[The text of this chapter was not among what was saved of the site.]</p>",
                Zone::Kind::note_before);
    } else {
        making.any_text = true;
        part.text += text_.html(text, part.findings) + '\n';
    }
    if (!version_1)
        making.note(text_.html(row.text("endnotes"), part.findings), Zone::Kind::note_after);
    part.sections.push_back(std::move(section));
}

Part EfictionStories::part_of(std::int64_t sid, const EfictionPlace& place,
                              const EfictionChapter* chapters, std::size_t count,
                              EfictionTally& tally) const {
    Making making{{}, tally};
    Part& part = making.part;
    ++tally.stories;
    part.media = Media::html;
    part.format = "efiction";
    part.composed = true;
    part.encoding = text_.encoding();
    part.encoding_why = text_.why();
    part.text = "<html><body>\n";
    std::vector<SqlValue> values;
    if (place.columns != nullptr && sql_row_at(dump_, place.at, values)) {
        const EfictionRow row(*place.columns, values);
        part.form = true;
        part.name = text_.line(row.text("title"));
        making.state("Title", part.name);
        if (row.has("validated") && row.number("validated") < 1) {
            ++tally.hidden;
            part.withheld = "its site had not published it: it waited for an administrator";
            making.tell("never-published",
                        fmt::format("story {} waited for an administrator (validated = 0): it was "
                                    "never public, and stays hidden until somebody allows it",
                                    sid));
        }
        state_people(making, row, sid);
        state_rest(making, row, sid);
        state_rating(making, row);
        state_lists(making, row);
        state_classes(making, row);
        state_series(making, sid);
        making.note(text_.html(row.text("storynotes"), part.findings), Zone::Kind::note_before);
    }
    if (place.columns == nullptr) {
        part.withheld = "its site had chapters of it, and no story any more";
        making.tell("chapters-without-story",
                    fmt::format("the tables have chapters of story {}, but no such story: nothing "
                                "says whose it is, nor whether it was public",
                                sid));
    }
    for (std::size_t i = 0; i < count; ++i) add_chapter(making, chapters[i], count == 1);
    if (count == 0) {
        ++tally.without_text;
        making.tell("row-without-text", fmt::format("story {} has no chapters", sid));
    }
    part.text += "</body></html>\n";
    if (part.name.empty() && !part.sections.empty()) part.name = part.sections.front().title;
    const auto mended = [](const Finding& finding) {
        constexpr std::string_view kOthers[] = {"row-without-text", "never-published", "no-author",
                                                "rating-doubt", "chapters-without-story"};
        return std::find(std::begin(kOthers), std::end(kOthers), finding.kind) == std::end(kOthers);
    };
    if (std::any_of(part.findings.begin(), part.findings.end(), mended)) ++tally.damaged;
    part.file_class = making.any_text ? "story" : "other";
    part.bytes = part.text.size();
    return std::move(part);
}

}  // namespace solander
