// SPDX-License-Identifier: GPL-3.0-or-later
// Porter's five steps, each a table of endings; m, *v*, *d and *o are his names for the conditions.
#include "search/stem.h"

#include <cstring>

namespace solander {
namespace {

/// The word being stemmed: bytes [0, n) of w.
struct Word {
    char* w;
    std::size_t n;

    bool consonant(std::size_t i) const {
        switch (w[i]) {
        case 'a':
        case 'e':
        case 'i':
        case 'o':
        case 'u':
            return false;
        case 'y':
            return y_is_consonant(i);
        default:
            return true;
        }
    }
    /// After a vowel or at the start; in a run of y's the kinds alternate.
    bool y_is_consonant(std::size_t i) const {
        std::size_t first = i;
        while (first > 0 && w[first - 1] == 'y') --first;
        const bool kind = first == 0 || is_vowel(w[first - 1]);
        return kind == ((i - first) % 2 == 0);
    }
    static bool is_vowel(char c) {
        return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
    }

    /// m: how often a vowel is followed by a consonant in [0, end).
    int measure(std::size_t end) const {
        int m = 0;
        bool vowel = false;
        for (std::size_t i = 0; i < end; ++i) {
            const bool c = consonant(i);
            if (c && vowel) ++m;
            vowel = !c;
        }
        return m;
    }
    bool has_vowel(std::size_t end) const {
        for (std::size_t i = 0; i < end; ++i)
            if (!consonant(i)) return true;
        return false;
    }
    bool double_consonant(std::size_t end) const {
        return end >= 2 && w[end - 1] == w[end - 2] && consonant(end - 1);
    }
    /// consonant, vowel, consonant other than w, x, y at the end: "hop", "fil".
    bool short_syllable(std::size_t end) const {
        if (end < 3 || !consonant(end - 1) || consonant(end - 2) || !consonant(end - 3))
            return false;
        const char c = w[end - 1];
        return c != 'w' && c != 'x' && c != 'y';
    }
    bool ends(std::string_view s) const {
        return n >= s.size() && std::memcmp(w + n - s.size(), s.data(), s.size()) == 0;
    }
    void replace(std::size_t ending, std::string_view by) {
        std::memcpy(w + n - ending, by.data(), by.size());
        n = n - ending + by.size();
    }
};

struct Rule {
    std::string_view ending, becomes;
};

constexpr Rule kStep2[] = {
    {"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"},
    {"abli", "able"},   {"alli", "al"},     {"entli", "ent"}, {"eli", "e"},     {"ousli", "ous"},
    {"ization", "ize"}, {"ation", "ate"},   {"ator", "ate"},  {"alism", "al"},  {"iveness", "ive"},
    {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"},  {"iviti", "ive"}, {"biliti", "ble"},
};
constexpr Rule kStep3[] = {
    {"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"iciti", "ic"},
    {"ical", "ic"},  {"ful", ""},   {"ness", ""},
};
constexpr std::string_view kStep4[] = {
    "al",  "ance", "ence", "er",  "ic",  "able", "ible", "ant", "ement", "ment",
    "ent", "ion",  "ou",   "ism", "ate", "iti",  "ous",  "ive", "ize",
};

void plurals_and_past(Word& word) {
    if (word.ends("s")) {
        if (word.ends("sses") || word.ends("ies"))
            word.n -= 2;
        else if (!word.ends("ss"))
            word.n -= 1;
    }
    if (word.ends("eed")) {
        if (word.measure(word.n - 3) > 0) word.n -= 1;
        return;
    }
    const std::size_t ending = word.ends("ed") ? 2 : word.ends("ing") ? 3 : 0;
    if (ending == 0 || !word.has_vowel(word.n - ending)) return;
    word.n -= ending;
    if (word.ends("at") || word.ends("bl") || word.ends("iz")) {
        word.w[word.n++] = 'e';
    } else if (word.double_consonant(word.n)) {
        const char last = word.w[word.n - 1];
        if (last != 'l' && last != 's' && last != 'z') word.n -= 1;
    } else if (word.measure(word.n) == 1 && word.short_syllable(word.n)) {
        word.w[word.n++] = 'e';
    }
}

/// The first ending that fits decides, whether or not its condition holds.
template <std::size_t N>
void by_table(Word& word, const Rule (&rules)[N]) {
    for (const Rule& rule : rules) {
        if (!word.ends(rule.ending)) continue;
        if (word.measure(word.n - rule.ending.size()) > 0)
            word.replace(rule.ending.size(), rule.becomes);
        return;
    }
}

void long_endings(Word& word) {
    std::string_view longest;
    for (const std::string_view ending : kStep4)
        if (ending.size() > longest.size() && word.ends(ending)) longest = ending;
    if (longest.empty()) return;
    const std::size_t rest = word.n - longest.size();
    if (longest == "ion" && (rest == 0 || (word.w[rest - 1] != 's' && word.w[rest - 1] != 't')))
        return;
    if (word.measure(rest) > 1) word.n = rest;
}

void final_e_and_ll(Word& word) {
    if (word.ends("e")) {
        const int m = word.measure(word.n - 1);
        if (m > 1 || (m == 1 && !word.short_syllable(word.n - 1))) word.n -= 1;
    }
    if (word.ends("ll") && word.measure(word.n - 1) > 1) word.n -= 1;
}

}  // namespace

std::size_t stem_english(char* letters, std::size_t length) {
    if (length < 3) return length;
    Word word{letters, length};
    plurals_and_past(word);
    if (word.ends("y") && word.has_vowel(word.n - 1)) word.w[word.n - 1] = 'i';
    by_table(word, kStep2);
    by_table(word, kStep3);
    long_endings(word);
    final_e_and_ll(word);
    return word.n;
}

}  // namespace solander
