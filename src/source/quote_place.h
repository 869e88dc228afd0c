// SPDX-License-Identifier: GPL-3.0-or-later
// Where quotes, dashes and dots can stand: what tells an apostrophe from a misread letter.
#pragma once
#include <cstdint>
#include <optional>

namespace solander {

enum class QuoteRole : std::uint8_t {
    apostrophe,  ///< ’ : inside a word, or closing
    open_single,
    open_double,
    close_double,
    em_dash,
    en_dash,
    ellipsis,
};

/// The character that plays the role: ’ ‘ “ ” — – …
char32_t character_of(QuoteRole);
std::optional<QuoteRole> quote_role(char32_t c);

/// White space, start or end of the text (0), opening brackets, quotes, dashes: a word may begin
/// after it.
bool opens(char32_t before);
/// White space, end (0), closing brackets, quotes, punctuation: a word may end before it.
bool closes(char32_t after);
/// Does a character in this role go well between these two?
bool fits(QuoteRole, char32_t before, char32_t after);

}  // namespace solander
