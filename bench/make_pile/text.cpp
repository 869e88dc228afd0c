// SPDX-License-Identifier: GPL-3.0-or-later
// Plain text: six layouts, mail headers and footers, header at either end.
#include <fmt/format.h>

#include "bench/make_pile/render.h"

namespace solander::pile {
namespace {

int columns(std::string_view word) {
    int n = 0;
    for (const char c : word) n += (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
    return n;
}

std::string roman(int n) {
    static constexpr std::pair<int, std::string_view> steps[] = {
        {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
    std::string out;
    for (const auto& [value, text] : steps)
        for (; n >= value; n -= value) out += text;
    return out;
}

std::string number_word(int n) {
    static constexpr std::string_view words[] = {"Zero", "One",   "Two",   "Three", "Four", "Five",
                                                 "Six",  "Seven", "Eight", "Nine",  "Ten"};
    return n <= 10 ? std::string(words[n]) : std::to_string(n);
}

void append_body_start(std::string& out, const Plan& plan) {
    const std::string_view start = plan.dialect.body_start;
    if (start == "^")
        out += '\n' + plan.meta.title + "\n\n";
    else if (start.empty() || start[0] == '\n')
        (out += '\n') += start;
    else
        out += '\n' + std::string(start) + "\n\n";
}

void append_body(std::string& out, const Plan& plan, const Prose& prose) {
    const Dialect& d = plan.dialect;
    const std::string indent(d.layout == Layout::indent || d.layout == Layout::both
                                     || d.layout == Layout::doubled
                                 ? static_cast<std::size_t>(d.indent)
                                 : 0,
                             ' ');
    const std::string_view newline = d.layout == Layout::doubled ? "\n\n" : "\n";
    const bool gap =
        d.layout == Layout::blank || d.layout == Layout::both || d.layout == Layout::oneline;
    const bool wraps = d.layout != Layout::oneline && d.layout != Layout::tight;
    const char mark[] = {d.emphasis, '\0'};
    std::string styled;
    int chapter = 0;
    for (std::size_t at = 0; at < prose.text.size();) {
        const std::size_t end = prose.text.find('\n', at);
        const std::string_view paragraph(prose.text.data() + at, end - at);
        at = end + 1;
        if (paragraph[0] == kSceneBreak) {
            if (!gap) out += '\n';
            out += d.scene_break;
            out += gap ? newline : "\n";
            out += '\n';
            continue;
        }
        if (paragraph[0] == kChapter) {
            out += '\n' + chapter_heading(d, ++chapter, paragraph.substr(1)) + "\n\n";
            continue;
        }
        styled.clear();
        append_styled(styled, paragraph.substr(paragraph[0] == kLines ? 1 : 0), d, mark, mark);
        if (paragraph[0] == kLines) {
            for (std::size_t i; (i = styled.find(kLineEnd)) != std::string::npos;)
                styled.replace(i, 1, newline);
            (out += indent) += styled;
        } else if (wraps)
            append_wrapped(out, styled, d.width, indent, "", newline);
        else
            out += styled;
        out += newline;
        if (gap) out += '\n';
    }
    if (!d.end_mark.empty()) (out += '\n') += std::string(d.end_mark) + '\n';
}

}  // namespace

std::string chapter_heading(const Dialect& d, int number, std::string_view title) {
    std::string out;
    for (const char c : d.chapter_head) {
        if (c == '#')
            out += std::to_string(number);
        else if (c == '@')
            out += number_word(number);
        else if (c == '^')
            out += roman(number);
        else if (c == '%')
            out += title;
        else
            out += c;
    }
    return out;
}

void append_styled(std::string& out, std::string_view paragraph, const Dialect& d,
                   std::string_view open, std::string_view close) {
    char before = ' ';
    for (std::size_t i = 0; i < paragraph.size();) {
        const std::size_t next = paragraph.find_first_of("\"'-\x01\x02", i);
        const std::size_t stop = next == std::string_view::npos ? paragraph.size() : next;
        out += paragraph.substr(i, stop - i);
        if (stop > i) before = paragraph[stop - 1];
        if (stop == paragraph.size()) return;
        const char c = paragraph[stop];
        i = stop + 1;
        if (c == kEmphasisOn)
            out += open;
        else if (c == kEmphasisOff)
            out += close;
        else if (!d.curly)
            out += c;
        else if (c == '\'')
            out += "’";
        else if (c == '"')
            out += before == ' ' ? "“" : "”";
        else if (i < paragraph.size() && paragraph[i] == '-') {
            out += "—";
            ++i;
        } else
            out += c;
        before = c;
    }
}

void append_wrapped(std::string& out, std::string_view text, int width, std::string_view first,
                    std::string_view rest, std::string_view newline) {
    out += first;
    int column = static_cast<int>(first.size());
    bool fresh = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t space = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, space - at);
        const int length = columns(word);
        if (!fresh && column + 1 + length > width) {
            out += newline;
            out += rest;
            column = static_cast<int>(rest.size());
        } else if (!fresh) {
            out += ' ';
            ++column;
        }
        out += word;
        column += length;
        fresh = false;
        at = space + 1;
    }
}

std::string render_text(const Plan& plan, const Prose& prose, const std::string& header,
                        const std::string& end_header) {
    const Dialect& d = plan.dialect;
    std::string out;
    out.reserve(prose.text.size() + prose.text.size() / 8 + header.size() + 1000);
    if (d.mail)
        out += fmt::format("From: {} <{}>\nDate: Tue, 12 Jun 2001 21:14:{:02} +0100\n"
                           "To: stories@lists.example.org\nSubject: FIC: {}\n\n",
                           plan.meta.authors[0], plan.meta.email, plan.index % 60, plan.meta.title);
    if (!d.at_end) {
        out += header;
        append_body_start(out, plan);
    }
    append_body(out, plan, prose);
    if (d.at_end) out += "\n----------------------------------------\n" + header;
    if (!end_header.empty()) out += "\n----------------------------------------\n" + end_header;
    if (d.mail)
        out += "\n_______________________________________________\nstories mailing list\n"
               "stories@lists.example.org\nhttp://lists.example.org/listinfo/stories\n";
    return out;
}

}  // namespace solander::pile
