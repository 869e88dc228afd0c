// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 walking and word boundaries, with tables for ASCII and Latin letters and ICU above them.
#include "base/text.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace solander {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

unsigned byte_at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

bool is_continuation(unsigned b) { return (b & 0xC0) == 0x80; }

/// Bytes of the well-formed sequence at the start (RFC 3629), 0 when it is none.
std::size_t sequence_length(std::string_view text) {
    const unsigned b0 = byte_at(text, 0);
    if (b0 < 0x80) return 1;
    if (b0 < 0xC2 || b0 > 0xF4 || text.size() < 2) return 0;
    const unsigned b1 = byte_at(text, 1);
    if (!is_continuation(b1)) return 0;
    if (b0 < 0xE0) return 2;
    if (text.size() < 3 || !is_continuation(byte_at(text, 2))) return 0;
    if (b0 < 0xF0) {
        if (b0 == 0xE0 && b1 < 0xA0) return 0;  // overlong
        if (b0 == 0xED && b1 > 0x9F) return 0;  // surrogate
        return 3;
    }
    if (text.size() < 4 || !is_continuation(byte_at(text, 3))) return 0;
    if (b0 == 0xF0 && b1 < 0x90) return 0;  // overlong
    if (b0 == 0xF4 && b1 > 0x8F) return 0;  // above U+10FFFF
    return 4;
}

bool word_by_category(char32_t c) {
    constexpr std::uint32_t kMask =
        U_GC_L_MASK | U_GC_ND_MASK | U_GC_NL_MASK | U_GC_MN_MASK | U_GC_MC_MASK;
    if (c >= 0xFE00 && c <= 0xFE0F) return false;  // variation selectors colour emoji
    return (U_MASK(u_charType(static_cast<UChar32>(c))) & kMask) != 0;
}

enum Class : unsigned char { kOther, kWord, kJoiner, kMultibyte };

struct Tables {
    std::array<Class, 256> byte{};
    std::array<bool, 0x600> word{};  ///< is_word_char up to Cyrillic and Hebrew

    Tables() {
        for (unsigned b = 0; b < 256; ++b) {
            const char c = static_cast<char>(b);
            if (b >= 0x80)
                byte[b] = kMultibyte;
            else if (is_ascii_alpha(c) || is_ascii_digit(c))
                byte[b] = kWord;
            else if (c == '\'' || c == '-')
                byte[b] = kJoiner;
            else
                byte[b] = kOther;
        }
        for (char32_t c = 0; c < word.size(); ++c) word[c] = word_by_category(c);
    }
};

const Tables& tables() {
    static const Tables made;
    return made;
}

bool word_char(const Tables& t, char32_t c) {
    if (c < t.word.size()) return t.word[c];
    if (c >= 0x2000 && c < 0x2070) return false;  // general punctuation: quotes, dashes, ellipsis
    return word_by_category(c);
}

/// Apostrophe, hyphens and invisible joiners: they hold a word together between two word
/// characters.
bool joins(char32_t c) {
    return c == 0x2019 || c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2010 || c == 0x2011;
}

bool starts_word(const Tables& t, std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    const Class k = t.byte[byte_at(text, at)];
    if (k != kMultibyte) return k == kWord;
    std::size_t length = 0;
    const char32_t c = first_code_point(text.substr(at), length);
    return word_char(t, c) && !is_cjk(c);
}

}  // namespace

char32_t first_code_point(std::string_view text, std::size_t& length) {
    const unsigned b0 = byte_at(text, 0);
    length = 1;
    if (b0 < 0x80) return b0;
    const std::size_t n = sequence_length(text);
    if (n == 0) return kReplacement;
    length = n;
    char32_t c = n == 2 ? b0 & 0x1F : n == 3 ? b0 & 0x0F : b0 & 0x07;
    for (std::size_t i = 1; i < n; ++i) c = (c << 6) | (byte_at(text, i) & 0x3F);
    return c;
}

void append_utf8(std::string& out, char32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = kReplacement;
    char bytes[4];
    std::size_t n = 0;
    const auto put = [&](char32_t b) { bytes[n++] = static_cast<char>(b); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
    out.append(bytes, n);
}

std::size_t ascii_prefix(std::string_view text) {
    constexpr std::uint64_t kHigh = 0x8080808080808080u;
    const char* const data = text.data();
    const std::size_t size = text.size();
    std::size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        std::uint64_t w = 0;
        std::memcpy(&w, data + i, 8);
        if ((w & kHigh) == 0) continue;
        if constexpr (std::endian::native == std::endian::little)
            return i + static_cast<std::size_t>(std::countr_zero(w & kHigh)) / 8;
        break;
    }
    while (i < size && static_cast<unsigned char>(data[i]) < 0x80) ++i;
    return i;
}

bool valid_utf8(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        if (byte_at(text, i) < 0x80) {
            i += ascii_prefix(text.substr(i));
            continue;
        }
        const std::size_t n = sequence_length(text.substr(i));
        if (n == 0) return false;
        i += n;
    }
    return true;
}

bool is_word_char(char32_t c) { return word_char(tables(), c); }
bool is_upper(char32_t c) {
    return c < 0x80 ? is_ascii_upper(static_cast<char>(c))
                    : u_isupper(static_cast<UChar32>(c)) != 0;
}
bool is_lower(char32_t c) {
    return c < 0x80 ? is_ascii_lower(static_cast<char>(c))
                    : u_islower(static_cast<UChar32>(c)) != 0;
}

bool is_cjk(char32_t c) {
    if (c < 0x2E80) return false;
    if (c >= 0x3040 && c <= 0x30FF) return c != 0x30FB && c != 0x30A0 && c != 0x3097 && c != 0x3098;
    return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF)
           || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF)
           || (c >= 0x31F0 && c <= 0x31FF) || (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3005
           || c == 0x3006 || c == 0x3007;
}

WordRange next_word(std::string_view text, std::size_t at) {
    const Tables& t = tables();
    const std::size_t n = text.size();
    std::size_t i = at;
    std::size_t length = 0;
    for (;; ++i) {
        if (i >= n) return {n, n};
        const Class k = t.byte[byte_at(text, i)];
        if (k == kWord) break;
        if (k != kMultibyte) continue;
        const char32_t c = first_code_point(text.substr(i), length);
        if (is_cjk(c)) return {i, i + length};
        if (word_char(t, c)) break;
        i += length - 1;
    }
    const std::size_t from = i;
    while (i < n) {
        const Class k = t.byte[byte_at(text, i)];
        if (k == kWord) {
            ++i;
            continue;
        }
        if (k == kOther) break;
        if (k == kJoiner) {
            if (!starts_word(t, text, i + 1)) break;
            ++i;
            continue;
        }
        const char32_t c = first_code_point(text.substr(i), length);
        if (word_char(t, c) ? is_cjk(c) : !(joins(c) && starts_word(t, text, i + length))) break;
        i += length;
    }
    return {from, i};
}

std::uint64_t count_words(std::string_view text) {
    std::uint64_t words = 0;
    for (WordRange w = next_word(text, 0); w.from < w.to; w = next_word(text, w.to)) ++words;
    return words;
}

}  // namespace solander
