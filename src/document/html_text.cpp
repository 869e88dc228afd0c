// SPDX-License-Identifier: GPL-3.0-or-later
// The builder's text side: white space, line breaks, marks, and the way back to the source.
#include <algorithm>

#include "base/text.h"
#include "document/html_builder.h"

namespace solander {

namespace {

/// Anything but NBSP and zero-width characters, which paragraphs hold to be empty.
bool has_ink(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (is_ascii_space(text[at])) {
            ++at;
        } else if (text.substr(at, 2) == "\u00A0") {
            at += 2;
        } else if (text.substr(at, 3) == "\u200B" || text.substr(at, 3) == "\uFEFF") {
            at += 3;
        } else {
            return true;
        }
    }
    return false;
}

/// Where white space other than one single blank begins.
std::size_t find_white(std::string_view text, std::size_t at) {
    for (; at < text.size(); ++at) {
        if (static_cast<unsigned char>(text[at]) > ' ') continue;
        if (text[at] != ' ' ? is_ascii_space(text[at])
                            : at + 1 >= text.size() || is_ascii_space(text[at + 1]))
            return at;
    }
    return at;
}

std::uint16_t clamp16(std::uint32_t value) {
    return static_cast<std::uint16_t>(std::min(value, 65535U));
}

}  // namespace

void HtmlBuilder::open_block() {
    open_ = true;
    ink_ = space_ = false;
    block_ = Block{};
    block_.kind = pres_ > 0      ? BlockKind::preformatted
                  : heading_ > 0 ? BlockKind::heading
                  : in_item_     ? BlockKind::list_item
                  : quotes_ > 0  ? BlockKind::quote
                                 : BlockKind::paragraph;
    block_.layer = controls_ > 0 ? Layer::furniture : Layer::story;
    block_.level = heading_ > 0 ? heading_
                   : in_item_   ? static_cast<std::uint8_t>(std::clamp(lists_, 1U, 9U))
                                : std::uint8_t{0};
    block_.centred = paragraph_centred_ || centres_ > 0 || centred_divs_ > 0 || centred_cells_ > 0;
    block_.from = size();
    copied_.clear();
    mark_kinds_ = 0;
}

void HtmlBuilder::end_mark() {
    if (mark_kinds_ != 0 && size() > mark_from_)
        draft_.document.marks.push_back({mark_from_, size(), mark_kinds_});
    mark_kinds_ = 0;
}

void HtmlBuilder::change_marks() {
    const auto kinds = static_cast<std::uint8_t>(formatting_.kinds() | paragraph_kinds_);
    if (kinds == mark_kinds_) return;
    end_mark();
    mark_kinds_ = kinds;
    mark_from_ = size();
}

void HtmlBuilder::append(std::string_view characters, std::uint32_t in, std::uint32_t out_step,
                         std::uint32_t in_step) {
    if (!open_) open_block();
    std::string& out = draft_.document.text;
    if (space_) {
        // A blank belongs to no mark that begins or ends at it.
        if (mark_kinds_ != 0
            && mark_kinds_ != static_cast<std::uint8_t>(formatting_.kinds() | paragraph_kinds_))
            end_mark();
        out += ' ';
        space_ = false;
    }
    change_marks();
    ink_ = ink_ || has_ink(characters);
    const std::uint32_t at = size();
    if (copied_.empty() || out_step != 1 || in_step != 1 || copied_.back().out_step != 1
        || copied_.back().in_step != 1 || at - copied_.back().out != in - copied_.back().in)
        copied_.push_back({at, in, out_step, in_step});
    last_in_ = in;
    out += characters;
}

void HtmlBuilder::text(std::string_view characters, std::uint32_t from) {
    if (pres_ > 0) {
        preformatted(characters, from);
        return;
    }
    for (std::size_t at = 0; at < characters.size();) {
        const std::size_t white = at;
        while (at < characters.size() && is_ascii_space(characters[at])) ++at;
        if (at > white)
            space_ = open_ && size() > block_.from && draft_.document.text.back() != '\n';
        if (at == characters.size()) return;
        const std::size_t end = find_white(characters, at);
        append(characters.substr(at, end - at), from + static_cast<std::uint32_t>(at), 1, 1);
        at = end;
    }
}

void HtmlBuilder::preformatted(std::string_view characters, std::uint32_t from) {
    if (skip_line_end_ && !characters.empty() && characters.front() == '\n') {
        characters.remove_prefix(1);
        ++from;
    }
    skip_line_end_ = false;
    // Outside an open block line ends are blank lines above the next.
    std::size_t at = 0;
    if (!open_) {
        const std::size_t ink = characters.find_first_not_of(" \t\r\n\f");
        const std::size_t line = characters.substr(0, ink).rfind('\n');
        const auto ends = std::count(
            characters.begin(),
            characters.begin()
                + static_cast<std::ptrdiff_t>(std::min(
                    ink == std::string_view::npos ? characters.size() : ink, characters.size())),
            '\n');
        blank_ += static_cast<std::uint32_t>(ends);
        if (ink == std::string_view::npos) return;
        at = line == std::string_view::npos ? 0 : line + 1;
    }
    if (at < characters.size())
        append(characters.substr(at), from + static_cast<std::uint32_t>(at), 1, 1);
}

void HtmlBuilder::reference(const HtmlToken& token) {
    if (token.characters == " " && pres_ == 0) {
        text(" ", token.from);
        return;
    }
    append(token.characters, token.from, static_cast<std::uint32_t>(token.characters.size()),
           token.to - token.from);
}

void HtmlBuilder::line_break() {
    if (!open_) {
        ++blank_;
        return;
    }
    space_ = false;
    if (mark_kinds_ != 0) end_mark();
    draft_.document.text += '\n';
}

void HtmlBuilder::close_block() {
    if (!open_) return;
    open_ = false;
    space_ = false;
    end_mark();
    Document& document = draft_.document;
    std::string& out = document.text;
    if (!ink_) {
        // Only NBSP and line ends: each is an empty line the author wanted.
        const auto lines = std::count(out.begin() + block_.from, out.end(), '\n');
        out.resize(block_.from);
        while (!document.marks.empty() && document.marks.back().to > block_.from)
            document.marks.pop_back();
        blank_ += static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(lines, 1));
        if (image_rule_) rule();
        return;
    }
    std::uint32_t ends = 0;
    while (is_ascii_space(out.back())) {
        ends += out.back() == '\n' ? 1U : 0U;
        out.pop_back();
    }
    while (!document.marks.empty() && document.marks.back().to > size()) {
        document.marks.back().to = size();
        if (document.marks.back().from >= size()) document.marks.pop_back();
    }
    block_.to = size();
    out += '\n';
    for (const Copied& c : copied_)
        if (c.out < block_.to) document.to_part.add(c.out, c.in, c.out_step, c.in_step);
    const std::uint32_t gap = document.blocks.empty() ? 0 : blank_ + margin_;
    draft_.gaps.push_back(clamp16(picture_ ? std::min(gap, 1U) : gap));
    picture_ = false;
    draft_.block_flags.push_back(block_.kind == BlockKind::heading ? kHeadingBlock
                                                                   : std::uint8_t{0});
    document.blocks.push_back(block_);
    image_rule_ = false;
    blank_ = ends > 0 ? ends - 1 : 0;
    margin_ = 0;
}

void HtmlBuilder::break_block(std::uint16_t margin) {
    close_block();
    margin_ = std::max(margin_, margin);
}

void HtmlBuilder::rule() {
    image_rule_ = false;
    close_block();
    picture_ = false;
    Block block;
    block.kind = BlockKind::scene_break;
    block.from = block.to = size();
    draft_.document.text += '\n';
    draft_.document.to_part.add(block.from, last_in_);
    draft_.document.blocks.push_back(block);
    draft_.gaps.push_back(clamp16(blank_ + margin_));
    draft_.block_flags.push_back(kRuleBlock);
    blank_ = 0;
    margin_ = 1;
}

}  // namespace solander
