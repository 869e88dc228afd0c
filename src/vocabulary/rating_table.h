// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens of a rating's value, and the rows of data/ratings.tsv they are matched with.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vocabulary/rating.h"

namespace solander {

struct RatingToken {
    std::string text;  ///< folded letters or digits, or "+"
    std::size_t from = 0, to = 0;
    std::string gap;     ///< what stands before it, spaces squeezed out; " " when only space
    bool upper = false;  ///< all capitals as written
    bool number = false;
};

/// Nothing, a space or a hyphen: "PG13", "PG 13", "PG-13".
bool joins_rating(const std::string& gap);
/// Letters and digits apart, "+" by itself, dots inside "P.G." gone. A limited number: a rating
/// stands at the beginning.
std::vector<RatingToken> rating_tokens(std::string_view value);

struct RatingRow {
    struct Part {
        std::string text;
        int low = -1, high = -1;  ///< a range of numbers when low >= 0
    };
    std::vector<Part> parts;
    std::string_view scheme;
    Rating level = Rating::unknown;
    bool letter = false, number = false, word = false, doubt = false;
    bool tight = false;  ///< nothing may stand between its parts: R18, not R-18
};

class RatingTable {
  public:
    /// "scheme, level, flags, tokens" as data/ratings.tsv explains them; the views must outlive the
    /// table. What is wrong with the row; empty when it was taken.
    std::string add_row(const std::vector<std::string_view>& columns);
    /// The longest row that begins at token i, of equals the first; null when there is none.
    const RatingRow* longest(const std::vector<RatingToken>& tokens, std::size_t i) const;

  private:
    void add(RatingRow row, std::string_view pattern);

    std::vector<RatingRow> rows_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_first_;
};

}  // namespace solander
