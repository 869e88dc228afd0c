// SPDX-License-Identifier: GPL-3.0-or-later
// Looking at UTF-8 text: walking, trimming, folding for comparison, counting words.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace solander {

/// One code point at the start of `text`; sets `length` to its bytes (1..4). Bytes that are not
/// UTF-8 give U+FFFD and length 1. `text` must not be empty.
char32_t first_code_point(std::string_view text, std::size_t& length);
void append_utf8(std::string& out, char32_t code_point);
bool valid_utf8(std::string_view text);
/// Bytes before the first one above 0x7F; text.size() when there is none.
std::size_t ascii_prefix(std::string_view text);

inline bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_ascii_alpha(char c) { return is_ascii_upper(c) || is_ascii_lower(c); }
inline char ascii_lower(char c) { return is_ascii_upper(c) ? static_cast<char>(c + 32) : c; }

/// Letters, digits and marks of any script (U+00A0 and below by table, above by Unicode category).
bool is_word_char(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
/// CJK ideographs, kana, hangul: scripts whose words are not set apart by spaces.
bool is_cjk(char32_t c);

/// Without ASCII white space, NBSP and zero-width characters at both ends.
std::string_view trim(std::string_view text);
/// Runs of white space (NBSP too) become one space; ends trimmed.
std::string squeeze(std::string_view text);
std::string ascii_lowered(std::string_view text);
bool equals_ignoring_ascii_case(std::string_view a, std::string_view b);
bool starts_with_ignoring_ascii_case(std::string_view text, std::string_view prefix);
/// Pieces between separators, empty ones too.
std::vector<std::string_view> split(std::string_view text, char separator);
/// At most `most` bytes, cut between characters, with " ..." behind when something is gone.
std::string shortened(std::string_view text, std::size_t most);
std::string replace_all(std::string text, std::string_view from, std::string_view to);

/// For keys and comparisons only, never for display: NFKD, marks dropped, lower case, every kind of
/// apostrophe and quote to ', dashes to -, white space squeezed. "Café  O’Neill" -> "cafe o'neill".
std::string fold(std::string_view text);

/// Words as a reader counts them, and as every count of ours does: maximal runs of word characters,
/// where one ' ’ - or invisible joiner between two of them does not end it; each CJK character is a
/// word. Linear.
std::uint64_t count_words(std::string_view text);
/// Calls `sink(std::string_view word)` for each of those words, in order.
template <class Sink>
void for_each_word(std::string_view text, Sink&& sink);
/// Next word at or after `at`; from == to == text.size() when there is none.
struct WordRange {
    std::size_t from, to;
};
WordRange next_word(std::string_view text, std::size_t at);

template <class Sink>
void for_each_word(std::string_view text, Sink&& sink) {
    for (WordRange w = next_word(text, 0); w.from < w.to; w = next_word(text, w.to))
        sink(text.substr(w.from, w.to - w.from));
}

}  // namespace solander
