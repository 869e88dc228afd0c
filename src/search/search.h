// SPDX-License-Identifier: GPL-3.0-or-later
// Finding works: words (FTS5), filters (bitmaps), ranking, counts and snippets behind one object.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalogue/db.h"
#include "search/query.h"
#include "vocabulary/canon.h"
#include "vocabulary/name_graph.h"
#include "vocabulary/tag.h"

namespace solander {

enum class Sort : std::uint8_t { best, date, added, words, title, creator };
/// Names: "best" "date" "added" "words" "title" "creator"; a leading "-" turns the usual direction
/// round.
struct SortOrder {
    Sort by = Sort::best;
    bool reversed = false;
};
Result<SortOrder> sort_from_name(std::string_view);

struct SearchRequest {
    ParsedQuery query;
    SortOrder sort;
    std::uint32_t offset = 0, limit = 20;
    bool facets = false, snippets = true;
    /// consent/policy.h visible_to(viewer, Act::list): in the query itself, never afterwards. 0
    /// finds nothing.
    std::uint8_t visible = 0;
    /// visible_to(viewer, Act::read): whose text may be searched and quoted; the others are found
    /// by title, people, tags, summary and notes only. 0 = `visible` without `listed`.
    std::uint8_t readable = 0;
    /// consent/policy.h ratings_without_notice(viewer): no text of other ratings is quoted.
    std::uint8_t quotable = 0xFF;
    std::uint32_t facet_values = 10;
    /// Of these works alone.
    std::optional<std::vector<std::int64_t>> only = {};
    /// Works that are found so are left out, and nothing is said of it in hints.
    std::optional<ParsedQuery> without = {};
};

struct Snippet {
    std::string text;  ///< plain text of about 160-240 characters, whole words
    std::vector<std::pair<std::uint32_t, std::uint32_t>>
        marked;  ///< byte ranges of `text` that matched
};
struct Hit {
    std::int64_t work;
    double score;
    Snippet snippet;  ///< empty text when the query has no words or they matched outside the text
};
struct FacetValue {
    std::string value;  ///< display name
    std::uint64_t count;
    std::int64_t id;  ///< tag id; 0 for ratings, languages, status
};
struct Facet {
    std::string field;  ///< "rating" "fandom" "relationship" "character" "category" "warning" "tag"
                        ///< "language" "complete"
    std::vector<FacetValue> values;  ///< biggest first
};
struct SearchPage {
    std::uint64_t total = 0;  ///< exact
    std::vector<Hit> hits;
    std::vector<Facet> facets;
    std::vector<std::string> hints;  ///< "no fandom is called X"; "did you mean"
};

/// A tag as works have it.
struct TagTotals {
    TagKind kind;
    std::uint64_t tags = 0, canonical = 0, synonyms = 0, ignored = 0;
    std::uint64_t unsettled = 0;  ///< that works bear
};
struct TagCount {
    std::int64_t id;
    std::uint64_t works;  ///< that bear it as it is written
    std::uint64_t found;  ///< that a filter on it finds
};

/// What a tag may be, by what is in the archive and by what names commonly stand for.
struct TagSuggestion {
    bool canonical = false;        ///< it stands for others; else it means all of `of`
    std::vector<TagName> of;       ///< of id 0: not here yet
    std::vector<TagName> fandoms;  ///< of the canonical tag, as far as can be told
    std::string why;
    int weight = 0;  ///< the likelier the more
};

struct WordsCheck {
    bool ok;
    std::uint64_t works, behind;  ///< works indexed; changes not followed yet
    std::vector<std::string> faults;
};

/// One for a process; find() may be called by many threads at once.
struct UnsettledCounts {
    std::vector<TagCount> tags;
    std::uint64_t all = 0;  ///< with those that were not asked for
};

class Search {
  public:
    /// `folder` holds words-N.db; made anew when missing (rebuilt by catch_up from the catalogue).
    /// `readers`: where texts are read for snippets; null: `catalogue` too. It is told what the
    /// filters have followed, so that works they find are there.
    Search(Database& catalogue, const std::filesystem::path& folder, unsigned shards,
           ConnectionPool* readers = nullptr);
    ~Search();

    /// Follows the change log to its end: words by one thread a shard, then filters. `indexed`
    /// counts works. Safe to be killed at any moment, and to be called by two processes at once
    /// (one waits or gives way).
    void catch_up(const std::function<void(std::uint64_t indexed)>& progress = {});
    /// catch_up(), under way or to come, ends soon and before its end: who serves is told to stop.
    void give_up();
    /// Changes that words and filters here have not followed yet; cheap.
    std::uint64_t behind() const;
    /// For a bulk add: threads that follow while the writer goes on; stop_following() catches up,
    /// then ends them.
    void start_following();
    void stop_following();
    /// Makes sure that nothing of removed texts is left in the files: fills those anew that hold
    /// any. Costs an indexing of all works; catch_up() does it by itself when a quarter is dead.
    void drop_dead();
    /// Refreshes the in-memory filters if the catalogue has moved on; cheap when it has not. Asks
    /// nothing when they have followed `last`, the last change as far as somebody knows it.
    void refresh(std::optional<std::int64_t> last = {});

    SearchPage find(const SearchRequest&) const;
    /// Names of one kind that begin with or contain `text`, most used first (filter field,
    /// completion).
    std::vector<FacetValue> suggest(std::string_view field, std::string_view text,
                                    std::uint8_t visible, std::uint32_t limit) const;
    /// In the order asked for; none of works that are not visible.
    std::vector<TagCount> tag_counts(const std::vector<std::int64_t>& tags,
                                     std::uint8_t visible) const;
    std::vector<TagTotals> tag_totals(std::uint8_t visible) const;
    /// That no person has settled and works bear: most used first, then by name.
    UnsettledCounts unsettled_tags(const std::vector<TagKind>&, std::uint8_t visible,
                                   std::size_t from, std::size_t most) const;
    /// For each of these tags the likeliest first, at most three.
    std::vector<std::vector<TagSuggestion>> suggest_meanings(const std::vector<std::int64_t>& tags,
                                                             const Canon&,
                                                             std::uint8_t visible) const;
    WordsCheck check() const;

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace solander
