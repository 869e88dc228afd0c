// SPDX-License-Identifier: GPL-3.0-or-later
// The builder's tag side: what each element does to the block and the formatting around it.
#include "document/html_builder.h"

#include <algorithm>

#include "base/text.h"
#include "document/html_entities.h"
#include "document/marks.h"

namespace solander {

namespace {

/// "font-style: italic" and the like in a style attribute; blanks and case do not matter.
std::uint8_t kinds_in_style(std::string_view style) {
    std::string flat;
    flat.reserve(style.size());
    for (const char c : style)
        if (!is_ascii_space(c)) flat += ascii_lower(c);
    const auto has = [&](std::string_view what) { return flat.find(what) != std::string::npos; };
    unsigned kinds = 0;
    if (has("font-style:italic") || has("font-style:oblique")) kinds |= kEmphasis;
    if (has("font-weight:bold") || has("font-weight:7") || has("font-weight:8")
        || has("font-weight:9"))
        kinds |= kStrong;
    if (has("text-decoration:underline")) kinds |= kUnderline;
    if (has("line-through")) kinds |= kStrike;
    return static_cast<std::uint8_t>(kinds);
}

/// "images/bar3.gif", "Divider.jpg": by its name a line between scenes.
bool is_rule_name(std::string_view source) {
    source = source.substr(
        source.find_last_of("/\\") == std::string_view::npos ? 0 : source.find_last_of("/\\") + 1);
    source = source.substr(0, source.find('.'));
    std::string stem;
    for (const char c : source)
        if (is_ascii_alpha(c)) stem += ascii_lower(c);
    for (const std::string_view part : {"divid", "separ", "scenebreak", "hrule"})
        if (stem.find(part) != std::string::npos) return true;
    for (const std::string_view whole : {"bar", "line", "rule", "hr", "break", "border"})
        if (stem == whole || (stem.size() <= whole.size() + 5 && stem.ends_with(whole)))
            return true;
    return false;
}

int number_in(const std::optional<std::string>& value) {
    int number = 0;
    for (const char c : value.value_or(""))
        if (is_ascii_digit(c) && number < 100000)
            number = number * 10 + (c - '0');
        else
            break;
    return number;
}

/// One letter: the drawn capital that a story begins with is part of its first word.
bool is_initial(std::string_view alt) {
    std::size_t length = 0;
    return !alt.empty() && is_word_char(first_code_point(alt, length)) && length == alt.size();
}

}  // namespace

HtmlBuilder::HtmlBuilder(std::string_view source) : tokens_(source) {
    draft_.document.text.reserve(source.size());
}

HtmlDraft HtmlBuilder::build() {
    HtmlToken token;
    while (tokens_.next(token)) {
        switch (token.kind) {
        case HtmlToken::text:
            text(token.characters, token.from);
            break;
        case HtmlToken::reference:
            reference(token);
            break;
        case HtmlToken::start:
            last_in_ = token.from;
            start(token);
            break;
        case HtmlToken::end:
            end(token);
            break;
        }
    }
    close_block();
    while (!frames_.empty()) close_frame();
    if (tokens_.escaped_twice() > 0)
        draft_.findings.push_back(
            {"escaped-twice",
             std::to_string(tokens_.escaped_twice())
                 + " characters were written as &amp;#...; (escaped twice) and are shown as meant",
             {}});
    return std::move(draft_);
}

std::uint8_t HtmlBuilder::style_kinds(const HtmlToken& tag) const {
    if (!tokens_.has_attributes(tag)) return 0;
    const auto style = tokens_.attribute(tag, "style");
    return style ? kinds_in_style(*style) : std::uint8_t{0};
}

bool HtmlBuilder::centres(const HtmlToken& tag) const {
    if (!tokens_.has_attributes(tag)) return false;
    if (const auto align = tokens_.attribute(tag, "align"))
        return equals_ignoring_ascii_case(*align, "center")
               || equals_ignoring_ascii_case(*align, "middle");
    const auto style = tokens_.attribute(tag, "style");
    if (!style) return false;
    const std::string lowered = ascii_lowered(*style);
    const std::size_t at = lowered.find("text-align");
    return at != std::string::npos && lowered.find("center", at) < at + 16;
}

void HtmlBuilder::start_format(const HtmlToken& tag) {
    const std::uint8_t own = tag.element->value;
    if (tag.element->name == "a") return;
    formatting_.open(*tag.element, static_cast<std::uint8_t>(own | style_kinds(tag)));
}

void HtmlBuilder::start(const HtmlToken& tag) {
    const HtmlElement& element = *tag.element;
    switch (element.effect) {
    case Effect::format:
        start_format(tag);
        break;
    case Effect::paragraph:
        heading_ = 0;
        break_block(1);
        paragraph_centred_ = centres(tag);
        paragraph_kinds_ = style_kinds(tag);
        break;
    case Effect::block:
        break_block(0);
        if (element.name == "div") {
            divs_.push_back(centres(tag));
            centred_divs_ += divs_.back() ? 1U : 0U;
        } else if (element.name == "select" || element.name == "nav") {
            ++controls_;
        }
        break;
    case Effect::heading:
        break_block(1);
        heading_ = element.value;
        paragraph_centred_ = centres(tag);
        paragraph_kinds_ = 0;
        break;
    case Effect::quote:
        break_block(1);
        ++quotes_;
        break;
    case Effect::list:
        break_block(lists_ == 0 ? 1 : 0);
        if (element.name == "dl")
            open_frame(false, false, false);
        else
            ++lists_;
        in_item_ = false;
        break;
    case Effect::item:
        break_block(0);
        in_item_ = true;
        break;
    case Effect::pre:
        break_block(1);
        ++pres_;
        skip_line_end_ = true;
        break;
    case Effect::centre:
        break_block(0);
        ++centres_;
        break;
    case Effect::line_break:
        line_break();
        break;
    case Effect::rule:
        break_block(1);
        rule();
        break;
    case Effect::image:
        image(tag);
        break;
    case Effect::table:
        break_block(1);
        open_frame(false, true, false);
        break;
    case Effect::row:
        break_block(0);
        close_cells(true);
        break;
    case Effect::cell: {
        break_block(0);
        const bool of_table = element.name != "dt" && element.name != "dd";
        close_cells(of_table);
        open_frame(true, of_table, of_table && centres(tag));
        break;
    }
    case Effect::title:
    case Effect::literal:
        literal(tag);
        break;
    case Effect::meta:
        meta(tag);
        break;
    case Effect::root:
        if (draft_.language.empty() && tokens_.has_attributes(tag))
            draft_.language = tokens_.attribute(tag, "lang")
                                  .value_or(tokens_.attribute(tag, "xml:lang").value_or(""));
        break;
    case Effect::none:
    case Effect::raw:
    case Effect::drawing:
        break;
    }
}

void HtmlBuilder::end(const HtmlToken& tag) {
    const auto less = [](std::uint32_t& depth) { depth -= depth > 0 ? 1U : 0U; };
    const HtmlElement& element = *tag.element;
    switch (element.effect) {
    case Effect::format:
        formatting_.close(element);
        break;
    case Effect::paragraph:
        if (open_) break_block(1);
        paragraph_centred_ = false;
        paragraph_kinds_ = 0;
        break;
    case Effect::block:
        break_block(0);
        if (element.name == "div" && !divs_.empty()) {
            centred_divs_ -= divs_.back() ? 1U : 0U;
            divs_.pop_back();
        } else if (element.name == "select" || element.name == "nav") {
            less(controls_);
        }
        paragraph_centred_ = false;
        paragraph_kinds_ = 0;
        break;
    case Effect::heading:
        break_block(1);
        heading_ = 0;
        paragraph_centred_ = false;
        break;
    case Effect::quote:
        break_block(1);
        less(quotes_);
        break;
    case Effect::list:
        break_block(lists_ <= 1 ? 1 : 0);
        if (element.name == "dl")
            close_container(false);
        else
            less(lists_);
        in_item_ = false;
        break;
    case Effect::item:
        break_block(0);
        in_item_ = false;
        break;
    case Effect::pre:
        break_block(1);
        less(pres_);
        break;
    case Effect::centre:
        break_block(0);
        less(centres_);
        paragraph_centred_ = false;
        break;
    case Effect::line_break:
        line_break();  // "</br>" is one too
        break;
    case Effect::table:
        break_block(1);
        close_container(true);
        break;
    case Effect::row:
        break_block(0);
        close_cells(true);
        break;
    case Effect::cell:
        break_block(0);
        close_cells(element.name != "dt" && element.name != "dd");
        break;
    default:
        break;
    }
}

void HtmlBuilder::open_frame(bool cell, bool table, bool centred) {
    frames_.push_back({cell, table, centred,
                       static_cast<std::uint32_t>(draft_.document.blocks.size()),
                       formatting_.mark(), formatting_.floor()});
    if (cell && table) {
        formatting_.enter_cell();
        centred_cells_ += centred ? 1U : 0U;
    } else if (!cell) {
        ++(table ? tables_ : definitions_);
    }
}

void HtmlBuilder::close_frame() {
    const Frame frame = frames_.back();
    frames_.pop_back();
    if (!frame.cell) {
        --(frame.table ? tables_ : definitions_);
        return;
    }
    if (frame.table) {
        formatting_.leave_cell(frame.formatting, frame.outer_floor);
        centred_cells_ -= frame.centred ? 1U : 0U;
    }
    // One short block makes a cell; a page laid out as one great table is no table.
    constexpr std::uint32_t kLongestCell = 400;
    const auto& blocks = draft_.document.blocks;
    if (blocks.size() == frame.first_block + 1
        && blocks.back().to - blocks.back().from <= kLongestCell)
        draft_.block_flags.back() |= kCellBlock;
}

/// Ends the open cell of the innermost table (or definition list), and what was left open in it.
void HtmlBuilder::close_cells(bool of_table) {
    if ((of_table ? tables_ : definitions_) == 0) {
        // A cell without its table: only one left open right here can be meant.
        if (!frames_.empty() && frames_.back().cell && frames_.back().table == of_table)
            close_frame();
        return;
    }
    // A definition list does not end what a table around its cell began.
    while (!frames_.empty() && (frames_.back().cell || frames_.back().table != of_table)) {
        if (!of_table && frames_.back().table) return;
        close_frame();
    }
}

void HtmlBuilder::close_container(bool table) {
    if ((table ? tables_ : definitions_) == 0) return;
    close_cells(table);
    if (!frames_.empty() && !frames_.back().cell && frames_.back().table == table) close_frame();
}

void HtmlBuilder::image(const HtmlToken& tag) {
    if (ink_ && open_) return;
    const std::string value = tokens_.attribute(tag, "alt").value_or("");
    const std::string_view alt = trim(value);
    if (ornament_of(alt) == Ornament::strong || is_initial(alt)) {
        append(alt, tag.from, static_cast<std::uint32_t>(alt.size()), tag.to - tag.from);
        return;
    }
    const int width = number_in(tokens_.attribute(tag, "width"));
    const int height = number_in(tokens_.attribute(tag, "height"));
    if ((height > 0 && width >= height * 8)
        || is_rule_name(tokens_.attribute(tag, "src").value_or(""))) {
        if (!open_) open_block();
        image_rule_ = true;
        return;
    }
    // What is as small as an ornament may be one; a picture has air around it and parts nothing.
    constexpr int kPicture = 48;  // pixels
    picture_ = picture_ || (height >= kPicture && width >= kPicture);
}

void HtmlBuilder::meta(const HtmlToken& tag) {
    constexpr std::size_t kMost = 200;
    auto name = tokens_.attribute(tag, "name");
    if (!name) name = tokens_.attribute(tag, "property");
    auto content = tokens_.attribute(tag, "content");
    if (name && content && draft_.meta.size() < kMost)
        draft_.meta.emplace_back(ascii_lowered(*name), std::move(*content));
}

void HtmlBuilder::literal(const HtmlToken& tag) {
    const std::string_view inside = tokens_.take_literal(*tag.element);
    if (tag.element->effect == Effect::title) {
        if (draft_.title.empty()) draft_.title = squeeze(decode_references(inside));
        return;
    }
    break_block(1);
    ++pres_;
    skip_line_end_ = true;
    preformatted(inside, tag.to);
    break_block(1);
    --pres_;
}

}  // namespace solander
