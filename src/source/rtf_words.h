// SPDX-License-Identifier: GPL-3.0-or-later
// RTF's control words: what each does to the text.
#pragma once
#include <cstdint>
#include <string_view>

namespace solander {

enum class RtfDoes : std::uint8_t {
    nothing,
    skip_group,  ///< a destination without text of the story
    furniture,   ///< header and footer of the printed page
    note,        ///< foot- or endnote
    remark,      ///< a reader's comment
    font_table,
    style_sheet,
    info,
    property,  ///< of the file: value is which one
    toggle,    ///< value is the mark
    plain,
    underline_off,
    raise_off,
    paragraph,  ///< ends here
    new_paragraph_look,
    rule,
    centre,
    left,
    outline,
    style,
    line,
    cell,
    character,  ///< value is the code point
    unicode,
    unicode_skip,
    code_page,
    charset,  ///< the whole file's: value is a code page's number
    font,
    font_charset,
    default_font,
    binary,
    hidden,
};

struct RtfWord {
    std::string_view name;
    RtfDoes does = RtfDoes::nothing;
    std::uint32_t value = 0;
};

/// Words that we do not know do nothing.
RtfWord find_rtf_word(std::string_view name);

enum class RtfMark : std::uint32_t { bold, italic, underline, strike, raised, lowered };
enum class RtfProperty : std::uint32_t { title, author, subject, keywords, description };

/// "windows-1251" of 1251, "shift_jis" of 932; empty when there is none of that number.
std::string_view code_page_name(int number);
/// The code page's number of a font's \fcharset; 0 for the file's own.
int code_page_of_charset(int charset);

}  // namespace solander
