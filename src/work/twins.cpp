// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/twins.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace solander {
namespace {

using Index = std::uint32_t;

// Two texts are compared when two bins beside each other agree in both: at an agreement of 0.5
// one pair in ten thousand is passed over, at 0.3 one in twenty.
constexpr std::size_t kBins = std::tuple_size_v<decltype(Likeness::sketch)>;
// A sketch with more empty bins than this is of a short text: there one bin is enough to compare.
constexpr std::size_t kShortBins = 52;
// Estimated agreement below which texts are not opened.
constexpr double kWorthOpening = 0.25;
// So many texts with the same two bins have a phrase in common that everybody uses. They are told
// apart by two bins more; when those agree too, each is compared with the first of them only.
constexpr std::size_t kCrowd = 64;

// What a careful reader would call the same story. In between lie works that quote each other.
constexpr double kRevised = 0.5;
constexpr double kInside = 0.8;
constexpr double kInsideAtLeast = 0.05;  ///< alike: a drabble quoted in a novel is no twin of it

struct Entry {
    std::uint64_t key;
    Index index;
    friend bool operator<(const Entry& a, const Entry& b) {
        return a.key != b.key ? a.key < b.key : a.index < b.index;
    }
};

/// Calls `sink(first, last)` for each run of entries with the same key, two or more.
template <class Sink>
void for_each_run(std::vector<Entry>& entries, Sink&& sink) {
    std::sort(entries.begin(), entries.end());
    for (std::size_t at = 0; at < entries.size();) {
        std::size_t end = at + 1;
        while (end < entries.size() && entries[end].key == entries[at].key) ++end;
        if (end - at > 1) sink(at, end);
        at = end;
    }
}

class Pairing {
  public:
    explicit Pairing(const std::vector<TextPrint>& prints) : prints_(prints) {}

    std::vector<TwinCandidate> find() {
        std::vector<Index> oldest_first(prints_.size());
        std::iota(oldest_first.begin(), oldest_first.end(), Index{0});
        std::sort(oldest_first.begin(), oldest_first.end(),
                  [&](Index a, Index b) { return prints_[a].work < prints_[b].work; });
        order_ = std::move(oldest_first);
        by_words();
        by_name();
        by_sketch();
        keep_each_once();
        return std::move(found_);
    }

  private:
    const TextPrint& print(Index place) const { return prints_[order_[place]]; }

    void add(Index a, Index b) {
        const TextPrint &first = print(std::min(a, b)), &second = print(std::max(a, b));
        found_.push_back(
            {{first.work, second.work},
             first.likeness.exact != 0 && first.likeness.exact == second.likeness.exact,
             first.named != 0 && first.named == second.named});
    }

    /// Each with the oldest of the same words; that one alone is compared with others.
    void by_words() {
        std::vector<Entry> entries;
        for (Index i = 0; i < order_.size(); ++i)
            if (print(i).likeness.exact != 0) entries.push_back({print(i).likeness.exact, i});
        stands_for_itself_.assign(order_.size(), true);
        for_each_run(entries, [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from + 1; i < to; ++i) {
                add(entries[from].index, entries[i].index);
                stands_for_itself_[entries[i].index] = false;
            }
        });
    }

    void by_name() {
        std::vector<Entry> entries;
        for (Index i = 0; i < order_.size(); ++i)
            if (print(i).named != 0 && stands_for_itself_[i])
                entries.push_back({print(i).named, i});
        for_each_run(entries, [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i)
                for (std::size_t j = i + 1; j < to && j - i < kCrowd; ++j)
                    add(entries[i].index, entries[j].index);
        });
    }

    void by_sketch() {
        std::vector<Index> whole, small;
        for (Index i = 0; i < order_.size(); ++i) {
            if (!stands_for_itself_[i] || print(i).likeness.exact == 0) continue;
            const auto& sketch = print(i).likeness.sketch;
            const auto filled = static_cast<std::size_t>(
                std::count_if(sketch.begin(), sketch.end(), [](auto bin) { return bin != 0; }));
            whole.push_back(i);
            if (filled < kShortBins) small.push_back(i);
        }
        std::vector<Entry> entries;
        for (std::size_t bin = 0; bin < kBins; bin += 2) {
            fill(entries, whole, bin, 2);
            for_each_run(entries, [&](std::size_t from, std::size_t to) {
                compare_run(entries, from, to, bin + 2);
            });
            keep_each_once();
        }
        for (std::size_t bin = 0; bin < kBins; ++bin) {
            fill(entries, small, bin, 1);
            for_each_run(entries, [&](std::size_t from, std::size_t to) {
                compare_run(entries, from, to, bin + 1);
            });
        }
    }

    std::uint64_t key_of(Index i, std::size_t bin, std::size_t bins) const {
        std::uint64_t key = 0;
        for (std::size_t b = bin; b < bin + bins; ++b) {
            const std::uint16_t value = print(i).likeness.sketch[b % kBins];
            if (value == 0) return 0;
            key = key << 16 | value;
        }
        return key;
    }

    void fill(std::vector<Entry>& entries, const std::vector<Index>& of, std::size_t bin,
              std::size_t bins) const {
        entries.clear();
        for (const Index i : of)
            if (const std::uint64_t key = key_of(i, bin, bins)) entries.push_back({key, i});
    }

    void compare_run(const std::vector<Entry>& entries, std::size_t from, std::size_t to,
                     std::size_t next_bin) {
        if (to - from <= kCrowd) {
            for (std::size_t i = from; i < to; ++i)
                for (std::size_t j = i + 1; j < to; ++j)
                    compare(entries[i].index, entries[j].index);
            return;
        }
        std::vector<Entry> closer;
        for (std::size_t i = from; i < to; ++i)
            if (const std::uint64_t key = key_of(entries[i].index, next_bin, 2))
                closer.push_back({key, entries[i].index});
        for_each_run(closer, [&](std::size_t first, std::size_t last) {
            const std::size_t firsts = last - first <= kCrowd ? last - 1 : first + 1;
            for (std::size_t i = first; i < firsts; ++i)
                for (std::size_t j = i + 1; j < last; ++j)
                    compare(closer[i].index, closer[j].index);
        });
    }

    void compare(Index a, Index b) {
        if (agreement(print(a).likeness, print(b).likeness) >= kWorthOpening) add(a, b);
    }

    /// Twins meet in most of the bins: what is found stays small.
    void keep_each_once() {
        const auto less = [](const TwinCandidate& a, const TwinCandidate& b) {
            return a.works < b.works;
        };
        std::sort(found_.begin(), found_.end(), less);
        found_.erase(std::unique(found_.begin(), found_.end(),
                                 [](const auto& a, const auto& b) { return a.works == b.works; }),
                     found_.end());
    }

    const std::vector<TextPrint>& prints_;
    std::vector<Index> order_;  ///< of prints_, by work
    std::vector<bool> stands_for_itself_;
    std::vector<TwinCandidate> found_;
};

struct KindRow {
    TwinKind kind;
    std::string_view name;
};
constexpr std::array kKinds = std::to_array<KindRow>({{TwinKind::same_text, "same-text"},
                                                      {TwinKind::revised, "revised"},
                                                      {TwinKind::inside, "inside"},
                                                      {TwinKind::same_name, "same-name"}});

}  // namespace

std::vector<TwinCandidate> twin_candidates(const std::vector<TextPrint>& prints) {
    return Pairing(prints).find();
}

Overlap overlap(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    const std::size_t least = std::min(a.size(), b.size());
    if (least == 0) return {};
    std::size_t both = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (*i == *j) ++both;
        const bool step = *i <= *j, other = *j <= *i;
        if (step) ++i;
        if (other) ++j;
    }
    return {static_cast<double>(both) / static_cast<double>(a.size() + b.size() - both),
            static_cast<double>(both) / static_cast<double>(least)};
}

std::string_view name_of(TwinKind kind) { return kKinds[static_cast<std::size_t>(kind)].name; }

std::optional<TwinKind> twin_kind_from_name(std::string_view name) {
    for (const KindRow& row : kKinds)
        if (row.name == name) return row.kind;
    return std::nullopt;
}

std::optional<TwinKind> judge(const TwinCandidate& pair, const Overlap& shared) {
    if (pair.same_words) return TwinKind::same_text;
    if (shared.alike >= kRevised) return TwinKind::revised;
    if (shared.held >= kInside && shared.alike >= kInsideAtLeast) return TwinKind::inside;
    if (pair.same_name) return TwinKind::same_name;
    return std::nullopt;
}

}  // namespace solander
