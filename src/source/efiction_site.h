// SPDX-License-Identifier: GPL-3.0-or-later
// What is where in a dump of eFiction's tables: the small ones whole, of stories, chapters and
// reviews the place of each row.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "source/efiction_tables.h"
#include "source/efiction_text.h"
#include "source/limits.h"

namespace solander {

/// A row to be read again when its turn comes.
struct EfictionPlace {
    std::uint64_t at = 0;
    const std::vector<std::string>* columns = nullptr;
};

struct EfictionChapter {
    std::int64_t sid = 0, inorder = 0, chapid = 0, uid = 0;
    EfictionPlace place;
};

struct EfictionReview {
    std::int64_t item = 0;
    bool of_series = false;
    EfictionPlace place;
};

/// A row of a small table; what it says in bytes of the table.
struct EfictionName {
    std::string name;
    std::int64_t of = 0;  ///< parent category, class type
    std::string note;     ///< class type's short name, rating's bits
};
using EfictionNames = std::unordered_map<std::int64_t, EfictionName>;

struct EfictionInSeries {
    std::int64_t series = 0, inorder = 0;
};

struct EfictionSite {
    std::string prefix, name, url, version, store;
    std::vector<std::pair<std::int64_t, EfictionPlace>> stories;  ///< by sid
    std::vector<EfictionChapter> chapters;                        ///< by sid and place in it
    std::vector<EfictionReview> reviews;                          ///< by what they are of
    EfictionNames authors, categories, characters, classes, classtypes, genres, warnings, ratings,
        series, challenges;
    std::unordered_map<std::int64_t, std::vector<std::int64_t>> coauthors;      ///< by story
    std::unordered_map<std::int64_t, std::vector<EfictionInSeries>> in_series;  ///< by story
    std::unordered_map<std::int64_t, EfictionInSeries> outer;                   ///< by series
    std::unordered_map<std::int64_t, std::uint64_t> favourites;                 ///< by story
    std::vector<EfictionPlace> news, pages;
    std::map<std::string, std::uint64_t> rows;  ///< how many in which table, all of them
    std::uint64_t repeated = 0;                 ///< rows of a story or chapter met before
    std::uint64_t unreadable = 0;               ///< rows with columns that nobody knows
    std::uint64_t first_unreadable = 0;         ///< byte
    std::string unreadable_table;
};

/// All sites of a dump, by prefix, in one pass; `text` sees every value. Rows over the limit are
/// passed over, with the finding "too-many-rows".
std::vector<EfictionSite> read_efiction_sites(std::string_view dump, const Limits& limits,
                                              const std::function<void()>& let_go,
                                              EfictionColumns& columns, EfictionText& text,
                                              std::vector<Finding>& findings);

}  // namespace solander
