// SPDX-License-Identifier: GPL-3.0-or-later
// Ratings in memory, and the tokens of a value.
#include "vocabulary/rating_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace solander {
namespace {

/// Longer values hold prose; the rating stands at the beginning.
constexpr std::size_t kMostTokens = 60;

constexpr std::string_view kFlags[] = {"code", "letter", "number", "word", "doubt", "tight"};

int number_in(std::string_view digits) {
    int n = 0;
    for (char c : digits.substr(0, 4)) n = n * 10 + (c - '0');
    return n;
}

bool matches(const RatingRow& row, const std::vector<RatingToken>& tokens, std::size_t i) {
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

}  // namespace

std::string RatingTable::add_row(const std::vector<std::string_view>& columns) {
    RatingRow row;
    row.scheme = columns[0];
    const auto level = rating_from_name(columns[1]);
    if (!level)
        return fmt::format("\"{}\" is no level: general, teen, mature, explicit or not-rated",
                           columns[1]);
    row.level = *level;
    for (const std::string_view written : split(columns[2], ',')) {
        const std::string_view flag = trim(written);
        row.letter = row.letter || flag == "letter";
        row.number = row.number || flag == "number";
        row.word = row.word || flag == "word";
        row.doubt = row.doubt || flag == "doubt";
        row.tight = row.tight || flag == "tight";
        if (std::find(std::begin(kFlags), std::end(kFlags), flag) == std::end(kFlags))
            return fmt::format("no flag is called \"{}\": code, letter, number, word, doubt, tight",
                               flag);
    }
    for (const std::string_view pattern : split(columns[3], ';'))
        if (!trim(pattern).empty()) add(row, trim(pattern));
    return {};
}

const RatingRow* RatingTable::longest(const std::vector<RatingToken>& tokens, std::size_t i) const {
    const RatingRow* best = nullptr;
    const auto try_all = [&](const std::string& key) {
        const auto found = by_first_.find(key);
        if (found == by_first_.end()) return;
        for (const std::size_t index : found->second)
            if (matches(rows_[index], tokens, i)
                && (best == nullptr || rows_[index].parts.size() > best->parts.size()))
                best = &rows_[index];
    };
    try_all(tokens[i].text);
    if (tokens[i].number) try_all("#");
    return best;
}

void RatingTable::add(RatingRow row, std::string_view pattern) {
    for (const std::string_view piece : split(pattern, ' ')) {
        if (piece.empty()) continue;  // two blanks
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

}  // namespace solander
