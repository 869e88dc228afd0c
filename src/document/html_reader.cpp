// SPDX-License-Identifier: GPL-3.0-or-later
// HTML to a draft, the draft to lines, lines and regions to the finished document.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "document/html_builder.h"
#include "document/line_reader.h"
#include "document/reader.h"

namespace solander {

namespace {

bool has_flag(const HtmlDraft& draft, std::size_t block, std::uint8_t flag) {
    return (draft.block_flags[block] & flag) != 0;
}

/// What is said of nearly everything is said of nothing: a page all in bold, in <center> or
/// indented.
void forget_what_holds_everywhere(Document& document) {
    std::uint64_t all = 0, centred = 0, quoted = 0, listed = 0;
    for (const Block& block : document.blocks) {
        const std::uint32_t size = block.to - block.from;
        all += size;
        centred += block.centred ? size : 0;
        quoted += block.kind == BlockKind::quote ? size : 0;
        listed += block.kind == BlockKind::list_item ? size : 0;
    }
    constexpr std::uint64_t kLittle = 400;  // bytes; a title page may be all in the middle
    if (all < kLittle) return;
    for (Block& block : document.blocks) {
        if (centred * 10 > all * 6) block.centred = false;
        if ((block.kind == BlockKind::quote && quoted * 10 > all * 6)
            || (block.kind == BlockKind::list_item && listed * 10 > all * 8)) {
            block.kind = BlockKind::paragraph;
            block.level = 0;
        }
    }
    unsigned everywhere = 0;
    for (unsigned bit = 0; bit < 8; ++bit) {
        std::uint64_t marked = 0;
        for (const Mark& mark : document.marks)
            marked += (mark.kinds >> bit & 1U) != 0 ? mark.to - mark.from : 0;
        everywhere |= marked * 10 > all * 8 ? 1U << bit : 0U;
    }
    if (everywhere == 0) return;
    for (Mark& mark : document.marks)
        mark.kinds = static_cast<std::uint8_t>(mark.kinds & ~everywhere);
    std::erase_if(document.marks, [](const Mark& mark) { return mark.kinds == 0; });
}

/// Wrap and indent come from the blocks that have line breaks of their own, gaps from all.
Layout layout_of(const HtmlDraft& draft, const Lines& lines) {
    Lines broken{lines.text, {}, nullptr};
    for (std::size_t i = 0; i < lines.lines.size(); ++i) {
        const std::uint32_t block = lines.lines[i].block;
        const bool alone = (i == 0 || lines.lines[i - 1].block != block)
                           && (i + 1 == lines.lines.size() || lines.lines[i + 1].block != block);
        if (!alone && !has_flag(draft, block, kCellBlock | kHeadingBlock))
            broken.lines.push_back(lines.lines[i]);
    }
    const Layout all = measure_layout(lines);
    Layout layout;
    if (broken.lines.size() >= 3) layout = measure_layout(broken);
    layout.usual_gap = all.usual_gap;
    // Line breaks and paragraphs in one file: a blank line is then not rare enough to mean a scene.
    layout.break_gap =
        all.break_gap == 1 && layout.width == 0 && broken.lines.size() < lines.lines.size()
            ? std::uint16_t{2}
            : all.break_gap;
    return layout;
}

}  // namespace

HtmlDraft read_html(std::string_view text) { return HtmlBuilder(text).build(); }

Lines lines_of(const HtmlDraft& draft) {
    const Document& document = draft.document;
    Lines out{document.text, {}, &document.to_part};
    out.lines.reserve(document.blocks.size() + document.text.size() / 128);
    std::uint32_t blanks = 0;
    std::size_t mark = 0;
    for (std::uint32_t b = 0; b < document.blocks.size(); ++b) {
        const Block& block = document.blocks[b];
        const std::size_t first = out.lines.size();
        blanks += draft.gaps[b];
        if (has_flag(draft, b, kRuleBlock)) {
            Line line{};
            line.from = line.to = block.from;
            line.blanks_before = static_cast<std::uint16_t>(std::min(blanks, 65535U));
            line.block = b;
            line.rule = true;
            out.lines.push_back(line);
            blanks = 0;
            continue;
        }
        blanks = append_lines(out, block.from, block.to, blanks, b);
        for (std::size_t i = first; i < out.lines.size(); ++i) {
            Line& line = out.lines[i];
            line.heading = has_flag(draft, b, kHeadingBlock);
            line.cell = has_flag(draft, b, kCellBlock);
            line.centred = block.centred;
            while (mark < document.marks.size() && document.marks[mark].to <= line.from) ++mark;
            line.strong_start =
                mark < document.marks.size() && document.marks[mark].from <= line.from
                && (document.marks[mark].kinds & (kStrong | kUnderline | kEmphasis)) != 0;
            if (line.strong_start) line.strong_to = document.marks[mark].to;
        }
    }
    return out;
}

Document finish_html(HtmlDraft&& draft, const Lines& lines, std::span<const Region> regions) {
    forget_what_holds_everywhere(draft.document);
    const Layout layout = layout_of(draft, lines);
    const std::vector<Mark>* marks = draft.document.marks.empty() ? nullptr : &draft.document.marks;
    return LineReader(lines, layout, regions, &draft.document.blocks, marks).read();
}

}  // namespace solander
