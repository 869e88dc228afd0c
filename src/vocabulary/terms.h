// SPDX-License-Identifier: GPL-3.0-or-later
// Finding the words of a table in a value: whole words, several in one value, "no" before them
// seen.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace solander {

/// A folded word, "/" or "&" by itself, or "," for any other punctuation.
struct Term {
    std::string text;
    std::size_t from = 0, to = 0;  ///< bytes of the value
    bool mark() const { return text == "," || text == "/" || text == "&"; }
};
/// Hyphens part words; dots inside "A.U." are dropped. Linear.
std::vector<Term> terms_of(std::string_view value);

struct TermMatch {
    std::string_view meaning;     ///< first column of the row
    std::size_t first, last;      ///< terms [first, last)
    bool whole_only = false;      ///< the row is flagged "whole"
    bool negated = false;         ///< "no", "not", "non" directly before it
    std::size_t piece_words = 0;  ///< words between the commas it stands between
};

class TermTable {
  public:
    /// Adds "a/b" and "two words" patterns; `meaning` must outlive the table.
    void add(std::string_view pattern, std::string_view meaning, bool whole_only = false);
    /// Longest matches from left to right, never overlapping.
    std::vector<TermMatch> find(const std::vector<Term>& terms) const;
    /// The meaning of the whole list of terms, marks at the ends left out; empty when none.
    std::string_view whole(const std::vector<Term>& terms) const;

  private:
    struct Row {
        std::vector<std::string> words;
        std::string_view meaning;
        bool whole_only;
    };
    const Row* longest(const std::vector<Term>& terms, std::size_t at) const;
    std::unordered_map<std::string, std::vector<Row>> by_first_;
};

}  // namespace solander
