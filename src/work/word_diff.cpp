// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/word_diff.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "base/text.h"

namespace solander {
namespace {

using Number = std::uint32_t;

constexpr std::size_t kAnchor = 4;       // words in a row that stand once in either text
constexpr std::size_t kTable = 250'000;  // words times words that are compared one by one

struct Words {
    std::vector<WordRange> places;
    std::vector<Number> numbers;  // the same number: the same word
};

class Numbering {
  public:
    Words of(std::string_view text) {
        Words words;
        for (WordRange w = next_word(text, 0); w.from < w.to; w = next_word(text, w.to)) {
            words.places.push_back(w);
            words.numbers.push_back(number_of(text.substr(w.from, w.to - w.from)));
        }
        return words;
    }

  private:
    Number number_of(std::string_view word) {
        const auto [at, fresh] = as_written_.try_emplace(std::string(word), 0);
        if (fresh)
            at->second =
                folded_.try_emplace(fold(word), static_cast<Number>(folded_.size())).first->second;
        return at->second;
    }
    std::unordered_map<std::string, Number> as_written_, folded_;
};

/// Word i of a stands against word j of b.
struct Match {
    std::size_t i, j;
};

class Differ {
  public:
    Differ(const Words& a, const Words& b) : a_(a), b_(b) {}

    std::vector<DiffRun> runs() {
        std::size_t i = 0, j = 0;
        for (const Match& anchor : anchors()) {
            if (anchor.i < i || anchor.j < j) continue;  // inside what went before
            between(i, anchor.i, j, anchor.j);
            match(anchor.i, anchor.j, kAnchor);
            i = anchor.i + kAnchor;
            j = anchor.j + kAnchor;
        }
        between(i, a_.numbers.size(), j, b_.numbers.size());
        return to_runs();
    }

  private:
    struct Once {
        std::size_t in_a = 0, in_b = 0, place_a = 0, place_b = 0;
    };

    static std::uint64_t key(const std::vector<Number>& words, std::size_t at) {
        std::uint64_t k = 0;
        for (std::size_t n = at; n < at + kAnchor; ++n) k = (k + words[n] + 1) * 0x9E3779B97F4A7C15;
        return k;
    }

    /// Longest chain of four words that each text has once, in the order of both.
    std::vector<Match> anchors() const {
        std::unordered_map<std::uint64_t, Once> seen;
        for (std::size_t i = 0; i + kAnchor <= a_.numbers.size(); ++i) {
            Once& once = seen[key(a_.numbers, i)];
            ++once.in_a;
            once.place_a = i;
        }
        for (std::size_t j = 0; j + kAnchor <= b_.numbers.size(); ++j) {
            const auto found = seen.find(key(b_.numbers, j));
            if (found == seen.end()) continue;
            ++found->second.in_b;
            found->second.place_b = j;
        }
        std::vector<Match> pairs;
        for (const auto& [k, once] : seen)
            if (once.in_a == 1 && once.in_b == 1 && really(once.place_a, once.place_b))
                pairs.push_back({once.place_a, once.place_b});
        std::sort(pairs.begin(), pairs.end(),
                  [](const Match& x, const Match& y) { return x.i < y.i; });
        return longest_rising(pairs);
    }

    bool really(std::size_t i, std::size_t j) const {
        return std::equal(a_.numbers.begin() + static_cast<std::ptrdiff_t>(i),
                          a_.numbers.begin() + static_cast<std::ptrdiff_t>(i + kAnchor),
                          b_.numbers.begin() + static_cast<std::ptrdiff_t>(j));
    }

    /// By patience sorting: n log n.
    static std::vector<Match> longest_rising(const std::vector<Match>& pairs) {
        constexpr std::size_t kNone = ~std::size_t{0};
        std::vector<std::size_t> tops;  // of each length, the pair with the least j that ends it
        std::vector<std::size_t> before(pairs.size(), kNone);
        for (std::size_t n = 0; n < pairs.size(); ++n) {
            const auto at =
                std::lower_bound(tops.begin(), tops.end(), pairs[n].j,
                                 [&](std::size_t top, std::size_t j) { return pairs[top].j < j; });
            if (at != tops.begin()) before[n] = *(at - 1);
            if (at == tops.end())
                tops.push_back(n);
            else
                *at = n;
        }
        std::vector<Match> chain;
        for (std::size_t n = tops.empty() ? kNone : tops.back(); n != kNone; n = before[n])
            chain.push_back(pairs[n]);
        std::reverse(chain.begin(), chain.end());
        return chain;
    }

    void match(std::size_t i, std::size_t j, std::size_t count) {
        for (std::size_t n = 0; n < count; ++n) matches_.push_back({i + n, j + n});
    }

    /// Words [i, i_end) against [j, j_end): equal ones at both ends, then the longest common
    /// subsequence of the rest when it is short enough for a table.
    void between(std::size_t i, std::size_t i_end, std::size_t j, std::size_t j_end) {
        while (i < i_end && j < j_end && a_.numbers[i] == b_.numbers[j]) match(i++, j++, 1);
        std::size_t tail = 0;
        while (i < i_end && j < j_end && a_.numbers[i_end - 1] == b_.numbers[j_end - 1]) {
            --i_end;
            --j_end;
            ++tail;
        }
        if (i < i_end && j < j_end && i_end - i <= kTable / (j_end - j))
            by_table(i, i_end, j, j_end);
        match(i_end, j_end, tail);
    }

    void by_table(std::size_t i, std::size_t i_end, std::size_t j, std::size_t j_end) {
        const std::size_t rows = i_end - i, columns = j_end - j, width = columns + 1;
        // longest[x * width + y]: of the words from i + x and from j + y on.
        std::vector<std::uint16_t> longest((rows + 1) * width, 0);
        for (std::size_t x = rows; x-- > 0;)
            for (std::size_t y = columns; y-- > 0;)
                longest[x * width + y] =
                    a_.numbers[i + x] == b_.numbers[j + y]
                        ? static_cast<std::uint16_t>(longest[(x + 1) * width + y + 1] + 1)
                        : std::max(longest[(x + 1) * width + y], longest[x * width + y + 1]);
        for (std::size_t x = 0, y = 0; x < rows && y < columns;) {
            if (a_.numbers[i + x] == b_.numbers[j + y])
                match(i + x++, j + y++, 1);
            else if (longest[(x + 1) * width + y] >= longest[x * width + y + 1])
                ++x;
            else
                ++y;
        }
    }

    static Span span_of(const Words& words, std::size_t from, std::size_t to) {
        if (from < to) return {words.places[from].from, words.places[to - 1].to};
        const std::size_t at = from == 0 ? 0 : words.places[from - 1].to;
        return {at, at};
    }

    std::vector<DiffRun> to_runs() const {
        std::vector<DiffRun> runs;
        const auto add = [&](bool same, std::size_t i, std::size_t i_end, std::size_t j,
                             std::size_t j_end) {
            if (i < i_end || j < j_end)
                runs.push_back({same, span_of(a_, i, i_end), span_of(b_, j, j_end)});
        };
        std::size_t i = 0, j = 0;
        for (std::size_t n = 0; n < matches_.size();) {
            add(false, i, matches_[n].i, j, matches_[n].j);
            i = matches_[n].i;
            j = matches_[n].j;
            std::size_t count = 0;
            while (n < matches_.size() && matches_[n].i == i + count
                   && matches_[n].j == j + count) {
                ++n;
                ++count;
            }
            add(true, i, i + count, j, j + count);
            i += count;
            j += count;
        }
        add(false, i, a_.numbers.size(), j, b_.numbers.size());
        return runs;
    }

    const Words &a_, &b_;
    std::vector<Match> matches_;  // rising in both
};

}  // namespace

std::vector<DiffRun> word_diff(std::string_view a, std::string_view b) {
    Numbering numbering;
    const Words words_a = numbering.of(a), words_b = numbering.of(b);
    return Differ(words_a, words_b).runs();
}

}  // namespace solander
