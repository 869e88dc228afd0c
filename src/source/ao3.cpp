// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/ao3.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace solander {
namespace {

struct FieldRow {
    std::string_view label;  ///< as the page has it, without the colon, in small letters
    std::string_view said;   ///< as data/labels.tsv knows it
};
/// The plural stands since 2023 where there are several; both are met.
constexpr std::array kFields = std::to_array<FieldRow>({
    {"rating", "Rating"},
    {"archive warning", "Archive Warning"},
    {"archive warnings", "Archive Warning"},
    {"category", "Category"},
    {"categories", "Category"},
    {"fandom", "Fandom"},
    {"fandoms", "Fandom"},
    {"relationship", "Relationship"},
    {"relationships", "Relationship"},
    {"character", "Character"},
    {"characters", "Character"},
    {"additional tag", "Additional Tags"},
    {"additional tags", "Additional Tags"},
    {"language", "Language"},
    {"collection", "Collection"},
    {"collections", "Collection"},
    {"series", "Series"},
    {"stats", "Stats"},
});

std::string_view field_of(std::string_view label) {
    const std::string key = ascii_lowered(label.substr(0, label.find(':')));
    for (const FieldRow& row : kFields)
        if (row.label == key) return row.said;
    return {};
}

/// "Part 2 of <a>Small Offices</a>, Part 1 of <a>Others</a>": one value each, from "Part" to the
/// link's end.
void say_series(PageFacts& facts, Span value) {
    const PageScan& scan = facts.scan();
    std::uint64_t from = value.from;
    bool any = false;
    for (const PageElement& link : scan.in(value)) {
        if (link.tag != "a") continue;
        const std::string_view before = facts.raw({from, link.from});
        const std::size_t part = before.rfind("Part ");
        // Buttons beside it ("<-Previous Work") have no such words in front.
        if (part != std::string_view::npos) {
            const Span place{from + part, link.inner_to};
            facts.say("Series", page_words(facts.raw(place)), words_place(scan.text(), place));
            any = true;
        }
        from = std::max<std::uint64_t>(link.inner_to, from);
    }
    if (!any) facts.say_words("Series", value);
}

}  // namespace

bool is_ao3_label(std::string_view label) { return !field_of(label).empty(); }

bool is_work_link(std::string_view href) {
    const std::size_t at = href.find("/works/");
    return at != std::string_view::npos && at + 7 < href.size() && is_ascii_digit(href[at + 7]);
}

void say_ao3_stats(PageFacts& facts, Span value) {
    constexpr std::string_view kLabels[] = {
        "Published:", "Updated:", "Completed:", "Words:", "Chapters:",
        "Comments:",  "Kudos:",   "Bookmarks:", "Hits:"};
    const std::string_view text = facts.raw(value);
    struct Found {
        std::size_t at;
        std::string_view label;
    };
    std::vector<Found> found;
    for (const std::string_view label : kLabels)
        if (const std::size_t at = text.find(label); at != std::string_view::npos)
            found.push_back({at, label});
    std::sort(found.begin(), found.end(), [](auto& a, auto& b) { return a.at < b.at; });
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::size_t from = found[i].at + found[i].label.size();
        const std::size_t to = i + 1 < found.size() ? found[i + 1].at : text.size();
        const std::string_view label = found[i].label.substr(0, found[i].label.size() - 1);
        say_ao3_stat(facts, label, {value.from + from, value.from + to});
    }
}

void say_ao3_stat(PageFacts& facts, std::string_view label, Span value) {
    struct Stat {
        std::string_view label, said;
    };
    // "Comments" and "Kudos" would be notes and thanks of the author.
    constexpr Stat kStats[] = {{"Published", "Date published"},
                               {"Updated", "Date updated"},
                               {"Completed", "Date updated"},
                               {"Words", "Words"},
                               {"Chapters", "Chapters"},
                               {"Comments", "Comment count"},
                               {"Kudos", "Kudos count"},
                               {"Bookmarks", "Bookmarks"},
                               {"Hits", "Hits"}};
    for (const Stat& stat : kStats) {
        if (stat.label != label) continue;
        facts.say_words(stat.said, value);
        if (label == "Completed")
            facts.say("Complete", "yes", words_place(facts.scan().text(), value));
    }
}

void say_ao3_field(PageFacts& facts, std::string_view label, Span value) {
    const std::string_view said = field_of(label);
    if (said == "Series") return say_series(facts, value);
    if (said == "Stats") return say_ao3_stats(facts, value);
    if (said.empty()) return facts.say_words(label.substr(0, label.find(':')), value);
    facts.say_links(said, value);
}

void say_ao3_byline(PageFacts& facts, Span inside) {
    const PageScan& scan = facts.scan();
    std::uint64_t at = inside.from;
    bool archived = false;
    const auto plain = [&](std::uint64_t to) {
        // "by Name [archived by": names that are no links.
        std::string_view rest = facts.raw({at, std::max(at, to)});
        while (!rest.empty()) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            std::string_view name = trim(rest.substr(0, comma));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
            if (name == "by") continue;
            if (starts_with_ignoring_ascii_case(name, "by ")) name = trim(name.substr(3));
            const std::size_t bracket = name.find("[archived by");
            if (bracket != std::string_view::npos) {
                facts.say_raw("Author", name.substr(0, bracket));
                archived = true;
                name = trim(name.substr(bracket + 12));
                const std::size_t close = name.find(']');
                if (close != std::string_view::npos) archived = false;
                if (close != std::string_view::npos) name = name.substr(0, close);
                facts.say_raw("Archived by", name);
                continue;
            }
            if (!name.empty() && name.front() == ']') {
                archived = false;
                name = trim(name.substr(1));
            }
            if (!name.empty() && name.find('<') == std::string_view::npos)
                facts.say_raw("Author", name);
        }
    };
    for (const PageElement& link : scan.in(inside)) {
        if (link.tag != "a") continue;
        plain(link.from);
        facts.say_words(archived ? "Archived by" : "Author", facts.inside(link));
        at = std::min<std::uint64_t>(link.inner_to + 4, inside.to);  // behind "</a>"
    }
    plain(inside.to);
}

void say_ao3_association(PageFacts& facts, Span inside) {
    struct Association {
        std::string_view start, label;
    };
    constexpr Association kAssociations[] = {
        {"Inspired by ", "Inspired by"},
        {"A translation of ", "Translation of"},
        {"Translation into ", "Translation available"},
        {"For ", "Gift for"},
        {"In response to a ", "Prompted by"},
        {"A podfic of ", "Podfic of"},
        {"Remix of ", "Remix of"},
    };
    std::string words = page_words(facts.raw(inside));
    if (words.ends_with('.')) words.pop_back();
    const Span place = words_place(facts.scan().text(), inside);
    for (const Association& one : kAssociations) {
        if (!words.starts_with(one.start)) continue;
        const bool whole = one.label == "Translation available" || one.label == "Prompted by";
        facts.say(one.label, whole ? words : words.substr(one.start.size()), place);
        return;
    }
    facts.say("Associated", words, place);
}

}  // namespace solander
