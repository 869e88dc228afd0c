// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/efiction_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace solander {
namespace {

/// Mapped bytes behind this much are let go of.
constexpr std::uint64_t kStretch = std::uint64_t{32} << 20;

/// One pass over the dump.
class SiteReader {
  public:
    SiteReader(std::string_view dump, const Limits& limits, EfictionColumns& columns,
               EfictionText& text)
        : dump_(dump), most_(limits.max_rows), columns_(columns), text_(text) {}

    void run(const std::function<void()>& let_go, std::vector<Finding>& findings) {
        std::uint64_t passed = 0;
        for (;;) {
            const SqlDump::Event event = dump_.next();
            if (event == SqlDump::Event::end) break;
            if (event == SqlDump::Event::table)
                columns_.set(dump_.table(), dump_.columns());
            else
                take_row();
            if (let_go && dump_.at() > passed + kStretch) {
                passed = dump_.at();
                let_go();
            }
        }
        findings.insert(findings.end(), dump_.findings().begin(), dump_.findings().end());
        if (taken_ > most_)
            findings.push_back({"too-many-rows",
                                fmt::format("the site's tables have more than {} rows; the rest "
                                            "was not read",
                                            most_),
                                {}});
    }

    std::vector<EfictionSite> finished() {
        std::vector<EfictionSite> all;
        for (auto& [prefix, site] : sites_) {
            sort_rows(site);
            all.push_back(std::move(site));
        }
        for (const Settings& row : settings_) {
            EfictionSite* site = nullptr;
            for (EfictionSite& one : all)
                if (one.prefix == row.of) site = &one;
            if (site == nullptr && all.size() == 1) site = &all.front();
            if (site == nullptr || !site->name.empty()) continue;
            site->name = row.name;
            site->url = row.url;
            site->version = row.version;
            site->store = row.store;
        }
        std::erase_if(all, [](const EfictionSite& site) {
            return site.stories.empty() && site.chapters.empty();
        });
        return all;
    }

  private:
    using Take = void (SiteReader::*)(EfictionSite&, const EfictionRow&);
    struct Row {
        std::string_view table;
        Take take;
    };
    struct Settings {
        std::string of, name, url, version, store;
    };
    static const Row kRows[];

    void take_row() {
        const auto table = efiction_table(dump_.table());
        if (!table) return;
        if (site_ == nullptr || site_->prefix != table->prefix) {
            const auto [at, fresh] = sites_.try_emplace(std::string(table->prefix));
            if (fresh) at->second.prefix = table->prefix;
            site_ = &at->second;
        }
        ++site_->rows[std::string(table->name)];
        const Row* end = kRows + kRowCount;
        const Row* row =
            std::find_if(kRows, end, [&](const Row& one) { return one.table == table->name; });
        if (row == end || ++taken_ > most_) return;
        place_.at = dump_.at();
        place_.columns = columns_.of(dump_.table(), table->name, dump_.columns(), dump_.values());
        if (place_.columns == nullptr) {
            if (site_->unreadable++ == 0) {
                site_->first_unreadable = dump_.at();
                site_->unreadable_table = dump_.table();
            }
            return;
        }
        for (const SqlValue& value : dump_.values())
            if (value.kind == SqlValue::Kind::string || value.kind == SqlValue::Kind::markup)
                text_.see(value.raw);
        (this->*row->take)(*site_, EfictionRow(*place_.columns, dump_.values()));
    }

    void take_story(EfictionSite& site, const EfictionRow& row) {
        const std::int64_t sid = row.number("sid");
        if (!row.has("psid")) {
            site.stories.emplace_back(sid, place_);
            return;
        }
        // 1.1: a chapter is a row like its story's, and names it.
        const std::int64_t story = row.number("psid") == 0 ? sid : row.number("psid");
        if (story == sid) site.stories.emplace_back(sid, place_);
        site.chapters.push_back({story, row.number("inorder"), sid, row.number("uid"), place_});
    }
    void take_chapter(EfictionSite& site, const EfictionRow& row) {
        site.chapters.push_back({row.number("sid"), row.number("inorder"), row.number("chapid"),
                                 row.number("uid"), place_});
    }
    void take_review(EfictionSite& site, const EfictionRow& row) {
        const std::string type = row.text("type");
        const std::int64_t item = row.has("item")   ? row.number("item")
                                  : row.has("psid") ? row.number("psid")
                                                    : row.number("sid");
        site.reviews.push_back({item, type == "SE", place_});
    }
    void take_author(EfictionSite& site, const EfictionRow& row) {
        site.authors.emplace(row.number("uid"), EfictionName{row.text("penname"), 0, ""});
    }
    void take_category(EfictionSite& site, const EfictionRow& row) {
        site.categories.emplace(
            row.number("catid"),
            EfictionName{row.text("category"), row.number("parentcatid", -1), ""});
    }
    void take_character(EfictionSite& site, const EfictionRow& row) {
        site.characters.emplace(row.number("charid"), EfictionName{row.text("charname"), 0, ""});
    }
    void take_class(EfictionSite& site, const EfictionRow& row) {
        site.classes.emplace(row.number("class_id"),
                             EfictionName{row.text("class_name"), row.number("class_type"), ""});
    }
    void take_class_type(EfictionSite& site, const EfictionRow& row) {
        site.classtypes.emplace(
            row.number("classtype_id"),
            EfictionName{row.text("classtype_title"), 0, row.text("classtype_name")});
    }
    void take_genre(EfictionSite& site, const EfictionRow& row) {
        site.genres.emplace(row.number("gid"), EfictionName{row.text("genre"), 0, ""});
    }
    void take_warning(EfictionSite& site, const EfictionRow& row) {
        site.warnings.emplace(row.number("wid"), EfictionName{row.text("warning"), 0, ""});
    }
    void take_rating(EfictionSite& site, const EfictionRow& row) {
        site.ratings.emplace(row.number("rid"),
                             EfictionName{row.text("rating"), row.number("ratingwarning"), ""});
    }
    void take_series(EfictionSite& site, const EfictionRow& row) {
        site.series.emplace(row.number("seriesid"), EfictionName{row.text("title"), 0, ""});
    }
    void take_challenge(EfictionSite& site, const EfictionRow& row) {
        site.challenges.emplace(row.number("chalid"), EfictionName{row.text("title"), 0, ""});
    }
    void take_coauthor(EfictionSite& site, const EfictionRow& row) {
        site.coauthors[row.number("sid")].push_back(row.number("uid"));
    }
    void take_in_series(EfictionSite& site, const EfictionRow& row) {
        const EfictionInSeries place{row.number("seriesid"), row.number("inorder")};
        const std::int64_t inner = row.number("subseriesid");
        if (const std::int64_t sid = row.number("sid"); sid > 0)
            site.in_series[sid].push_back(place);
        else if (inner > 0)
            site.outer.emplace(inner, place);
    }
    void take_favourite(EfictionSite& site, const EfictionRow& row) {
        if (row.text("type") == "ST") ++site.favourites[row.number("item")];
    }
    void take_favourite_1(EfictionSite& site, const EfictionRow& row) {
        ++site.favourites[row.number("sid")];
    }
    void take_news(EfictionSite& site, const EfictionRow&) { site.news.push_back(place_); }
    void take_page(EfictionSite& site, const EfictionRow&) { site.pages.push_back(place_); }
    void take_settings(EfictionSite& site, const EfictionRow& row) {
        if (!row.has("sitename")) return take_page(site, row);  // 1.1: the texts of pages
        settings_.push_back({row.text("tableprefix"), row.text("sitename"), row.text("url"),
                             row.text("version"), row.text("store")});
    }

    /// Rows of one story together and in their order; of those with one number the first stays.
    static void sort_rows(EfictionSite& site) {
        const auto by_place = [](const EfictionChapter& a, const EfictionChapter& b) {
            return std::tie(a.sid, a.inorder, a.chapid, a.place.at)
                   < std::tie(b.sid, b.inorder, b.chapid, b.place.at);
        };
        const std::size_t before = site.stories.size() + site.chapters.size();
        std::stable_sort(site.stories.begin(), site.stories.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        site.stories.erase(
            std::unique(site.stories.begin(), site.stories.end(),
                        [](const auto& a, const auto& b) { return a.first == b.first; }),
            site.stories.end());
        std::sort(site.chapters.begin(), site.chapters.end(), by_place);
        site.chapters.erase(std::unique(site.chapters.begin(), site.chapters.end(),
                                        [](const EfictionChapter& a, const EfictionChapter& b) {
                                            return a.sid == b.sid && a.chapid == b.chapid
                                                   && a.inorder == b.inorder;
                                        }),
                            site.chapters.end());
        site.repeated = before - site.stories.size() - site.chapters.size();
        std::stable_sort(site.reviews.begin(), site.reviews.end(),
                         [](const EfictionReview& a, const EfictionReview& b) {
                             return std::tie(a.of_series, a.item) < std::tie(b.of_series, b.item);
                         });
    }

    static constexpr std::size_t kRowCount = 20;
    SqlDump dump_;
    const std::uint64_t most_;
    EfictionColumns& columns_;
    EfictionText& text_;
    std::map<std::string, EfictionSite> sites_;
    EfictionSite* site_ = nullptr;  ///< of the last row
    std::vector<Settings> settings_;
    EfictionPlace place_;
    std::uint64_t taken_ = 0;
};

const SiteReader::Row SiteReader::kRows[] = {
    {"stories", &SiteReader::take_story},        {"chapters", &SiteReader::take_chapter},
    {"reviews", &SiteReader::take_review},       {"authors", &SiteReader::take_author},
    {"categories", &SiteReader::take_category},  {"characters", &SiteReader::take_character},
    {"classes", &SiteReader::take_class},        {"classtypes", &SiteReader::take_class_type},
    {"genres", &SiteReader::take_genre},         {"warnings", &SiteReader::take_warning},
    {"ratings", &SiteReader::take_rating},       {"series", &SiteReader::take_series},
    {"challenges", &SiteReader::take_challenge}, {"coauthors", &SiteReader::take_coauthor},
    {"inseries", &SiteReader::take_in_series},   {"favorites", &SiteReader::take_favourite},
    {"favstor", &SiteReader::take_favourite_1},  {"news", &SiteReader::take_news},
    {"messages", &SiteReader::take_page},        {"settings", &SiteReader::take_settings},
};

}  // namespace

std::vector<EfictionSite> read_efiction_sites(std::string_view dump, const Limits& limits,
                                              const std::function<void()>& let_go,
                                              EfictionColumns& columns, EfictionText& text,
                                              std::vector<Finding>& findings) {
    SiteReader reader(dump, limits, columns, text);
    reader.run(let_go, findings);
    return reader.finished();
}

}  // namespace solander
