// SPDX-License-Identifier: GPL-3.0-or-later
// Trimming, squeezing, splitting, and folding text to a form for comparison.
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace solander {
namespace {

bool is_wide_space(char32_t c) {
    return c == 0xA0 || c == 0x85 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028
           || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}
bool is_zero_width(char32_t c) {
    return (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

/// Folded form of one character above ASCII; a single space stands for any white space.
std::string fold_one(char32_t c) {
    if (is_wide_space(c)) return " ";
    if (is_zero_width(c) || c == 0xAD) return {};
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2032:
    case 0x2033:
    case 0x2035:
    case 0x2039:
    case 0x203A:
    case 0xAB:
    case 0xBB:
    case 0xB4:
    case 0x2BC:
    case 0x300C:
    case 0x300D:
    case 0xFF02:
    case 0xFF07:
        return "'";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFF0D:
        return "-";
    case 0xDF:
    case 0x1E9E:
        return "ss";
    case 0xC6:
    case 0xE6:
        return "ae";
    case 0x152:
    case 0x153:
        return "oe";
    case 0xD8:
    case 0xF8:
        return "o";
    case 0x141:
    case 0x142:
        return "l";
    case 0x110:
    case 0x111:
        return "d";
    case 0x131:
        return "i";
    case 0x3C2:
        return "\xCF\x83";  // final sigma
    default:
        break;
    }
    std::string out;
    const auto put = [&out](char32_t part) {
        const auto type = u_charType(static_cast<UChar32>(part));
        const bool voicing =
            part == 0x3099 || part == 0x309A;  // of kana: another letter, no accent
        if (type == U_NON_SPACING_MARK && !voicing) return;
        const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(part)));
        append_utf8(out, lower == 0x2044 ? U'/' : lower);
    };
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* nfkd = unorm2_getNFKDInstance(&status);
    std::array<UChar, 32> parts{};
    const int n = U_FAILURE(status)
                      ? -1
                      : unorm2_getDecomposition(nfkd, static_cast<UChar32>(c), parts.data(),
                                                static_cast<int>(parts.size()), &status);
    if (n < 0 || U_FAILURE(status)) {
        put(c);
        return out;
    }
    for (int i = 0; i < n;) {
        UChar32 part = 0;
        U16_NEXT(parts.data(), i, n, part);
        put(static_cast<char32_t>(part));
    }
    return out;
}

/// Latin letters and general punctuation come from tables; ICU is asked once for each.
struct FoldTable {
    std::array<std::string, 0x600> low;
    std::array<std::string, 0x70> punctuation;
    FoldTable() {
        for (char32_t c = 0x80; c < low.size(); ++c) low[c] = fold_one(c);
        for (char32_t c = 0; c < punctuation.size(); ++c) punctuation[c] = fold_one(0x2000 + c);
    }
};

const FoldTable& fold_table() {
    static const FoldTable made;
    return made;
}

char fold_ascii(char c) {
    if (c == '"' || c == '`') return '\'';
    return ascii_lower(c);
}

/// First white space of any kind at or after the start; its length in bytes, 0 when it is none.
std::size_t space_length(std::string_view text) {
    if (is_ascii_space(text.front())) return 1;
    if (static_cast<unsigned char>(text.front()) < 0x80) return 0;
    std::size_t n = 0;
    return is_wide_space(first_code_point(text, n)) ? n : 0;
}

}  // namespace

std::string_view trim(std::string_view text) {
    const auto blank = [](char32_t c) {
        return c < 0x80 ? is_ascii_space(static_cast<char>(c))
                        : is_wide_space(c) || is_zero_width(c);
    };
    std::size_t n = 0;
    while (!text.empty() && blank(first_code_point(text, n))) text.remove_prefix(n);
    while (!text.empty()) {
        std::size_t back = 1;
        while (back < 4 && back < text.size()
               && (static_cast<unsigned char>(text[text.size() - back]) & 0xC0) == 0x80)
            ++back;
        const char32_t c = first_code_point(text.substr(text.size() - back), n);
        if (n != back || !blank(c)) break;
        text.remove_suffix(back);
    }
    return text;
}

std::string squeeze(std::string_view text) {
    text = trim(text);
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (const std::size_t n = space_length(text.substr(i)); n != 0) {
            if (out.empty() || out.back() != ' ') out += ' ';
            i += n;
        } else {
            out += text[i++];
        }
    }
    return out;
}

std::string ascii_lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = ascii_lower(c);
    return out;
}

bool equals_ignoring_ascii_case(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return ascii_lower(x) == ascii_lower(y);
           });
}

bool starts_with_ignoring_ascii_case(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size()
           && equals_ignoring_ascii_case(text.substr(0, prefix.size()), prefix);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> pieces;
    for (;;) {
        const std::size_t at = text.find(separator);
        pieces.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return pieces;
        text.remove_prefix(at + 1);
    }
}

std::string shortened(std::string_view text, std::size_t most) {
    if (text.size() <= most) return std::string(text);
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    return std::string(text.substr(0, most)) + " ...";
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
    std::size_t at = from.empty() ? std::string::npos : text.find(from);
    if (at == std::string::npos) return text;
    std::string out;
    out.reserve(text.size());
    std::size_t done = 0;
    for (; at != std::string::npos; at = text.find(from, done)) {
        out.append(text, done, at - done).append(to);
        done = at + from.size();
    }
    return out.append(text, done);
}

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool space = false;  // one is due before the next character
    const auto gap = [&] {
        if (space && !out.empty()) out += ' ';
        space = false;
    };
    const FoldTable& table = fold_table();
    for (std::size_t i = 0; i < text.size();) {
        const char a = text[i];
        if (static_cast<unsigned char>(a) < 0x80) {
            ++i;
            if (is_ascii_space(a)) {
                space = true;
            } else {
                gap();
                out += fold_ascii(a);
            }
            continue;
        }
        std::size_t n = 0;
        const char32_t c = first_code_point(text.substr(i), n);
        i += n;
        const auto add = [&](std::string_view folded) {
            for (const char f : folded) {
                if (is_ascii_space(f)) {
                    space = true;
                } else {
                    gap();
                    out += f;
                }
            }
        };
        if (c < table.low.size())
            add(table.low[c]);
        else if (c >= 0x2000 && c < 0x2000 + table.punctuation.size())
            add(table.punctuation[c - 0x2000]);
        else
            add(fold_one(c));
    }
    return out;
}

}  // namespace solander
