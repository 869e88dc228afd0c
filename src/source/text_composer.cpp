// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/text_composer.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/markup.h"
#include "base/text.h"
#include "source/page_scan.h"

namespace solander {
namespace {

struct MarkElement {
    bool RunLook::*on;
    std::string_view open, close;
};
constexpr MarkElement kMarks[] = {
    {&RunLook::bold, "<b>", "</b>"},       {&RunLook::italic, "<i>", "</i>"},
    {&RunLook::underline, "<u>", "</u>"},  {&RunLook::strike, "<s>", "</s>"},
    {&RunLook::raised, "<sup>", "</sup>"}, {&RunLook::lowered, "<sub>", "</sub>"},
};

/// Names that programs put there themselves.
bool is_nobody(std::string_view author) {
    constexpr std::string_view kNames[] = {"user",
                                           "owner",
                                           "admin",
                                           "administrator",
                                           "microsoft office user",
                                           "author",
                                           "default",
                                           "valued customer",
                                           "preferred customer",
                                           "unknown",
                                           "python-docx",
                                           "windows user",
                                           "authorized user",
                                           "gateway authorized user",
                                           "test"};
    const std::string name = ascii_lowered(trim(author));
    return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

}  // namespace

RunLook& RunLook::operator|=(const RunLook& other) {
    for (const MarkElement& mark : kMarks) this->*mark.on = this->*mark.on || other.*mark.on;
    return *this;
}

void TextComposer::close_marks() {
    for (auto mark = std::rbegin(kMarks); mark != std::rend(kMarks); ++mark)
        if (now_.*mark->on) paragraph_ += mark->close;
    now_ = {};
}

void TextComposer::text(std::string_view utf8, const RunLook& look) {
    if (utf8.empty()) return;
    if (now_ != look) {
        close_marks();
        for (const MarkElement& mark : kMarks)
            if (look.*mark.on) paragraph_ += mark.open;
        now_ = look;
    }
    escape_text(paragraph_, utf8.substr(write_columns(utf8)));
}

/// Returns the bytes that it wrote: those of the line where a label may stand.
std::size_t TextComposer::write_columns(std::string_view utf8) {
    constexpr std::size_t kLongestLabel = 48;
    std::size_t at = 0;
    while (at < utf8.size() && line_bytes_ < kLongestLabel) {
        const std::size_t end = std::min(utf8.find_first_of(" \t", at), utf8.size());
        const std::string_view word = utf8.substr(at, end - at);
        if (!word.empty()) {
            escape_text(paragraph_, word);
            ink_ = word.back();
            blank_ = false;
        }
        if (end < utf8.size()) {
            // Behind a sentence typists strike the bar twice.
            const bool label =
                ink_ != 0 && std::string_view(".!?\"':,").find(ink_) == std::string_view::npos;
            paragraph_ += !label || (utf8[end] == ' ' && !blank_) ? " "
                          : blank_                                ? "&nbsp;"
                                                                  : " &nbsp;";
            blank_ = true;
        }
        const std::size_t next = std::min(end + 1, utf8.size());
        line_bytes_ += next - at;
        at = next;
    }
    return at;
}

void TextComposer::line_break() {
    if (now_.raised) close_marks();  // a note's number
    paragraph_ += "<br>";
    begin_line();
}

void TextComposer::reference(int number, const RunLook& look) {
    RunLook raised = look;
    raised.raised = true;
    text(fmt::format("[{}]", number), raised);
}

void TextComposer::end_paragraph(const ParagraphLook& look) {
    close_marks();
    const std::string name =
        look.heading > 0 ? fmt::format("h{}", std::clamp(look.heading, 1, 6)) : "p";
    if (look.heading > 0 && !look.title && !open_zone_)
        if (std::string title = page_words(paragraph_); !title.empty())
            headings_.push_back({look.heading, body_.size(), std::move(title)});
    if (trim(paragraph_).empty()) {
        body_ += look.rule ? "<hr>\n" : "<p>&nbsp;</p>\n";
    } else {
        body_.append("<").append(name).append(look.centred ? " align=\"center\">" : ">");
        body_.append(paragraph_).append("</").append(name).append(">\n");
    }
    paragraph_.clear();
    begin_line();
}

void TextComposer::zone(Zone::Kind kind) {
    if (open_zone_ && zones_.back().kind == kind) return;
    no_zone();
    zones_.push_back({body_.size(), body_.size(), kind});
    open_zone_ = true;
}

void TextComposer::no_zone() {
    if (!open_zone_) return;
    open_zone_ = false;
    zones_.back().to = body_.size();
    if (zones_.back().from == zones_.back().to) zones_.pop_back();
}

void TextComposer::add_behind(std::string_view text, int number, Zone::Kind kind) {
    const std::string words = squeeze(text);
    if (words.empty()) return;
    zone(kind);
    this->text(kind == Zone::Kind::note_after ? fmt::format("[{}] {}", number, words) : words, {});
    end_paragraph({});
}

void TextComposer::add_sections(std::uint64_t before, Part& part) const {
    for (int level = 1; level <= 6 && part.sections.size() < 2; ++level) {
        part.sections.clear();
        for (const Heading& heading : headings_)
            if (heading.level == level)
                part.sections.push_back({heading.from + before, heading.title, {}});
    }
    if (part.sections.size() < 2) part.sections.clear();
}

void TextComposer::finish(const FileProperties& properties, Part& part) {
    if (in_paragraph()) end_paragraph({});
    no_zone();
    std::string head = "<html";
    if (!properties.language.empty()) {
        head += " lang=\"";
        escape_attribute(head, properties.language);
        head += "\"";
    }
    head += "><head><title>";
    escape_text(head, squeeze(properties.title));
    head += "</title>";
    if (!properties.author.empty() && !is_nobody(properties.author)) {
        head += "<meta name=\"author\" content=\"";
        escape_attribute(head, squeeze(properties.author));
        head += "\">";
    }
    head += "</head><body>\n";
    for (Zone& zone : zones_)
        part.zones.push_back({zone.from + head.size(), zone.to + head.size(), zone.kind});
    add_sections(head.size(), part);
    part.text = std::move(head);
    part.text += body_;
    part.text += "</body></html>\n";
    const auto say = [&](std::string_view label, const std::string& value) {
        if (!trim(value).empty()) part.stated.push_back({std::string(label), value, {}});
    };
    for (const std::string_view keyword : split(properties.keywords, ','))
        say("Tags", std::string(trim(keyword)));
    say("Subject of the file", properties.subject);
    say("Description", properties.description);
}

}  // namespace solander
