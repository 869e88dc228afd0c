// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/label_key.h"

#include "base/text.h"

namespace solander {

namespace {

// Base letters of U+00C0..U+017F, lower case; '*' is no letter.
constexpr std::string_view kBaseLetters =
    "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllll"
    "lnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kBaseLetters.size() == 0x180 - 0xC0);

/// Lower case, accents off; 0 for what is neither letter nor digit.
char32_t key_character(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) {  // full-width ASCII
        c -= 0xFEE0;
        if (c < 0x80) {
            const char ascii = ascii_lower(static_cast<char>(c));
            return is_ascii_alpha(ascii) || is_ascii_digit(ascii) ? static_cast<char32_t>(ascii)
                                                                  : 0;
        }
    }
    if (c >= 0xC0 && c < 0x180) {
        const char base = kBaseLetters[c - 0xC0];
        return base == '*' ? 0 : static_cast<char32_t>(base);
    }
    if (c == 0x401 || c == 0x451)  // Ё ё, usually written without its dots
        return 0x435;
    if (c >= 0x410 && c <= 0x42F) return c + 0x20;
    if (c >= 0x400 && c <= 0x40F) return c + 0x50;
    if (c >= 0x391 && c <= 0x3A9) return c + 0x20;
    if (c == 0xA9)  // (c) as one sign
        return 'c';
    if (c >= 0x300 && c <= 0x36F) return 0;
    return c >= 0x80 && is_word_char(c) ? c : 0;
}

/// Bytes of "&#8217;", "&rsquo;" or "=92" at the start of `text`, 0 when there is none.
std::size_t residue_length(std::string_view text) {
    if (text.front() == '&') {
        std::size_t at = 1;
        while (at < text.size() && at < 9
               && (is_ascii_alpha(text[at]) || is_ascii_digit(text[at]) || text[at] == '#'))
            ++at;
        return at > 2 && at < text.size() && text[at] == ';' ? at + 1 : 0;
    }
    const auto hex = [](char c) { return is_ascii_digit(c) || (c >= 'A' && c <= 'F'); };
    return text.front() == '=' && text.size() > 2 && hex(text[1]) && hex(text[2]) ? 3 : 0;
}

/// Letters that a wrong charset makes of an apostrophe: Æ Õ í ù, and â of "â€™".
bool is_broken_apostrophe(char32_t c, char before, std::string_view after) {
    if (!is_ascii_alpha(before)) return false;
    if (c == 0xE2) return after.substr(0, 3) == "\xE2\x82\xAC";
    if (c != 0xC6 && c != 0xD5 && c != 0xED && c != 0xF9) return false;
    if (after.empty() || after[0] == ' ')
        return ascii_lower(before) == 's' && (c == 0xC6 || c == 0xD5);
    const char next = ascii_lower(after[0]);
    return (next == 's' || next == 'd') && (after.size() == 1 || !is_ascii_alpha(after[1]));
}

}  // namespace

LabelKey label_key(std::string_view label) {
    LabelKey key;
    if (label.size() > 160) return key;
    const auto put = [&key](char c) {
        if (key.size < key.bytes.size()) key.bytes[key.size] = c;
        ++key.size;
    };
    for (std::size_t at = 0; at < label.size();) {
        const char byte = label[at];
        if (static_cast<unsigned char>(byte) < 0x80) {
            const std::size_t residue =
                byte == '&' || byte == '=' ? residue_length(label.substr(at)) : 0;
            if (residue == 0 && (is_ascii_alpha(byte) || is_ascii_digit(byte)))
                put(ascii_lower(byte));
            at += residue == 0 ? 1 : residue;
            continue;
        }
        std::size_t length = 1;
        const char32_t c = first_code_point(label.substr(at), length);
        const char before = at > 0 ? label[at - 1] : ' ';
        at += length;
        if (is_broken_apostrophe(c, before, label.substr(at))) continue;
        const char32_t plain = key_character(c);
        if (plain == 0) continue;
        if (plain < 0x80) {
            put(static_cast<char>(plain));
        } else if (plain < 0x800) {
            put(static_cast<char>(0xC0 | (plain >> 6)));
            put(static_cast<char>(0x80 | (plain & 0x3F)));
        } else if (plain < 0x10000) {
            put(static_cast<char>(0xE0 | (plain >> 12)));
            put(static_cast<char>(0x80 | ((plain >> 6) & 0x3F)));
            put(static_cast<char>(0x80 | (plain & 0x3F)));
        }
        if (key.size >= 250) break;
    }
    if (key.size > key.bytes.size()) key.size = 0;
    return key;
}

}  // namespace solander
