// SPDX-License-Identifier: GPL-3.0-or-later
// From lines to a Document: plain text and HTML.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/finding.h"
#include "document/document.h"
#include "document/lines.h"

namespace solander {

/// Plain text: paragraphs unwrapped by `layout`, verse and boxes kept, emphasis marks (*x* _x_)
/// taken as marks (the characters stay out of the text only when both ends were recognised), scene
/// breaks, headings. Lines in `regions` get their layer; headers, contents and furniture keep their
/// line breaks, notes are unwrapped like the story. Every word of the input is in the result, in
/// order.
Document read_plain(const Lines& lines, const Layout& layout, std::span<const Region> regions);

/// HTML, tag soup included. Scripts, styles and comments are dropped; text in unknown tags stays.
/// The draft has one block per paragraph with '\n' for <br>; `to_part` leads back to the markup.
struct HtmlDraft {
    Document document;
    std::string title;  ///< <title>, entities decoded, white space squeezed
    std::vector<std::pair<std::string, std::string>>
        meta;                       ///< <meta name content>, name in lower case
    std::string language;           ///< <html lang>
    std::vector<Finding> findings;  ///< spans in Part::text
    std::vector<std::uint8_t>
        block_flags;                  ///< of each block: kCellBlock, kRuleBlock, kHeadingBlock
    std::vector<std::uint16_t> gaps;  ///< blank lines a browser shows above each block
};
inline constexpr std::uint8_t kCellBlock = 1, kRuleBlock = 2, kHeadingBlock = 4;

/// Unknown tags ("<sigh>") are text; see html_tokens.h for what else browsers hide and we keep.
/// Linear.
HtmlDraft read_html(std::string_view text);
/// The draft as lines: one per visible line.
Lines lines_of(const HtmlDraft&);
/// Splits and labels the draft's blocks by the regions, turns <br><br> runs into paragraphs, finds
/// scene breaks and verse: the finished document, same words in the same order.
Document finish_html(HtmlDraft&&, const Lines&, std::span<const Region> regions);

}  // namespace solander
