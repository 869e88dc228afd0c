// SPDX-License-Identifier: GPL-3.0-or-later
// Signs and pieces of pairings.
#include "vocabulary/pairing_text.h"

#include "base/text.h"
#include "vocabulary/pairing_words.h"

namespace solander {
namespace {

constexpr std::size_t kNameBytes = 60;  ///< no name joined by an x is longer

bool blank(char c) { return is_ascii_space(c); }

/// "Mrs" of "Mrs. Achebe", "Mr." of "Mr. and Mrs. Lund": value[from, to) ends with a title that
/// goes on with a name.
bool ends_with_honorific(std::string_view value, std::size_t from, std::size_t to) {
    while (to > from && blank(value[to - 1])) --to;
    if (to > from && value[to - 1] == '.') --to;
    std::size_t first = to;
    while (first > from && to - first < 8 && is_ascii_alpha(value[first - 1])) --first;
    return first < to && is_ascii_upper(value[first])
           && pairing_words().honorific.count(ascii_lowered(value.substr(first, to - first))) != 0;
}

/// "A/B and C/D", "A/B + C/D", "A/B & C": list marks when a pairing stands on a side of them.
void split_joined(std::string_view value, PairingPiece piece, bool in_list,
                  std::vector<PairingPiece>& out) {
    const std::string_view text = value.substr(piece.from, piece.to - piece.from);
    std::size_t from = piece.from;
    const bool slashed = text.find_first_of("/\\") != std::string_view::npos
                         || text.find("\xC3\x97") != std::string_view::npos;
    for (std::size_t i = piece.from; i < piece.to; ++i) {
        std::size_t length = 0;
        for (std::string_view word : {" and ", " plus ", " und ", " et ", " и ", " & ", " + "})
            if (starts_with_ignoring_ascii_case(value.substr(i, piece.to - i), word))
                length = word.size();
        if (length == 0 || !(slashed || in_list)) continue;
        if (!slashed && (value[i + 1] == '&' || value[i + 1] == '+')) continue;
        if (ends_with_honorific(value, from, i)) continue;
        out.push_back({from, i});
        from = i + length;
        i = from - 1;
    }
    out.push_back({from, piece.to});
}

}  // namespace

PairingSign sign_at(std::string_view value, std::size_t i, PairingPiece p) {
    const std::string_view rest = value.substr(i, p.to - i);
    const auto starts = [&](std::string_view s) { return rest.substr(0, s.size()) == s; };
    if (rest.front() == '/' || rest.front() == '\\') return {1, true, false};
    for (std::string_view s : {"\xC3\x97", "\xEF\xBC\x8F", "\xE2\x99\xA5", "\xE2\x9D\xA4", "<3"})
        if (starts(s)) return {s.size(), true, false};
    for (std::string_view s : {"->", "\xE2\x86\x92", "=>"})
        if (starts(s)) return {s.size(), true, true};
    const bool and_sign = rest.front() == '&' || starts_with_ignoring_ascii_case(rest, " and ");
    if (and_sign && ends_with_honorific(value, p.from, i)) return {};
    if (rest.front() == '&') return {1, false, false};
    if (rest.front() == '+' || rest.front() == '=') return {1, true, false};
    if (starts_with_ignoring_ascii_case(rest, " x ") || starts(" * ")) return {3, true, false};
    if (starts_with_ignoring_ascii_case(rest, " vs. ")) return {5, false, false};
    if (starts_with_ignoring_ascii_case(rest, " vs ")) return {4, false, false};
    if (starts_with_ignoring_ascii_case(rest, " and ")) return {5, false, false};
    if (starts(" \xD0\xB8 ") || starts_with_ignoring_ascii_case(rest, " et "))
        return {4, false, false};
    if (starts_with_ignoring_ascii_case(rest, " und ")) return {5, false, false};
    const auto name_end = [](char c) { return is_ascii_alpha(c) || is_ascii_digit(c); };
    const auto name_start = [](char c) { return is_ascii_upper(c) || is_ascii_digit(c); };
    if ((rest.front() == 'x' || rest.front() == '-') && i > p.from && i + 1 < p.to
        && name_end(value[i - 1]) && name_start(value[i + 1])) {
        // "HeeroxDuo", "1x2"; "M-S" only between initials: "Jean-Luc" is a name.
        std::size_t first = i;
        while (first > p.from && i - first < kNameBytes && name_end(value[first - 1])) --first;
        std::size_t last = i + 1;
        while (last < p.to && last - i < kNameBytes && name_end(value[last])) ++last;
        if (rest.front() == 'x' && name_start(value[first])) return {1, true, false};
        const auto initials = [&](std::size_t a, std::size_t b) {
            if (b - a > 2) return false;
            for (; a < b; ++a)
                if (!is_ascii_upper(value[a])) return false;
            return true;
        };
        if (rest.front() == '-' && initials(first, i) && initials(i + 1, last) && first == p.from
            && last == p.to)
            return {1, true, false};
    }
    return {};
}

bool has_sign(std::string_view value, PairingPiece p) {
    for (std::size_t i = p.from; i < p.to; ++i)
        if (sign_at(value, i, p).length > 0) return true;
    return false;
}

std::vector<PairingPiece> pairing_pieces(std::string_view value) {
    std::vector<PairingPiece> made;
    std::size_t from = 0;
    int depth = 0;
    const auto cut = [&](std::size_t to, std::size_t next) {
        made.push_back({from, to});
        from = next;
    };
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        if (c == '(' || c == '[')
            ++depth;
        else if ((c == ')' || c == ']') && depth > 0)
            --depth;
        else if (c == '\n' || (depth == 0 && (c == ',' || c == ';' || c == '|')))
            cut(i, i + 1);
        else if (depth == 0 && c == '.' && i + 1 < value.size() && blank(value[i + 1])
                 && i > from + 2 && is_ascii_lower(value[i - 1]) && is_ascii_lower(value[i - 2])
                 && !ends_with_honorific(value, from, i))
            cut(i, i + 1);  // a sentence ends; "T. Kirk" does not
    }
    cut(value.size(), value.size());
    std::vector<PairingPiece> split_more;
    for (const PairingPiece& piece : made) split_joined(value, piece, made.size() > 1, split_more);
    return split_more;
}

}  // namespace solander
