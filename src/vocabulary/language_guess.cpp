// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary/language_guess.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "base/embedded.h"
#include "base/text.h"

namespace solander {
namespace {

constexpr std::size_t kLookAt = 16 * 1024;
constexpr std::size_t kFewWords = 40;

struct Table {
    std::vector<std::string_view> languages;
    std::unordered_map<std::string_view, std::uint32_t> words;  ///< bit = index of the language
};

Table read_table() {
    Table table;
    for (const std::string_view line : split(embedded("data/language_words.tsv"), '\n')) {
        const std::size_t tab = line.find('\t');
        if (line.starts_with('#') || tab == std::string_view::npos) continue;
        const std::uint32_t bit = std::uint32_t{1} << table.languages.size();
        table.languages.push_back(line.substr(0, tab));
        for (const std::string_view word : split(line.substr(tab + 1), ' '))
            if (!word.empty()) table.words[word] |= bit;
    }
    return table;
}

/// Scripts that settle it by themselves: kana, hangul, han without kana.
std::string_view by_script(std::string_view text) {
    std::size_t kana = 0, hangul = 0, han = 0, others = 0;
    for (std::size_t at = 0, length = 0; at < text.size(); at += length) {
        const char32_t c = first_code_point(text.substr(at), length);
        if (c < 0x300) {
            others += is_ascii_alpha(static_cast<char>(c & 0x7F)) && c < 0x80;
            continue;
        }
        kana += c >= 0x3040 && c <= 0x30FF;
        hangul += c >= 0xAC00 && c <= 0xD7A3;
        han += c >= 0x4E00 && c <= 0x9FFF;
    }
    if (kana + hangul + han < 60 || others > 2 * (kana + hangul + han)) return {};
    if (kana * 10 > han + kana) return "ja";
    return hangul > han ? "ko" : "zh";
}

}  // namespace

std::optional<LanguageGuess> guess_language(std::string_view text) {
    static const Table table = read_table();
    std::size_t end = std::min(text.size(), kLookAt);
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    text = text.substr(0, end);
    if (const std::string_view code = by_script(text); !code.empty())
        return LanguageGuess{std::string(code), 0.9};
    std::vector<std::size_t> hits(table.languages.size());
    std::size_t words = 0;
    for_each_word(text, [&](std::string_view word) {
        ++words;
        if (word.size() > 12) return;
        const auto found = table.words.find(fold(word));
        if (found == table.words.end()) return;
        for (std::size_t i = 0; i < hits.size(); ++i) hits[i] += found->second >> i & 1;
    });
    if (words < kFewWords) return std::nullopt;
    const auto best = std::max_element(hits.begin(), hits.end());
    std::size_t next = 0;
    for (auto it = hits.begin(); it != hits.end(); ++it)
        if (it != best) next = std::max(next, *it);
    // Running text of any of these has 25 to 45 % of such words; half of that is asked, and a clear
    // lead.
    if (*best * 100 < words * 14 || *best * 2 < next * 3) return std::nullopt;
    const double lead = 1.0 - static_cast<double>(next) / static_cast<double>(*best);
    return LanguageGuess{
        std::string(table.languages[static_cast<std::size_t>(best - hits.begin())]),
        std::min(0.95, 0.5 + lead / 2)};
}

}  // namespace solander
