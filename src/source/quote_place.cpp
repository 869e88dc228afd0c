// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/quote_place.h"

#include <string_view>

#include "base/text.h"

namespace solander {
namespace {

bool one_of(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }
bool is_space(char32_t c) {
    return c == 0 || c == 0xA0 || (c < 0x80 && is_ascii_space(static_cast<char>(c)));
}
constexpr std::u32string_view kStops = U".,!?;:\u2026-\u2013\u2014";

}  // namespace

char32_t character_of(QuoteRole role) {
    constexpr char32_t kCharacters[] = {0x2019, 0x2018, 0x201C, 0x201D, 0x2014, 0x2013, 0x2026};
    return kCharacters[static_cast<std::size_t>(role)];
}

std::optional<QuoteRole> quote_role(char32_t c) {
    for (std::uint8_t i = 0; i <= static_cast<std::uint8_t>(QuoteRole::ellipsis); ++i)
        if (character_of(static_cast<QuoteRole>(i)) == c) return static_cast<QuoteRole>(i);
    return std::nullopt;
}

bool opens(char32_t before) {
    return is_space(before)
           || one_of(before, U"([{<\"'*_/->~=\u2018\u201C\u2013\u2014\u00AB\u2026");
}

bool closes(char32_t after) {
    return is_space(after)
           || one_of(after, U")]}>\"'*_/-<.,;:!?~=\u2019\u201D\u2013\u2014\u00BB\u2026");
}

bool fits(QuoteRole role, char32_t before, char32_t after) {
    const bool word_before = is_word_char(before);
    const bool word_after = is_word_char(after);
    switch (role) {
    case QuoteRole::apostrophe:
        if (word_before) return word_after || closes(after);
        if (one_of(before, kStops)) return closes(after);
        return opens(before) && word_after;  // ’tis
    case QuoteRole::open_single:
    case QuoteRole::open_double:
        return opens(before)
               && (word_after || one_of(after, U"'\".-*_\u2018\u2026\u2014\u00BF\u00A1([$#"));
    case QuoteRole::close_double:
        return (word_before || one_of(before, kStops) || one_of(before, U"')]*_\"\u2019~"))
               && closes(after);
    case QuoteRole::em_dash:
    case QuoteRole::en_dash:
        return (word_before || is_space(before) || closes(before))
               && (word_after || is_space(after) || opens(after) || closes(after));
    case QuoteRole::ellipsis:
        return word_before || opens(before) || closes(before);
    }
    return false;
}

}  // namespace solander
