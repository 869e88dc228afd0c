// SPDX-License-Identifier: GPL-3.0-or-later
// HTML, style sheets, scripts and encoded bodies among decoded texts, by the density of their
// signs.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "source/format.h"

namespace solander {
namespace {

constexpr std::size_t kSample = 65536;  // from the start, and as much from the middle

/// Tags that make lines and paragraphs. Others (<i>, <b>, <g>) also stand in plain text.
constexpr std::array<std::string_view, 22> kStructure{
    "p",  "br", "div",    "td",   "tr",   "table", "li",         "ul",   "ol",   "h1",    "h2",
    "h3", "h4", "center", "html", "body", "head",  "blockquote", "meta", "span", "title", "hr"};

/// The tag's name when `text` begins with "<name" or "</name" and goes on as a tag does.
std::string_view tag_name(std::string_view text) {
    std::size_t from = 1;
    if (from < text.size() && text[from] == '/') ++from;
    std::size_t to = from;
    while (to < text.size() && to - from < 12
           && (is_ascii_alpha(text[to]) || is_ascii_digit(text[to])))
        ++to;
    const bool ends =
        to < text.size() && (text[to] == '>' || text[to] == '/' || is_ascii_space(text[to]));
    return ends ? text.substr(from, to - from) : std::string_view();
}

std::size_t structure_tags(std::string_view sample) {
    std::size_t tags = 0;
    for (std::size_t at = sample.find('<'); at != std::string_view::npos;
         at = sample.find('<', at + 1)) {
        const std::string_view name = tag_name(sample.substr(at, 20));
        tags += !name.empty() && std::any_of(kStructure.begin(), kStructure.end(), [&](auto known) {
            return equals_ignoring_ascii_case(name, known);
        });
    }
    return tags;
}

/// "<!doctype html", "<html", "<head" or an XML declaration before anything a person would read.
bool opens_as_html(std::string_view text) {
    for (int skipped = 0; skipped < 20; ++skipped) {
        text = trim(text.substr(0, kSample));
        if (!text.starts_with("<!--") && !text.starts_with("<?xml")) break;
        const std::string_view close = text.starts_with("<?") ? ">" : "-->";
        const std::size_t end = text.find(close);
        if (end == std::string_view::npos) return false;
        text.remove_prefix(end + close.size());
    }
    for (const std::string_view start : {"<!doctype html", "<html", "<head>", "<head ", "<body"})
        if (starts_with_ignoring_ascii_case(text, start)) return true;
    return false;
}

bool is_html(std::string_view text) {
    const std::string_view head = text.substr(0, kSample);
    const std::size_t tags = structure_tags(head);
    if (opens_as_html(head)) return tags >= 2;
    if (tags < 2) return false;
    // One paragraph or line mark per 1,500 characters: a page's own tags, not a mention of them.
    if (tags * 1500 >= head.size()) return true;
    if (text.size() <= kSample) return false;
    const std::string_view middle = text.substr(text.size() / 2, kSample);
    return structure_tags(middle) * 1500 >= middle.size();
}

struct LineSigns {
    std::size_t lines = 0, declarations = 0, selectors = 0, code = 0, encoded = 0;
};

/// "text-align: left"
bool declares(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon),
                       [](char c) { return is_ascii_lower(c) || c == '-' || c == ' '; });
}

bool is_declaration(std::string_view line) { return line.back() == ';' && declares(line); }

/// "h1 { text-align: left; }"
bool is_whole_rule(std::string_view line) {
    const std::size_t open = line.find('{');
    if (open == std::string_view::npos || open == 0 || line.back() != '}') return false;
    const std::string_view inside = trim(line.substr(open + 1, line.size() - open - 2));
    return inside.empty() || declares(inside);
}

bool is_code(std::string_view line) {
    for (const std::string_view start :
         {"function ", "var ", "if (", "if(", "for (", "for(", "return ", "#include", "import ",
          "}", "document.", "print ", "$", "my ", "echo ", "INSERT INTO", "CREATE TABLE", "//"})
        if (line.starts_with(start)) return true;
    const bool marks = line.find_first_of("(=$[") != std::string_view::npos;
    return (marks && line.ends_with(";")) || line.ends_with("{");
}

/// A line of uuencode ("M" and 60 characters) or base64: long, no space.
bool is_encoded(std::string_view line) {
    if (line.size() == 61 && line[0] == 'M')
        return std::all_of(line.begin(), line.end(), [](char c) { return c > ' ' && c <= '`'; })
               || line.find(' ') != std::string_view::npos;
    return line.size() >= 56 && line.size() <= 80
           && std::all_of(line.begin(), line.end(),
                          [](char c) {
                              return is_ascii_alpha(c) || is_ascii_digit(c) || c == '+' || c == '/'
                                     || c == '=';
                          })
           && std::any_of(line.begin(), line.end(), is_ascii_digit)
           && std::any_of(line.begin(), line.end(), is_ascii_lower)
           && std::any_of(line.begin(), line.end(), is_ascii_upper);
}

LineSigns signs_of(std::string_view text) {
    LineSigns signs;
    text = text.substr(0, kSample);
    while (!text.empty()) {
        // Thirty lines show what most of them are; prose ends here.
        const std::size_t most =
            std::max({signs.declarations + signs.selectors, signs.code, signs.encoded});
        if (signs.lines >= 30 && most * 3 < signs.lines) break;
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || (line.starts_with("/*") && line.ends_with("*/"))) continue;
        ++signs.lines;
        signs.declarations += is_declaration(line) || is_whole_rule(line);
        signs.selectors += line.ends_with("{") || line.starts_with("}");
        signs.code += is_code(line);
        signs.encoded += is_encoded(line);
    }
    return signs;
}

}  // namespace

Media text_media(std::string_view text) {
    if (is_html(text)) return Media::html;
    const LineSigns signs = signs_of(text);
    if (signs.encoded >= 8 && signs.encoded * 10 >= signs.lines * 7) return Media::binary;
    if (signs.declarations >= 2 && (signs.declarations + signs.selectors) * 10 >= signs.lines * 7)
        return Media::style;
    if (signs.lines >= 5 && signs.code * 10 >= signs.lines * 7) return Media::program;
    return Media::text;
}

}  // namespace solander
