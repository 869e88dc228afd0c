// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/decoration.h"

#include <algorithm>

#include "base/text.h"

namespace solander {

namespace {

constexpr std::size_t kLongestTag = 160;  // bytes; <font face=... color=... size=...>

constexpr std::string_view kTagNames[] = {
    "a",  "b",    "big", "center", "centre", "color", "dd",     "div", "dt",
    "em", "font", "h1",  "h2",     "h3",     "h4",    "h5",     "h6",  "i",
    "li", "p",    "s",   "size",   "small",  "span",  "strong", "td",  "th",
    "tr", "tt",   "u",   "br",     "strike", "sup",   "sub",
};

bool is_tag_name(std::string_view name) {
    return std::any_of(std::begin(kTagNames), std::end(kTagNames), [name](std::string_view known) {
        return equals_ignoring_ascii_case(name, known);
    });
}

bool is_ornament(char32_t c) {
    if (c < 0x80)
        return std::string_view("*_~/#+-|@=^%\\`").find(static_cast<char>(c))
               != std::string_view::npos;
    return c == 0xAB || c == 0xBB || c == 0xB7 || c == 0xB0 || c == 0xA4 || c == 0xAC
           || (c >= 0x2010 && c <= 0x2017) || (c >= 0x2020 && c <= 0x2025)
           || (c >= 0x2030 && c <= 0x205E) || (c >= 0x2190 && c <= 0x2BFF) || c == 0x3013
           || c == 0x30FB;
}

}  // namespace

std::size_t formatting_tag(std::string_view text) {
    if (text.size() < 3 || (text[0] != '<' && text[0] != '[')) return 0;
    const char close = text[0] == '<' ? '>' : ']';
    const std::size_t end = text.substr(0, kLongestTag).find(close);
    if (end == std::string_view::npos) return 0;
    std::size_t from = text[1] == '/' ? 2 : 1, to = from;
    while (to < end && (is_ascii_alpha(text[to]) || is_ascii_digit(text[to]))) ++to;
    const bool ends =
        to == end || text[to] == ' ' || text[to] == '=' || (text[to] == '/' && to + 1 == end);
    return to > from && ends && is_tag_name(text.substr(from, to - from)) ? end + 1 : 0;
}

std::size_t formatting_tag_before(std::string_view text) {
    if (text.size() < 3 || (text.back() != '>' && text.back() != ']')) return 0;
    const char open = text.back() == '>' ? '<' : '[';
    const std::size_t at = text.rfind(open);
    if (at == std::string_view::npos || text.size() - at > kLongestTag) return 0;
    return formatting_tag(text.substr(at)) == text.size() - at ? text.size() - at : 0;
}

std::size_t ornament_character(std::string_view text) {
    if (text.empty()) return 0;
    std::size_t length = 1;
    const char32_t c = first_code_point(text, length);
    return is_ornament(c) ? length : 0;
}

std::size_t box_character_before(std::string_view text) {
    if (text.size() < 3 || text[text.size() - 3] != '\xE2') return 0;
    std::size_t length = 0;
    const char32_t c = first_code_point(text.substr(text.size() - 3), length);
    return c >= 0x2500 && c < 0x25A0 ? 3 : 0;
}

std::size_t closing_bracket(char bracket, std::string_view text) {
    if (text.empty()) return 0;
    const char c = text.front();
    if (bracket == 'K') {
        const std::string_view three = text.substr(0, 3);
        return three == "】" || three == "」" || three == "』" || three == "］" || three == "》"
                   ? 3
                   : 0;
    }
    return (bracket == '[' && c == ']') || (bracket == '<' && c == '>')
                   || (bracket == '(' && c == ')') || (bracket == '{' && c == '}')
               ? 1
               : 0;
}

Opening read_opening(std::string_view line) {
    Opening opening;
    std::size_t at = 0;
    const auto rest = [&] { return line.substr(at); };
    while (at < line.size() && at < 60) {
        if (is_ascii_alpha(line[at])) break;
        if (is_ascii_space(line[at])) {
            // Marks before a space are bullets and open nothing.
            if (opening.mark_count > 0) {
                opening.bullet = opening.marks[opening.mark_count - 1];
                opening.mark_count = 0;
            }
            ++at;
            continue;
        }
        if (rest().substr(0, 2) == "\xC2\xA0") {
            at += 2;
            continue;
        }
        if (const std::size_t tag = formatting_tag(rest())) {
            at += tag;
            continue;
        }
        const char c = line[at];
        if ((c == '[' || c == '<' || c == '(' || c == '{') && opening.bracket == 0) {
            if (c == '(' && ascii_lower(rest().size() > 1 ? rest()[1] : ' ') == 'c'
                && rest().substr(2, 1) == ")")
                break;  // "(c)" is a label
            opening.bracket = c;
            ++at;
            continue;
        }
        const std::string_view three = (c & 0x80) != 0 ? rest().substr(0, 3) : std::string_view();
        if (opening.bracket == 0 && !three.empty()
            && (three == "【" || three == "「" || three == "『" || three == "［"
                || three == "《")) {
            opening.bracket = 'K';
            at += 3;
            continue;
        }
        if (c == '"' || three == "\u201C" || three == "\u201D" || three == "\u201E") {
            opening.quoted = true;
            at += c == '"' ? 1 : 3;
            continue;
        }
        if (c == '\'' || three == "\u2018" || three == "\u2019") {
            if (c == '\'' && opening.mark_count < opening.marks.size())
                opening.marks[opening.mark_count++] = c;
            at += c == '\'' ? 1 : 3;
            continue;
        }
        if (rest().substr(0, 2) == "::") {  // "::Title:: X"
            while (at < line.size() && line[at] == ':') ++at;
            continue;
        }
        const std::size_t ornament = ornament_character(rest());
        if (ornament == 0) break;
        if (ornament == 1 && opening.mark_count < opening.marks.size())
            opening.marks[opening.mark_count++] = c;
        at += ornament;
    }
    // "1. Title: X", "2) Author: Y": list rules.
    std::size_t digits = 0;
    while (digits < 3 && at + digits < line.size() && is_ascii_digit(line[at + digits])) ++digits;
    if (digits > 0 && digits < 3 && at + digits + 1 < line.size()
        && (line[at + digits] == '.' || line[at + digits] == ')') && line[at + digits + 1] == ' ')
        at += digits + 2;
    while (at < line.size() && is_ascii_space(line[at])) ++at;
    opening.length = at;
    return opening;
}

}  // namespace solander
