// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary/pen_name.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace solander {
namespace {

constexpr std::string_view kSpelled = "\t=";

/// Canonically, in lower case: é is an e and its mark, however it was written.
void decompose(char32_t c, std::string& out) {
    const auto put = [&out](UChar32 part) {
        const auto lower = static_cast<char32_t>(u_tolower(part));
        append_utf8(out, lower == 0x3C2 ? U'\u03C3' : lower);  // final sigma
    };
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* nfd = unorm2_getNFDInstance(&status);
    std::array<UChar, 32> parts{};
    const int n = U_FAILURE(status)
                      ? -1
                      : unorm2_getDecomposition(nfd, static_cast<UChar32>(c), parts.data(),
                                                static_cast<int>(parts.size()), &status);
    if (n < 0 || U_FAILURE(status)) return put(static_cast<UChar32>(c));
    for (int i = 0; i < n;) {
        UChar32 part = 0;
        U16_NEXT(parts.data(), i, n, part);
        put(part);
    }
}

bool is_mark(char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK; }

/// As fold() has it, with accents and letters as they are.
std::string folded_with_accents(std::string_view name) {
    std::string out;
    const std::string squeezed = squeeze(name);
    for (std::string_view rest = squeezed; !rest.empty();) {
        std::size_t length = 1;
        const char32_t c = first_code_point(rest, length);
        const std::string_view bytes = rest.substr(0, length);
        rest.remove_prefix(length);
        if (c == ' ') {
            out += ' ';
            continue;
        }
        const std::string folded = fold(bytes);
        const bool sign = folded.empty() || folded == "'" || folded == "-";
        if (c < 0x80 || (sign && !is_mark(c)))
            out += folded;  // a sign, or nothing at all to see
        else
            decompose(c, out);
    }
    return out;
}

}  // namespace

std::string pen_name_key(std::string_view name) {
    std::string key = fold(name);
    if (key.empty()) return std::string(name);  // nothing but marks: it keeps itself
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::all_of(name.begin(), name.end(), is_ascii)) return key;
    const std::string with_accents = folded_with_accents(name);
    if (with_accents != key) key.append(1, '\t').append(with_accents);
    return key;
}

std::string spelled_key(std::string_view name) {
    return pen_name_key(name).append(kSpelled).append(squeeze(name));
}

bool is_spelled_key(std::string_view key) { return key.find(kSpelled) != std::string_view::npos; }

}  // namespace solander
