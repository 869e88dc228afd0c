// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/line_shape.h"

#include <algorithm>

#include "base/text.h"
#include "header/decoration.h"

namespace solander {

namespace {

/// What may be part of a pen name: "postscript_", "kat~", "Ice+".
bool may_end_name(char c) { return c == '_' || c == '~' || c == '+' || c == '^'; }

/// Marks at the end that decorate: of a pair, in a row, set apart, or such as no word ends with.
bool decorates(std::string_view text, std::string_view opened) {
    const char last = text.back();
    if (std::string_view("*_~#+-|=^/").find(last) == std::string_view::npos) return false;
    if (!may_end_name(last) || text.size() < 2) return true;
    const char before = text[text.size() - 2];
    return opened.find(last) != std::string_view::npos || is_ascii_space(before) || before == last
           || std::string_view("*_~#+-|=^/").find(before) != std::string_view::npos;
}

}  // namespace

std::string_view undecorated(std::string_view text) {
    std::string_view opened;  // the marks that were taken off the front, with what is between them
    for (bool again = true; again && !text.empty();) {
        const std::size_t before = text.size();
        text = trim(text);
        if (const std::size_t tag = formatting_tag(text)) text.remove_prefix(tag);
        if (const std::size_t tag = formatting_tag_before(text)) text.remove_suffix(tag);
        if (const std::size_t ornament = ornament_character(text)) {
            if (opened.empty()) opened = text.substr(0, 0);
            opened = {opened.data(),
                      static_cast<std::size_t>(text.data() - opened.data()) + ornament};
            text.remove_prefix(ornament);
        }
        while (!text.empty() && decorates(text, opened)) text.remove_suffix(1);
        if (const std::size_t wall = box_character_before(text)) text.remove_suffix(wall);
        if (text.size() > 2
            && ((text.front() == '(' && text.back() == ')')
                || (text.front() == '[' && text.back() == ']'))
            && text.find(text.front(), 1) == std::string_view::npos)
            text = text.substr(1, text.size() - 2);
        for (const std::string_view dash : {"–", "—", "•"}) {
            if (text.substr(0, dash.size()) == dash) text.remove_prefix(dash.size());
            if (text.size() >= dash.size() && text.substr(text.size() - dash.size()) == dash)
                text.remove_suffix(dash.size());
        }
        again = text.size() != before;
    }
    return text;
}

WordCounts count_words_of(std::string_view text) {
    constexpr std::string_view kSmall[] = {"a",   "an",   "and",  "as", "at",   "but", "by",
                                           "de",  "for",  "from", "in", "into", "la",  "le",
                                           "nor", "of",   "on",   "or", "the",  "to",  "und",
                                           "von", "with", "y",    "et", "der",  "die", "das"};
    WordCounts counts;
    for (std::size_t at = 0; at < text.size();) {
        while (at < text.size() && is_ascii_space(text[at])) ++at;
        std::size_t end = at;
        while (end < text.size() && !is_ascii_space(text[end])) ++end;
        std::string_view word = text.substr(at, end - at);
        at = end;
        if (word.empty()) continue;
        for (std::size_t i = 0; i < word.size();) {
            std::size_t length = 1;
            const char32_t c = first_code_point(word.substr(i), length);
            if (is_upper(c)) ++counts.upper;
            if (is_upper(c) || is_lower(c) || is_cjk(c)) ++counts.letters;
            i += length;
        }
        while (!word.empty() && !is_ascii_alpha(word.front()) && !is_ascii_digit(word.front())
               && (word.front() & 0x80) == 0)
            word.remove_prefix(1);
        if (word.empty()) continue;
        ++counts.words;
        counts.single += word.size() == 1 ? 1 : 0;
        std::size_t length = 1;
        const char32_t c = first_code_point(word, length);
        const bool small =
            std::find(std::begin(kSmall), std::end(kSmall), word) != std::end(kSmall);
        if (is_upper(c) || is_ascii_digit(word.front()) || is_cjk(c) || (small && counts.words > 1))
            ++counts.capital;
        else if (counts.words == 1)
            counts.first_lower = true;
    }
    return counts;
}

}  // namespace solander
