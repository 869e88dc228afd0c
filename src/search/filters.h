// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of every work, in memory: bitmaps for values, flat arrays for numbers, dates and
// orders. A Filters never changes once others can see it; next() makes a newer one that shares what
// is the same.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalogue/db.h"
#include "search/bitmap.h"
#include "search/search.h"
#include "vocabulary/name_graph.h"
#include "vocabulary/tag.h"

namespace solander {

inline constexpr std::uint32_t kNoSlot = std::numeric_limits<std::uint32_t>::max();

/// The kinds of vocabulary/tag.h, then two lists that are filtered alike.
enum class NameKind : std::uint8_t {
    fandom,
    relationship,
    character,
    category,
    warning,
    freeform,
    series,
    creator
};
inline constexpr std::size_t kNameKinds = 8;
/// By query field ("tag" is freeform); nullptr-like kNameKinds when the field has no names.
std::size_t name_kind_of_field(std::string_view field);
std::string_view field_of(NameKind);  ///< the other way round

/// A tag, series or creator, and the works that have it.
struct Name {
    std::int64_t id = 0;
    NameKind kind = NameKind::fandom;
    std::string name, key;
    std::shared_ptr<const Bitmap> works;  ///< as written
    /// Of a canonical name also those of its synonyms and of all below it; null: `works`.
    std::shared_ptr<const Bitmap> filed;
    const Bitmap& found() const { return filed ? *filed : *works; }
    /// A pen name or series that only works outside `visible` bear is as unknown as one that nobody
    /// has, also where a person joined it to others. One that no work bears was chosen to be shown;
    /// and canonical tags are the archive's own words.
    bool may_be_told(const Bitmap& visible) const {
        return (kind != NameKind::creator && kind != NameKind::series) || works->isEmpty()
               || works->intersect(visible);
    }
};

/// What people said of names, by name number; numbers past its end have had nothing said of them.
struct Filing {
    std::vector<std::uint32_t> from{0}, under;  ///< under[from[n] .. from[n+1]); none: itself alone
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> meant;  ///< of each synonym
    std::vector<NameStanding> standing;
    bool empty() const { return under.empty(); }
};

/// Days since 1970 of the first and last day that a date may mean.
struct Days {
    static constexpr std::int32_t kUnknown = std::numeric_limits<std::int32_t>::min();
    std::int32_t first = kUnknown, last = kUnknown;
    bool known() const { return first != kUnknown; }
};

/// The values of a column of few words ("teen", "en", "kept"): a bitmap each.
struct Choice {
    std::vector<std::string> values;
    std::vector<std::shared_ptr<const Bitmap>> works;
    std::vector<std::uint16_t> of;  ///< by slot, index of values

    const Bitmap* find(std::string_view value) const;
};

/// Names by key, by their words and spellings; made when first asked for.
struct NameIndex;
struct NameSpellings;

class Filters {
  public:
    /// Everything, in one read transaction.
    static std::shared_ptr<const Filters> load(Connection&);
    /// With the works changed since; nullptr when nothing changed. Loads anew when very much did.
    static std::shared_ptr<const Filters> next(const std::shared_ptr<const Filters>&, Connection&);
    Filters() = default;
    Filters(const Filters&);
    Filters& operator=(const Filters&) = delete;
    ~Filters();

    std::int64_t seq = 0;           ///< last change seen
    std::vector<std::int64_t> ids;  ///< by slot, rising
    Bitmap alive;                   ///< slots whose work is still there

    Choice rating, language, visibility, permission, complete;
    std::vector<std::uint32_t> words, chapters;
    std::vector<Days> published, updated;  ///< updated: published where nothing else was said
    std::vector<std::int32_t> added_day;
    std::vector<std::int64_t> added;  ///< seconds since 1970
    std::vector<std::string> title_key, creator_key;

    /// One for each Sort (best stays empty): all slots in the usual direction, ties by id.
    struct Order {
        std::vector<std::uint32_t> slots;
        std::vector<std::uint32_t> rank;  ///< by slot, its place in `slots`
        std::uint32_t known = 0;  ///< places from here on: nothing to sort by; last both ways
    };
    std::array<Order, 6> order;

    std::vector<Name> names;  ///< index = "name number" below
    std::vector<std::uint32_t> names_from,
        names_of;  ///< of slot: names_of[names_from[s] .. names_from[s+1])

    std::shared_ptr<const Filing> filing = std::make_shared<Filing>();
    /// Calls `each` with every name number that a work with this name is filed under.
    template <class Each>
    void under(std::uint32_t name, Each each) const {
        const std::vector<std::uint32_t>& from = filing->from;
        if (name + 1 >= from.size() || from[name] == from[name + 1]) return each(name);
        for (std::uint32_t i = from[name]; i < from[name + 1]; ++i) each(filing->under[i]);
    }
    /// Of a synonym the canonical names that it means; null for any other.
    const std::vector<std::uint32_t>* meant_by(std::uint32_t name) const {
        const auto found = filing->meant.find(name);
        return found == filing->meant.end() ? nullptr : &found->second;
    }
    NameStanding standing_of(std::uint32_t name) const {
        return name < filing->standing.size() ? filing->standing[name] : NameStanding::unsettled;
    }

    std::size_t slots() const { return ids.size(); }
    std::uint32_t slot_of(std::int64_t work) const {
        if (work < 0) return kNoSlot;
        const auto w = static_cast<std::uint64_t>(work);
        if (w < slot_of_id_.size()) return slot_of_id_[w];
        return sparse_ ? search_slot(work) : kNoSlot;
    }
    double mean_words() const { return mean_words_; }
    /// Works whose visibility is one of the bits.
    Bitmap visible(std::uint8_t bits) const;
    std::uint32_t tag_number(std::int64_t tag) const;  ///< kNoSlot when there is none
    /// The name with this key, kNoSlot when there is none.
    std::uint32_t name_with_key(NameKind, std::string_view key) const;
    /// Names that hold all these words (stemmed and folded; the last may be a beginning).
    std::vector<std::uint32_t> names_with_words(NameKind, std::string_view text, bool prefix) const;
    /// Folded, for suggestions; by name number.
    const std::string& folded_name(std::uint32_t name) const;
    const NameSpellings& spellings(NameKind) const;

  private:
    friend class FilterLoader;
    std::uint32_t search_slot(std::int64_t work) const;
    const NameIndex& index() const;
    /// Where the names are the same: what was made of them is, too.
    void take_index(const Filters& other);

    std::vector<std::uint32_t> slot_of_id_;  ///< while ids are dense
    bool sparse_ = false;
    double mean_words_ = 0;
    /// Name numbers by row id, of the tables tag, series and creator.
    std::array<std::unordered_map<std::int64_t, std::uint32_t>, 3> number_of_;
    mutable std::once_flag indexed_;
    mutable std::atomic<bool> has_index_ = false;
    mutable std::shared_ptr<const NameIndex> index_;
};

}  // namespace solander
