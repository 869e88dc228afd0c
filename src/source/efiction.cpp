// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/efiction.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <unordered_set>
#include <utility>

#include "base/number.h"
#include "base/text.h"
#include "source/efiction_documents.h"
#include "source/efiction_story.h"
#include "source/member_name.h"

namespace solander {
namespace {

constexpr std::size_t kNamed = 200;  ///< findings of one kind that name one file each
constexpr std::size_t kLong = 2000;  ///< bytes of one that names many

/// "stories/12/345.txt" -> "stories/12/".
std::string_view folder_of(std::string_view path) {
    return path.substr(0, path.rfind('/') + 1);  // npos + 1 == 0
}

/// Everything of one site, given to the sink.
class SiteGiver {
  public:
    SiteGiver(std::string_view dump, const EfictionSite& site, const EfictionText& text,
              const Beside* beside, const PeelOptions& options, std::string before,
              const std::function<void(Part&&)>& sink)
        : dump_(dump), site_(site), text_(text), options_(options), before_(std::move(before)),
          sink_(sink), files_(beside, site) {}

    /// Files say as much of the site's charset as its tables do.
    void show_files(EfictionText& text) const {
        constexpr std::size_t kMost = 500;
        const std::size_t step = site_.chapters.size() / kMost + 1;
        for (std::size_t i = 0; i < site_.chapters.size(); i += step)
            if (const auto file = files_.text_of(site_.chapters[i])) text.see(file->bytes);
    }

    /// The folder of the chapter files; empty when there is none.
    const std::string& folder() const { return files_.folder(); }

    void run(std::vector<Finding>& findings) {
        give_stories();
        give_reviews();
        for (const EfictionPlace& place : site_.news) give(efiction_news(dump_, text_, place), "");
        for (const EfictionPlace& place : site_.pages) give(efiction_page(dump_, text_, place), "");
        tell_files(findings);
        tell_rows(findings);
        const std::string summary = report();
        findings.push_back({"site-report", summary, {}});
    }

  private:
    bool stopped() const { return options_.cancel != nullptr && *options_.cancel; }

    void give(Part&& part, std::string path) {
        if (stopped()) return;
        if (!path.empty()) part.path = std::move(path);
        part.path.insert(0, before_);
        part.path = paths_.take(part.path);  // two rows of one number, or of none
        constexpr std::uint64_t kStretch = std::uint64_t{8} << 20;
        if ((given_ += part.text.size()) > kStretch && options_.let_go) {
            given_ = 0;
            options_.let_go();
        }
        sink_(std::move(part));
    }

    void give_stories() {
        const EfictionStories stories(dump_, site_, text_, files_, options_.limits);
        const EfictionPlace nowhere;
        auto chapter = site_.chapters.begin();
        const auto end = site_.chapters.end();
        const auto stretch = [&](std::int64_t sid, const EfictionPlace& place) {
            const auto first = chapter;
            while (chapter != end && chapter->sid == sid) ++chapter;
            if (stopped()) return;
            give(stories.part_of(sid, place, first == end ? nullptr : &*first,
                                 static_cast<std::size_t>(chapter - first), tally_),
                 fmt::format("viewstory.php?sid={}", sid));
        };
        for (const auto& [sid, place] : site_.stories) {
            while (chapter != end && chapter->sid < sid) {
                ++without_story_;
                stretch(chapter->sid, nowhere);
            }
            stretch(sid, place);
        }
        while (chapter != end) {
            ++without_story_;
            stretch(chapter->sid, nowhere);
        }
    }

    void give_reviews() {
        for (auto from = site_.reviews.begin(); from != site_.reviews.end();) {
            auto to = from;
            while (to != site_.reviews.end() && to->item == from->item
                   && to->of_series == from->of_series)
                ++to;
            give(efiction_reviews(dump_, text_, &*from, static_cast<std::size_t>(to - from)),
                 fmt::format("reviews.php?type={}&item={}", from->of_series ? "SE" : "ST",
                             from->item));
            from = to;
        }
    }

    void tell_files(std::vector<Finding>& findings) const {
        const auto tell = [&](std::string_view kind, const std::vector<std::string>& what,
                              std::string_view words) {
            const std::size_t named = std::min(what.size(), kNamed);
            for (std::size_t i = 0; i < named; ++i)
                findings.push_back({std::string(kind), fmt::format("{}: {}", what[i], words), {}});
            for (std::size_t i = named; i < what.size();) {  // the others by their folders
                const std::string_view folder = folder_of(what[i]);
                std::string files(what[i++]);
                for (; i < what.size() && folder_of(what[i]) == folder && files.size() < kLong; ++i)
                    files.append(", ").append(what[i], folder.size());
                findings.push_back({std::string(kind), fmt::format("{}: {}", files, words), {}});
            }
        };
        tell("text-without-row", files_.without_row(),
             "no row of the site's tables names it; kept, not read as a story");
        tell("doubled-text", files_.doubled(),
             "one chapter lies under several authors; the one that its row names was read");
    }

    void tell_rows(std::vector<Finding>& findings) const {
        if (site_.unreadable > 0)
            findings.push_back(
                {"unknown-columns",
                 fmt::format("{} of the site's rows could not be read: nothing says what their "
                             "columns are, or there are more or fewer values; the first is in {} "
                             "at byte {}",
                             with_separators(site_.unreadable),
                             readable_name(site_.unreadable_table, "windows-1252"),
                             site_.first_unreadable),
                 {site_.first_unreadable, site_.first_unreadable}});
        if (site_.repeated > 0)
            findings.push_back({"repeated-row",
                                fmt::format("Rows of stories and chapters that stand in the dump a "
                                            "second time: {}; the first of each was read",
                                            with_separators(site_.repeated)),
                                {}});
    }

    /// "stories never published" -> "story never published".
    static std::string of_one(std::string_view words) {
        const std::size_t end = std::min(words.find(' '), words.size());
        std::string one(words.substr(0, end));
        if (one == "stories")
            one = "story";
        else if (one != "series" && one != "news")
            one.pop_back();
        return one.append(words.substr(end));
    }

    std::string report() const {
        std::string out = "eFiction";
        if (const std::string version = text_.line(site_.version); !version.empty())
            out += ' ' + version;
        const std::string name = text_.line(site_.name);
        out += fmt::format(
            " site \"{}\"{}: ", name.empty() ? readable_name(site_.prefix, "windows-1252") : name,
            files_.count() > 0 ? " with its chapter files" : "");
        bool first = true;
        const auto count = [&](std::uint64_t n, std::string_view words, bool always = false) {
            if (n == 0 && !always) return;
            out += fmt::format("{}{} {}", first ? "" : ", ", with_separators(n),
                               n == 1 ? of_one(words) : std::string(words));
            first = false;
        };
        count(tally_.stories, "stories", true);
        count(tally_.chapters, "chapters", true);
        count(tally_.from_tables, "texts from the tables");
        count(tally_.from_files, "texts from files");
        count(tally_.without_text, "chapters without text");
        count(files_.without_row().size(), "texts without a row");
        count(files_.doubled().size(), "texts more than once");
        count(without_story_, "stories of chapters alone");
        count(tally_.hidden, "stories never published");
        count(tally_.for_members, "stories for members only");
        count(tally_.without_author, "stories whose author is gone");
        count(tally_.without_rating, "stories whose rating is gone");
        count(tally_.damaged, "texts with damage that was mended or doubted");
        count(site_.unreadable, "rows that could not be read");
        count(site_.repeated, "rows twice");
        constexpr std::pair<std::string_view, std::string_view> kTables[] = {
            {"authors", "authors"}, {"series", "series"},
            {"reviews", "reviews"}, {"favorites", "favourites"},
            {"news", "news"},       {"comments", "comments on news"},
            {"messages", "pages"},  {"challenges", "challenges"}};
        for (const auto& [table, words] : kTables)
            if (const auto at = site_.rows.find(std::string(table)); at != site_.rows.end())
                count(at->second, words);
        return out + fmt::format("; charset {}", text_.encoding());
    }

    std::string_view dump_;
    const EfictionSite& site_;
    const EfictionText& text_;
    const PeelOptions& options_;
    const std::string before_;
    const std::function<void(Part&&)>& sink_;
    const EfictionFiles files_;
    EfictionTally tally_;
    std::uint64_t without_story_ = 0, given_ = 0;
    DistinctNames paths_;
};

}  // namespace

bool is_efiction_dump(std::string_view bytes) {
    if (!looks_like_sql(bytes)) return false;
    constexpr std::string_view kMark = "fanfiction_";
    for (std::size_t at = bytes.find(kMark); at != std::string_view::npos;
         at = bytes.find(kMark, at + 1)) {
        const std::string_view rest = bytes.substr(at + kMark.size(), 8);
        if (!rest.starts_with("stories") && rest != "chapters") continue;
        constexpr std::size_t kFar = 200;
        std::string_view before = bytes.substr(at - std::min(at, kFar), std::min(at, kFar));
        before.remove_prefix(before.rfind('\n') + 1);  // npos + 1 == 0
        before = trim(before);
        if ((starts_with_ignoring_ascii_case(before, "insert")
             || starts_with_ignoring_ascii_case(before, "replace"))
            && before.find('(') == std::string_view::npos)
            return true;
        if (before.starts_with("<table_data name=\"") || before.starts_with("<table name=\""))
            return true;
    }
    return false;
}

std::vector<std::string> efiction_folders(std::string_view bytes, const Limits& limits,
                                          const Beside& beside) {
    EfictionColumns columns;
    EfictionText text("utf-8");
    std::vector<Finding> ignored;
    std::vector<std::string> folders;
    for (const EfictionSite& site : read_efiction_sites(bytes, limits, {}, columns, text, ignored))
        if (const EfictionFiles files(&beside, site); !files.folder().empty())
            folders.push_back(files.folder());
    return folders;
}

std::vector<std::string> read_efiction(std::string_view bytes, const PeelOptions& options,
                                       const Beside* beside,
                                       const std::function<void(Part&&)>& sink,
                                       std::vector<Finding>& findings) {
    std::vector<std::string> folders;
    EfictionColumns columns;
    EfictionText text(options.encoding);
    const std::vector<EfictionSite> sites =
        read_efiction_sites(bytes, options.limits, options.let_go, columns, text, findings);
    std::deque<SiteGiver> givers;
    std::unordered_set<std::string> prefixes;
    for (const EfictionSite& site : sites) {
        std::string before;
        if (sites.size() > 1) {
            before = readable_name(site.prefix, "windows-1252");
            while (!prefixes.insert(before).second) before += '_';
            before += '/';
        }
        givers.emplace_back(bytes, site, text, beside, options, std::move(before), sink)
            .show_files(text);
    }
    text.settle();
    findings.insert(findings.end(), text.findings().begin(), text.findings().end());
    for (SiteGiver& giver : givers) {
        giver.run(findings);
        if (!giver.folder().empty()) folders.push_back(giver.folder());
    }
    return folders;
}

}  // namespace solander
