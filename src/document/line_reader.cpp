// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/line_reader.h"

#include <algorithm>

#include "base/text.h"
#include "document/line_ends.h"
#include "document/marks.h"

namespace solander {

namespace {

std::vector<Layer> layers_of(const Lines& lines, std::span<const Region> regions) {
    std::vector<Layer> layers(lines.lines.size(), Layer::story);
    for (const Region& region : regions)
        for (std::size_t i = region.first; i < region.last && i < layers.size(); ++i)
            layers[i] = region.layer;
    return layers;
}

bool keeps_lines(Layer layer) {
    return layer == Layer::header || layer == Layer::toc || layer == Layer::furniture;
}

bool is_cjk_edge(std::string_view above, std::string_view below) {
    if ((above.back() & 0x80) == 0 || (below.front() & 0x80) == 0) return false;
    std::size_t from = above.size() - 1, length = 1;
    while (from > 0 && above.size() - from < 4 && (above[from] & 0xC0) == 0x80) --from;
    return is_cjk(first_code_point(above.substr(from), length))
           && is_cjk(first_code_point(below, length));
}

}  // namespace

LineReader::LineReader(const Lines& lines, const Layout& layout, std::span<const Region> regions,
                       const std::vector<Block>* blocks, const std::vector<Mark>* marks)
    : quoting_(blocks == nullptr ? take_off_quotes(lines) : Quoting()),
      lines_{lines.text, quoting_.any() ? quoting_.lines : lines.lines, lines.to_part},
      layout_(layout), blocks_(blocks), shapes_(lines_, layout_), hyphens_(lines_),
      layers_(layers_of(lines_, regions)), writer_(lines_, marks) {
    if (marks == nullptr) writer_.look_for_emphasis(emphasis_habit(lines_.text));
    std::size_t dots = 0, pre = 0, breaks = 0, others = 0;
    for (const Line& line : lines_.lines) {
        const std::string_view text = lines_.of(line);
        if (!text.empty() && text.size() <= 12 && (text.front() == '.' || text.front() == '\xE2')
            && ornament_of(text) == Ornament::weak)
            ++dots;
        if (blocks_ == nullptr || line.block >= blocks_->size()) continue;
        const Block& block = (*blocks_)[line.block];
        if (block.kind == BlockKind::preformatted)
            ++pre;
        else if (line.from != block.from && !line.rule)
            ++breaks;
        else
            ++others;
    }
    for (std::size_t i = 0; blocks_ != nullptr && i < layers_.size(); ++i)
        if (layers_[i] == Layer::story) layers_[i] = (*blocks_)[lines_.lines[i].block].layer;
    dots_break_ = dots >= 2;
    prose_pre_ = pre >= 12 && pre > (breaks + others) / 2;
    paragraphs_by_br_ = breaks > others;
}

std::uint32_t LineReader::gap(std::size_t i) const {
    const std::uint32_t blanks = lines_.lines[i].blanks_before;
    return layout_.double_spaced && blanks > 0 ? blanks - 1 : blanks;
}

std::size_t LineReader::chunk_end(std::size_t i) const {
    const Line& first = lines_.lines[i];
    std::size_t end = i + 1;
    for (; end < lines_.lines.size(); ++end) {
        const Line& line = lines_.lines[end];
        if (line.rule || line.from == line.to || gap(end) != 0 || layers_[end] != layers_[i]
            || line.block != first.block || line.cell != first.cell)
            break;
        if (quoting_.any() && quoting_.level[end] != quoting_.level[i]) break;
    }
    return end;
}

LineReader::Style LineReader::style_of(std::size_t i) const {
    Style style;
    if (quoting_.any() && quoting_.level[i] > 0) style.kind = BlockKind::quote;
    if (blocks_ == nullptr) return style;
    const Block& block = (*blocks_)[lines_.lines[i].block];
    style.kind = block.kind;
    style.level = block.level;
    style.centred = block.centred;
    if (block.kind == BlockKind::preformatted && prose_pre_)
        style.kind = BlockKind::paragraph;
    else
        style.plain = block.kind == BlockKind::paragraph || block.kind == BlockKind::quote;
    style.joined = !paragraphs_by_br_ && block.kind != BlockKind::preformatted;
    return style;
}

Document LineReader::read() {
    for (std::size_t i = 0; i < lines_.lines.size();) {
        const Line& line = lines_.lines[i];
        layer_ = layers_[i];
        if (line.rule) {
            if (blank_break_) writer_.drop_empty_break();
            blank_break_ = false;
            writer_.empty_break(layer_, line.from);
            ++i;
            continue;
        }
        if (line.from == line.to) {
            ++i;
            continue;
        }
        const std::size_t end = chunk_end(i);
        read_chunk(i, end);
        i = end;
    }
    return writer_.take();
}

void LineReader::read_chunk(std::size_t first, std::size_t last) {
    style_ = style_of(first);
    if (keeps_lines(layer_)) {
        blank_break_ = false;
        write_kept(first, last,
                   style_.kind == BlockKind::heading ? style_.kind : BlockKind::paragraph,
                   style_.centred);
        return;
    }
    const Block* before = writer_.last();
    if (layout_.break_gap != 0 && gap(first) >= layout_.break_gap && layer_ == Layer::story
        && before != nullptr && before->layer == Layer::story
        && (before->kind == BlockKind::paragraph || before->kind == BlockKind::verse
            || before->kind == BlockKind::quote)
        && style_.kind != BlockKind::heading && !chapter_mark(lines_.of(lines_.lines[first]))
        && end_mark(lines_.of(lines_.lines[first])) == EndMark::none) {
        writer_.empty_break(layer_, lines_.lines[first].from);
        blank_break_ = true;
    }
    read_story(first, last);
    blank_break_ = false;
}

void LineReader::read_story(std::size_t first, std::size_t last) {
    if (style_.kind == BlockKind::preformatted) {
        write_exactly(first, last);
        return;
    }
    if (!style_.plain) {
        write_kept(first, last, style_.kind, style_.centred);
        return;
    }
    // Drawings first: their lines look like ornaments and rules one by one.
    for (std::size_t i = first; i < last;) {
        std::size_t drawn = i;
        std::size_t end = i;
        for (; drawn < last; ++drawn) {
            end = drawing_end(drawn, last);
            if (end >= drawn + 3) break;
            drawn = end > drawn ? end - 1 : drawn;
        }
        if (drawn >= last) {
            read_paragraphs(i, last);
            return;
        }
        if (drawn > i) read_paragraphs(i, drawn);
        write_exactly(drawn, end);
        i = end;
    }
}

std::size_t LineReader::drawing_end(std::size_t i, std::size_t last) const {
    while (i < last && is_drawing(lines_.of(lines_.lines[i]))) ++i;
    return i;
}

bool LineReader::ornament_at(std::size_t i, std::size_t first, std::size_t last) const {
    const std::string_view line = lines_.of(lines_.lines[i]);
    const Ornament strength = ornament_of(line);
    if (strength == Ornament::strong) return true;
    if (strength == Ornament::none || last - first > 1) return false;
    return dots_break_ || (line.front() != '.' && line != "\u2026");
}

/// One line (or two) with a meaning of its own; returns where reading goes on, `i` if it has none.
std::size_t LineReader::read_special(std::size_t i, std::size_t first, std::size_t last) {
    const std::string_view line = lines_.of(lines_.lines[i]);
    if (i == first && i + 1 < last && shapes_.underlined(i)) {
        writer_.open(BlockKind::heading, layer_, 2, shapes_.centred(i));
        writer_.copy(lines_.lines[i].from, lines_.lines[i].to);
        writer_.close();
        return i + 2;
    }
    if (i == first && i + 2 < last && shapes_.underlined(i + 1) && is_underline(line)
        && is_underline(lines_.of(lines_.lines[i + 2]))) {  // over and under
        writer_.open(BlockKind::heading, layer_, 2, shapes_.centred(i + 1));
        writer_.copy(lines_.lines[i + 1].from, lines_.lines[i + 1].to);
        writer_.close();
        return i + 3;
    }
    if (ornament_at(i, first, last)) {
        const bool twice = i + 1 < last && ornament_at(i + 1, first, last);
        write_break(i, twice ? i + 2 : i + 1);
        return twice ? i + 2 : i + 1;
    }
    if (last - first == 1) return i;
    if (const std::size_t next = read_heading(i, first, last); next != i) return next;
    if (i + 1 == last && ends_text(i)) {
        write_kept(i, i + 1, style_.kind, shapes_.centred(i));
        return i + 1;
    }
    return i;
}

/// A line that is an end mark; "end." below "until the houses came to an" is a wrapped word.
bool LineReader::ends_text(std::size_t i) const {
    const std::string_view line = lines_.of(lines_.lines[i]);
    constexpr std::size_t kLongest = 72;
    if (line.size() > kLongest || end_mark(line) == EndMark::none) return false;
    if (i == 0 || gap(i) > 0) return true;
    const std::string_view above = trim(lines_.of(lines_.lines[i - 1]));
    return above.empty() || !(is_ascii_alpha(above.back()) || above.back() == ',');
}

/// A heading directly above its text, with or without a title on the next line; a list of headings.
std::size_t LineReader::read_heading(std::size_t i, std::size_t first, std::size_t last) {
    const auto narrow = [&](std::size_t k) { return shapes_.width(k) * 5 < shapes_.wrap() * 4; };
    const auto is_mark = [&](std::size_t k) {
        return chapter_mark(lines_.of(lines_.lines[k])).has_value();
    };
    if ((i != first && i != heading_may_stand_) || !narrow(i) || !is_mark(i)) return i;
    const bool titled = last - first == 2 && i == first && narrow(i + 1) && !is_mark(i + 1)
                        && lines_.of(lines_.lines[i + 1]).back() != '.';
    const std::size_t end = titled ? i + 2 : i + 1;
    write_kept(i, end, style_.kind, shapes_.centred(i));
    heading_may_stand_ = end;
    return end;
}

void LineReader::read_paragraphs(std::size_t first, std::size_t last) {
    if (last - first > 1 && style_.kind == BlockKind::paragraph) {
        if (shapes_.table(first, last)) {
            write_exactly(first, last);
            return;
        }
        bool centred = true;
        for (std::size_t i = first; i < last && centred; ++i) centred = shapes_.centred(i);
        if (centred && last - first <= 12) {
            write_kept(first, last, BlockKind::paragraph, true);
            return;
        }
    }
    const bool whole = layout_.width == 0 || layout_.blank_between || last - first <= 40;
    bool verse = whole && shapes_.verse(first, last);
    for (std::size_t i = first; i < last;) {
        if (const std::size_t next = read_special(i, first, last); next != i) {
            verse = i == first ? whole && shapes_.verse(next, last) : verse;
            i = next;
            continue;
        }
        std::size_t end = i + 1;
        if (verse) {
            while (end < last && !ornament_at(end, first, last)) ++end;
            if (end - i > 1)
                write_kept(i, end, style_.kind == BlockKind::quote ? style_.kind : BlockKind::verse,
                           style_.centred);
            else
                write_paragraph(i, end);
        } else {
            const bool one = style_.joined && layout_.width == 0;
            while (end < last && (one || !shapes_.starts_paragraph(end))
                   && !ornament_at(end, first, last) && !(end + 1 == last && ends_text(end)))
                ++end;
            write_paragraph(i, end);
        }
        i = end;
    }
}

void LineReader::write_kept(std::size_t first, std::size_t last, BlockKind kind, bool centred) {
    writer_.open(kind, layer_, style_.level, centred);
    for (std::size_t i = first; i < last; ++i) {
        if (i > first) writer_.put('\n');
        writer_.copy(lines_.lines[i].from, lines_.lines[i].to);
    }
    writer_.close();
}

void LineReader::write_exactly(std::size_t first, std::size_t last) {
    writer_.open(BlockKind::preformatted, layer_);
    for (std::size_t i = first; i < last; ++i) {
        const Line& line = lines_.lines[i];
        if (i > first) writer_.put('\n');
        // With the blanks before it, which the line itself does not count.
        std::uint32_t from = line.from;
        const std::uint32_t floor = i > first
                                        ? lines_.lines[i - 1].to
                                        : (blocks_ != nullptr ? (*blocks_)[line.block].from : 0);
        while (!quoting_.any() && from > floor && lines_.text[from - 1] != '\n') --from;
        writer_.copy(from, line.to, true);
    }
    writer_.close();
}

void LineReader::write_break(std::size_t first, std::size_t last) {
    if (blank_break_) writer_.drop_empty_break();
    blank_break_ = false;
    write_kept(first, last, BlockKind::scene_break, style_.centred || shapes_.centred(first));
}

void LineReader::join(std::size_t i) {
    const std::string_view above = lines_.of(lines_.lines[i - 1]);
    const std::string_view below = lines_.of(lines_.lines[i]);
    if (style_.joined && layout_.width == 0)
        writer_.put('\n');
    else if (Hyphens::cut(above, below) || is_cjk_edge(above, below))
        return;
    else
        writer_.put(shapes_.keeps_break(i) ? '\n' : ' ');
}

void LineReader::write_paragraph(std::size_t first, std::size_t last) {
    writer_.open(style_.kind, layer_, style_.level,
                 style_.centred || (last - first == 1 && shapes_.centred(first)));
    for (std::size_t i = first; i < last; ++i) {
        const Line& line = lines_.lines[i];
        if (i > first) join(i);
        std::uint32_t to = line.to;
        if (i + 1 < last) {
            const std::string_view text = lines_.of(line), next = lines_.of(lines_.lines[i + 1]);
            const bool broken = style_.joined && layout_.width == 0;
            if (!broken && Hyphens::cut(text, next) && hyphens_.known(text, next)) --to;
        }
        writer_.copy(line.from, to);
    }
    writer_.close();
}

}  // namespace solander
