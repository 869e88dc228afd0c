// SPDX-License-Identifier: GPL-3.0-or-later
// The elements of HTML, old browsers' and Office's included: what each does to the text in it.
#pragma once
#include <cstdint>
#include <string_view>

namespace solander {

enum class Effect : std::uint8_t {
    none,       ///< known, without effect on the text
    format,     ///< carries marks: b, i, font, span ...
    paragraph,  ///< p: a block with a gap around it
    block,      ///< div, form ...: a block without a gap
    heading,
    quote,
    list,
    item,
    pre,
    centre,
    line_break,
    rule,
    image,
    table,
    row,
    cell,  ///< td, th, caption, dt, dd
    raw,   ///< script, style ...: no text of the page
    title,
    meta,
    root,     ///< html
    literal,  ///< xmp, plaintext, textarea: text in which tags are not read
    drawing,  ///< svg, math: tags inside are unknown and mean nothing
};

struct HtmlElement {
    std::string_view name;
    Effect effect;
    std::uint8_t value = 0;  ///< format: kinds of the marks; heading: level
};

/// Name in any case; nullptr for names that no browser and no Office program knew.
const HtmlElement* find_element(std::string_view name);
/// 0..n-1, for arrays by element.
std::size_t index_of(const HtmlElement&);
constexpr std::size_t kMostElements = 192;

}  // namespace solander
