// SPDX-License-Identifier: GPL-3.0-or-later
// Stars, brackets and typed tags around a label or a title.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>

namespace solander {

/// Bytes of a formatting tag at the start of `text` ("<b>", "</font>", "[/b]", "[color=red]"); 0 if
/// none.
std::size_t formatting_tag(std::string_view text);
/// Bytes of a formatting tag at the end of `text`; 0 if none.
std::size_t formatting_tag_before(std::string_view text);

/// Bytes of one decorating character at the start of `text`: * _ ~ # + bullets, dingbats; 0 if
/// none. Quotes and brackets are not among them.
std::size_t ornament_character(std::string_view text);

/// Bytes of a character of lines and boxes (CP437's among them) at the end of `text`; 0 if none.
std::size_t box_character_before(std::string_view text);

/// What stood before a label: how far it reaches, and what has to be closed behind it.
struct Opening {
    std::size_t length = 0;
    std::array<char, 8> marks{};  ///< * _ ~ ' ... that touch the label
    std::size_t mark_count = 0;
    char bracket = 0;     ///< '[' '<' '(' '{', or 'K' for 【 and 「
    bool quoted = false;  ///< a double quote was opened
    char bullet = 0;      ///< "* Title: X": set apart by a space

    bool has(char mark) const {
        for (std::size_t i = 0; i < mark_count; ++i)
            if (marks[i] == mark) return true;
        return false;
    }
};
Opening read_opening(std::string_view line);
/// Bytes of the bracket that closes `bracket` at the start of `text`; 0 if it is none.
std::size_t closing_bracket(char bracket, std::string_view text);

}  // namespace solander
