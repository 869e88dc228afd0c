// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/rtf_sink.h"

#include "base/text.h"
#include "source/rtf_words.h"

namespace solander {

void RtfSink::write(const RtfGroup& group, std::string_view text) {
    if (group.hidden) return;
    switch (group.target) {
    case RtfTarget::story:
        out_.text(text, group.look);
        break;
    case RtfTarget::note:
        notes_.back() += text;
        break;
    case RtfTarget::remark:
        remarks_.back() += text;
        break;
    case RtfTarget::furniture:
        furniture_.back() += text;
        break;
    case RtfTarget::property:
        property(group.property) += text;
        break;
    case RtfTarget::styles:
        name_style(text);
        break;
    case RtfTarget::nowhere:
    case RtfTarget::fonts:
    case RtfTarget::info:
        break;
    }
}

void RtfSink::end_paragraph(const RtfGroup& group) {
    if (group.target == RtfTarget::story)
        out_.end_paragraph(look);
    else if (group.target == RtfTarget::note || group.target == RtfTarget::remark
             || group.target == RtfTarget::furniture)
        write(group, " ");
}

void RtfSink::line_break(const RtfGroup& group) {
    if (group.target == RtfTarget::story)
        out_.line_break();
    else
        write(group, " ");
}

void RtfSink::begin_note() {
    notes_.emplace_back();
    out_.reference(static_cast<int>(notes_.size()), {});
}

std::string& RtfSink::property(std::uint32_t which) {
    switch (static_cast<RtfProperty>(which)) {
    case RtfProperty::title:
        return properties_.title;
    case RtfProperty::author:
        return properties_.author;
    case RtfProperty::subject:
        return properties_.subject;
    case RtfProperty::keywords:
        return properties_.keywords;
    case RtfProperty::description:
        break;
    }
    return properties_.description;
}

void RtfSink::begin_style(long number) {
    style_ = number;
    style_name_.clear();
}

/// "heading 2;" of the style sheet, perhaps in pieces.
void RtfSink::name_style(std::string_view text) {
    constexpr std::size_t kMostStyles = 10'000, kLongestName = 200;
    style_name_ += ascii_lowered(text.substr(0, kLongestName));
    std::string name(trim(style_name_));
    std::erase(name, ' ');
    if (name.size() >= 8 && name.starts_with("heading") && name[7] >= '1' && name[7] <= '6'
        && headings_.size() < kMostStyles)
        headings_[style_] = name[7] - '0';
    if (text.find(';') != std::string_view::npos || style_name_.size() > kLongestName)
        style_name_.clear();
}

int RtfSink::heading_of(long style) const {
    const auto at = headings_.find(style);
    return at == headings_.end() ? 0 : at->second;
}

void RtfSink::finish(Part& part) {
    if (out_.in_paragraph()) out_.end_paragraph(look);
    out_.add_behind(notes_, Zone::Kind::note_after);
    out_.add_behind(remarks_, Zone::Kind::furniture);
    out_.add_behind(furniture_, Zone::Kind::furniture);
    out_.finish(properties_, part);
}

}  // namespace solander
