// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/line_ends.h"

#include <algorithm>

#include "base/text.h"
#include "document/lines.h"

namespace solander {

namespace {

constexpr std::string_view kCloseQuotes[] = {"\u201D", "\u2019", "\u2026", "\u2014",
                                             "\u00BB", "\u3002", "\uFF01", "\uFF1F"};
constexpr std::string_view kOpenQuotes[] = {"\u201C", "\u2018", "\u00AB", "\u201E",
                                            "\u2014", "\u2013", "\u300C"};

}  // namespace

bool ends_sentence(std::string_view line) {
    // Marks of emphasis and brackets may stand behind the full stop: "Go!"*
    while (!line.empty() && std::string_view("*_/)]~>").find(line.back()) != std::string_view::npos)
        line.remove_suffix(1);
    if (line.empty()) return true;
    const char last = line.back();
    if (std::string_view(".!?\"':").find(last) != std::string_view::npos) return true;
    if (last == '-')
        return line.size() >= 2 && (line[line.size() - 2] == '-' || line[line.size() - 2] == ' ');
    return static_cast<unsigned char>(last) >= 0x80
           && std::any_of(std::begin(kCloseQuotes), std::end(kCloseQuotes),
                          [&](std::string_view q) { return line.ends_with(q); });
}

bool starts_small(std::string_view line) {
    while (!line.empty()) {
        const char first = line.front();
        if (is_ascii_alpha(first)) return is_ascii_lower(first);
        if (is_ascii_digit(first)) return false;
        std::size_t length = 1;
        if (static_cast<unsigned char>(first) >= 0x80) {
            const char32_t c = first_code_point(line, length);
            if (is_word_char(c)) return is_lower(c);
        }
        line.remove_prefix(length);
    }
    return false;
}

bool starts_speech(std::string_view line) {
    if (line.empty()) return false;
    const char first = line.front();
    if (first == '"' || first == '\'' || first == '`') return true;
    if (first == '-') return line.size() > 1 && line[1] != '-';
    return static_cast<unsigned char>(first) >= 0x80
           && std::any_of(std::begin(kOpenQuotes), std::end(kOpenQuotes),
                          [&](std::string_view q) { return line.starts_with(q); });
}

std::uint32_t first_word_width(std::string_view line) {
    return width_of(line.substr(0, line.find_first_of(" \t")));
}

}  // namespace solander
