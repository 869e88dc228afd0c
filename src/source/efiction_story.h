// SPDX-License-Identifier: GPL-3.0-or-later
// One story of an eFiction site, its rows and texts put together.
#pragma once
#include <optional>
#include <string_view>

#include "source/efiction_categories.h"
#include "source/efiction_files.h"
#include "source/efiction_site.h"
#include "source/efiction_text.h"
#include "source/part.h"

namespace solander {

struct EfictionTally {
    std::uint64_t stories = 0, chapters = 0;
    std::uint64_t hidden = 0;        ///< stories that waited for an administrator
    std::uint64_t for_members = 0;   ///< stories that the site showed to members alone
    std::uint64_t without_text = 0;  ///< chapters
    std::uint64_t without_author = 0, without_rating = 0;  ///< stories that name one not there
    std::uint64_t from_files = 0, from_tables = 0;         ///< chapters by where the text was
    std::uint64_t damaged = 0;                             ///< texts with something mended in them
};

class EfictionStories {
  public:
    EfictionStories(std::string_view dump, const EfictionSite& site, const EfictionText& text,
                    const EfictionFiles& files, const Limits& limits)
        : dump_(dump), site_(site), text_(text), files_(files), limits_(limits),
          categories_(site, text) {}

    /// The part, without its path. Its class is "story", or "other" when there is no text at all.
    Part part_of(std::int64_t sid, const EfictionPlace& place, const EfictionChapter* chapters,
                 std::size_t count, EfictionTally& tally) const;

  private:
    struct Making;
    std::string author_of(std::int64_t uid) const;
    void state_people(Making&, const EfictionRow&, std::int64_t sid) const;
    void state_lists(Making&, const EfictionRow&) const;
    void state_classes(Making&, const EfictionRow&) const;
    void state_rating(Making&, const EfictionRow&) const;
    void state_series(Making&, std::int64_t sid) const;
    void state_rest(Making&, const EfictionRow&, std::int64_t sid) const;
    void add_chapter(Making&, const EfictionChapter&, bool only) const;
    template <class Each>
    void for_each_name(const std::string& list, const EfictionNames& names, Each&& each) const;

    std::string_view dump_;
    const EfictionSite& site_;
    const EfictionText& text_;
    const EfictionFiles& files_;
    const Limits& limits_;
    EfictionCategories categories_;
};

/// "2004-03-02" of "2004-03-02 10:00:00" and of unix seconds; empty when there is none.
std::string efiction_date(std::string_view value);

}  // namespace solander
