// SPDX-License-Identifier: GPL-3.0-or-later
// data/ratings.tsv in memory.
#include "vocabulary/rating_table.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/embedded.h"
#include "base/table.h"
#include "base/text.h"

namespace solander {
namespace {

/// Longer values hold prose; the rating stands at the beginning.
constexpr std::size_t kMostTokens = 60;

int number_in(std::string_view digits) {
    int n = 0;
    for (char c : digits.substr(0, 4)) n = n * 10 + (c - '0');
    return n;
}

class RatingTable {
  public:
    RatingTable() {
        for_each_row(embedded("data/ratings.tsv"), [this](const auto& columns) {
            if (columns.size() < 4) return;
            RatingRow row;
            row.scheme = columns[0];
            row.level = rating_from_name(columns[1]).value_or(Rating::unknown);
            for (std::string_view flag : split(columns[2], ',')) {
                row.letter = row.letter || flag == "letter";
                row.number = row.number || flag == "number";
                row.word = row.word || flag == "word";
                row.doubt = row.doubt || flag == "doubt";
                row.tight = row.tight || flag == "tight";
            }
            for (std::string_view pattern : split(columns[3], ';')) add(row, trim(pattern));
        });
    }

    /// The longest row that begins at token i; null when there is none.
    const RatingRow* longest(const std::vector<RatingToken>& tokens, std::size_t i) const {
        const RatingRow* best = nullptr;
        const auto try_all = [&](const std::string& key) {
            const auto found = by_first_.find(key);
            if (found == by_first_.end()) return;
            for (std::size_t index : found->second)
                if (matches(rows_[index], tokens, i)
                    && (best == nullptr || rows_[index].parts.size() > best->parts.size()))
                    best = &rows_[index];
        };
        try_all(tokens[i].text);
        if (tokens[i].number) try_all("#");
        return best;
    }

  private:
    void add(RatingRow row, std::string_view pattern) {
        for (std::string_view piece : split(pattern, ' ')) {
            RatingRow::Part part;
            const std::size_t dots = piece.find("..");
            if (dots != std::string_view::npos) {
                part.low = number_in(piece.substr(0, dots));
                part.high = number_in(piece.substr(dots + 2));
            } else {
                // "y7" is letter and digit apart, as in a value.
                std::string folded = fold(piece);
                std::size_t cut = 0;
                while (cut < folded.size() && !is_ascii_digit(folded[cut])) ++cut;
                if (cut > 0 && cut < folded.size()) {
                    row.parts.push_back({folded.substr(0, cut), -1, -1});
                    folded.erase(0, cut);
                }
                part.text = std::move(folded);
            }
            row.parts.push_back(std::move(part));
        }
        const std::string key = row.parts[0].low >= 0 ? "#" : row.parts[0].text;
        by_first_[key].push_back(rows_.size());
        rows_.push_back(std::move(row));
    }

    static bool matches(const RatingRow& row, const std::vector<RatingToken>& tokens,
                        std::size_t i) {
        if (i + row.parts.size() > tokens.size()) return false;
        for (std::size_t k = 0; k < row.parts.size(); ++k) {
            const RatingToken& token = tokens[i + k];
            const RatingRow::Part& part = row.parts[k];
            if (k > 0 && !joins_rating(token.gap) && !(row.word && token.gap == "&")) return false;
            if (k > 0 && row.tight && !token.gap.empty()) return false;
            if (part.low >= 0) {
                const int n = token.number ? number_in(token.text) : -1;
                if (n < part.low || n > part.high || token.text.size() > 2) return false;
            } else if (part.text != token.text) {
                return false;
            }
        }
        return true;
    }

    std::vector<RatingRow> rows_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_first_;
};

const RatingTable& rating_table() {
    static const RatingTable table;
    return table;
}

}  // namespace

bool joins_rating(const std::string& gap) {
    return gap.empty() || gap == " " || gap == "-" || gap == "\xE2\x80\x93"
           || gap == "\xE2\x80\x91";
}

std::vector<RatingToken> rating_tokens(std::string_view value) {
    std::vector<RatingToken> made;
    std::string gap;
    for (std::size_t i = 0; i < value.size() && made.size() < kMostTokens;) {
        std::size_t length = 0;
        const char32_t c = first_code_point(value.substr(i), length);
        if (c == '+') {
            made.push_back({"+", i, i + 1, std::exchange(gap, {}), false, false});
            ++i;
            continue;
        }
        if (!is_word_char(c)) {
            const bool space = (c < 0x80 && is_ascii_space(static_cast<char>(c))) || c == 0xA0;
            if (!space) {
                if (gap == " " && c != '-') gap.clear();  // " -" parts, "-" joins
                gap.append(value.substr(i, length));
            } else if (gap.empty()) {
                gap.assign(1, ' ');
            }
            i += length;
            continue;
        }
        const std::size_t from = i;
        const bool digits = c < 0x80 && is_ascii_digit(static_cast<char>(c));
        bool upper = true;
        while (i < value.size()) {
            const char32_t d = first_code_point(value.substr(i), length);
            const bool digit = d < 0x80 && is_ascii_digit(static_cast<char>(d));
            if (!is_word_char(d) || digit != digits) break;
            upper = upper && !is_lower(d);
            i += length;
        }
        const std::string_view raw = value.substr(from, i - from);
        const bool ascii = std::all_of(raw.begin(), raw.end(),
                                       [](char x) { return static_cast<unsigned char>(x) < 0x80; });
        RatingToken token{
            ascii ? ascii_lowered(raw) : fold(raw), from, i, std::exchange(gap, {}), upper, digits};
        // "P.G." is one token, "N.C.-17" two.
        const bool single = token.text.size() == 1 && !digits;
        if (single && token.gap == "." && !made.empty() && !made.back().number
            && made.back().text.size() <= 3) {
            made.back().text += token.text;
            made.back().to = i;
        } else {
            made.push_back(std::move(token));
        }
    }
    return made;
}

const RatingRow* longest_rating(const std::vector<RatingToken>& tokens, std::size_t i) {
    return rating_table().longest(tokens, i);
}

}  // namespace solander
