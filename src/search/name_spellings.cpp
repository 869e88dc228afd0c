// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/name_spellings.h"

#include <algorithm>

#include "base/text.h"
#include "search/filters.h"

namespace solander {
namespace {

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (WordRange w = next_word(text, 0); w.from < w.to; w = next_word(text, w.to))
        words.push_back(text.substr(w.from, w.to - w.from));
    return words;
}

bool is_article(std::string_view word) { return word == "the" || word == "a" || word == "an"; }

/// Letters and digits alone, articles left out where anything else is there.
std::string loose_key(std::string_view folded) {
    std::string key;
    const auto words = words_of(folded);
    for (const std::string_view word : words)
        if (!is_article(word)) key += word;
    if (key.empty())
        for (const std::string_view word : words) key += word;
    std::erase_if(key, [](char c) { return c == '\'' || c == '-'; });
    return key;
}

}  // namespace

// Names of a relationship each by itself, since its key has them in order already.
std::string loose_key_of(const Name& name, const std::string& folded) {
    if (name.kind != NameKind::relationship) return loose_key(folded);
    std::string key;
    for (const std::string_view one : split(name.key, '/')) {
        if (!key.empty()) key += '/';
        key += loose_key(one);
    }
    return key;
}

std::string sorted_words(const std::string& folded) {
    auto words = words_of(folded);
    if (words.size() < 2) return {};
    std::sort(words.begin(), words.end());
    std::string key;
    for (const std::string_view word : words) key.append(word) += ' ';
    return key;
}

std::uint64_t letter_bits(std::string_view text) {
    std::uint64_t bits = 0;
    for (const char c : text) bits |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63);
    return bits;
}

NameSpellings spellings_of(const std::vector<Name>& names, const std::vector<std::string>& folded,
                           NameKind kind) {
    NameSpellings made;
    for (std::uint32_t i = 0; i < names.size(); ++i) {
        if (names[i].kind != kind) continue;
        made.loose[loose_key_of(names[i], folded[i])].push_back(i);
        if (std::string key = sorted_words(folded[i]); !key.empty())
            made.sorted[std::move(key)].push_back(i);
        if (made.by_length.size() <= folded[i].size()) made.by_length.resize(folded[i].size() + 1);
        made.by_length[folded[i].size()].emplace_back(i, letter_bits(folded[i]));
    }
    return made;
}

}  // namespace solander
