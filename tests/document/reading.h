// SPDX-License-Identifier: GPL-3.0-or-later
// Reading in one call, and documents written down shortly so that tests can compare them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "document/reader.h"
#include "document/structure.h"

namespace solander::testing {

inline Document read_text(std::string_view text, const std::vector<Region>& regions = {}) {
    const Lines lines = split_lines(text);
    return read_plain(lines, measure_layout(lines), regions);
}

inline Document read_page(std::string_view text, const std::vector<Region>& regions = {}) {
    HtmlDraft draft = read_html(text);
    const Lines lines = lines_of(draft);
    return finish_html(std::move(draft), lines, regions);
}

/// One line a block: a letter for its kind, '=' when centred, '@' and a letter for layers other
/// than the story, then the text, with "|" for line breaks and marks as <e>...</e>.
///     p: It was <e>dark</e>.
///     b: * * *
inline std::string written_down(const Document& document) {
    constexpr char kKinds[] = "phbvqtlE";
    constexpr char kLayers[] = "shbiacf";  // story header before inside after contents furniture
    std::string out;
    std::size_t mark = 0;
    for (const Block& block : document.blocks) {
        out += kKinds[static_cast<int>(block.kind)];
        if (block.level != 0) out += std::to_string(block.level);
        if (block.centred) out += '=';
        if (block.layer != Layer::story)
            out += std::string("@") + kLayers[static_cast<int>(block.layer)];
        out += ": ";
        for (std::uint32_t at = block.from; at <= block.to; ++at) {
            while (mark < document.marks.size() && document.marks[mark].to == at)
                ++mark, out += "</>";
            if (mark < document.marks.size() && document.marks[mark].from == at) {
                const std::uint8_t kinds = document.marks[mark].kinds;
                out += '<';
                for (int bit = 0; bit < 8; ++bit)
                    if ((kinds >> bit & 1) != 0) out += "esuk-^_c"[bit];
                out += '>';
            }
            if (at < block.to) out += document.text[at] == '\n' ? '|' : document.text[at];
        }
        out += '\n';
    }
    return out;
}

}  // namespace solander::testing
