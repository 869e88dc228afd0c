// SPDX-License-Identifier: GPL-3.0-or-later
// Lines that are drawn, not written: scene-break ornaments, underlines, boxes.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "document/mark_words.h"
#include "document/marks.h"

namespace solander {

namespace {

constexpr std::size_t kLongest = 240;  // bytes: 80 box characters, a rule over the whole screen
constexpr std::string_view kPlayLetters = "oO0xX";

/// What an ornament line is made of.
struct Make {
    std::size_t symbols = 0;  // neither letters nor the punctuation of speech
    std::size_t dots = 0;     // . and …
    std::size_t speech = 0;   // quotes, commas, question marks, brackets
    std::size_t dashes = 0;   // - – — alone can be speech
    std::size_t play = 0;     // o O 0 x X
    std::size_t longest_play = 0;
    bool other_letters = false;
    std::size_t signs() const { return symbols + dots + speech + dashes; }
};

bool is_quote(char32_t c) { return (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB; }

Make make_of(std::string_view line) {
    Make make;
    std::size_t run = 0, length = 1;
    for (std::size_t at = 0; at < line.size(); at += length) {
        const char byte = line[at];
        length = 1;
        if (kPlayLetters.find(byte) != std::string_view::npos) {
            ++make.play;
            make.longest_play = std::max(make.longest_play, ++run);
            continue;
        }
        run = 0;
        const char32_t c = first_code_point(line.substr(at), length);
        if (c <= ' ' || c == 0xA0 || c == 0x3000) continue;
        if (is_word_char(c)) {
            make.other_letters = true;
            return make;
        }
        if (c == '.' || c == 0x2026)
            ++make.dots;
        else if (c == '-' || c == 0x2013 || c == 0x2014)
            ++make.dashes;
        else if (is_quote(c)
                 || std::string_view("\"'`,?!()[]{};").find(byte) != std::string_view::npos)
            ++make.speech;
        else
            ++make.symbols;
    }
    return make;
}

bool is_box_character(char32_t c) { return c >= 0x2500 && c <= 0x259F; }

}  // namespace

Ornament ornament_of(std::string_view line) {
    if (line.empty() || line.size() > kLongest) return Ornament::none;
    // Nearly all lines stop here: a word at the start that no ornament has.
    if (is_ascii_alpha(line.front()) && kPlayLetters.find(line.front()) == std::string_view::npos)
        return Ornament::none;
    const Make make = make_of(line);
    if (make.other_letters) {
        if (line.size() > 40 || is_ascii_digit(line.front())) return Ornament::none;
        bool decorated = false;
        const std::string key = mark_key(line, &decorated);
        return decorated && mark_word(MarkWord::scene, key) != nullptr ? Ornament::strong
                                                                       : Ornament::none;
    }
    if (make.play > 0) {
        // "oOo", "xxxxx", "x x x", "-0-", "~o~"; not "XX" (twenty), "0", "O", "10:00", "(o)".
        if (make.symbols + make.dashes == 0)
            return make.play >= 3 && make.signs() == 0
                           && line.find_first_not_of("0 ") != std::string_view::npos
                       ? Ornament::strong
                       : Ornament::none;
        if (make.speech + make.dots > make.symbols + make.dashes) return Ornament::none;
        return make.symbols + make.dashes >= 2 ? Ornament::strong : Ornament::none;
    }
    if (make.symbols == 0) {
        if (make.dashes >= 3 && make.speech + make.dots <= make.dashes) return Ornament::strong;
        if (make.dashes > 0 && make.speech + make.dots == 0) return Ornament::weak;
        // "..." is a silence more often than a break; "[]-[]-[]" was caught above.
        if (make.dots >= 3 && make.speech == 0 && make.dashes == 0) return Ornament::weak;
        if (make.dots == 1 && make.signs() == 1 && line.front() != '.')
            return Ornament::weak;  // U+2026
        return Ornament::none;
    }
    // "?!*" ends speech; "(*)" and ":.:.:" do not.
    if (make.speech > make.symbols + make.dots + make.dashes + 2) return Ornament::none;
    return make.signs() >= 3 ? Ornament::strong : Ornament::weak;
}

bool same_ornament(std::string_view a, std::string_view b) {
    const auto signs = [](std::string_view text) {
        std::array<bool, 256> seen{};
        for (const char c : text)
            if (!is_ascii_space(c)) seen[static_cast<unsigned char>(c)] = true;
        return seen;
    };
    return signs(a) == signs(b);
}

bool is_underline(std::string_view line) {
    constexpr std::string_view kDrawn = "-=~*_^#+";
    if (line.size() < 2 || kDrawn.find(line.front()) == std::string_view::npos) return false;
    return line.find_first_not_of(line.front()) == std::string_view::npos;
}

bool is_drawing(std::string_view line) {
    constexpr std::string_view kEdges = "|+*#=-_/\\:<>~^%@(";
    if (line.empty()) return false;
    std::size_t length = 1;
    if ((line.front() & 0x80) != 0) {
        if (!is_box_character(first_code_point(line, length))) return false;
        return true;
    }
    if (kEdges.find(line.front()) == std::string_view::npos) return false;
    if (line.size() >= 2 && line.front() == '|' && line.back() == '|') return true;
    const auto drawn = std::count_if(line.begin(), line.end(), [](char c) {
        return c > ' ' && !is_ascii_alpha(c) && !is_ascii_digit(c) && (c & 0x80) == 0;
    });
    const auto blank = std::count(line.begin(), line.end(), ' ');
    const auto solid = static_cast<std::ptrdiff_t>(line.size()) - blank;
    // `* The House *` between rules: the same edge on both sides.
    const bool framed = line.size() >= 3 && line.front() == line.back() && line[1] == ' '
                        && line[line.size() - 2] == ' ';
    return framed || drawn * 2 >= solid;
}

}  // namespace solander
