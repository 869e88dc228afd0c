// SPDX-License-Identifier: GPL-3.0-or-later
// What words become in the index.
#include <gtest/gtest.h>

#include "search/stem.h"
#include "search/tokens.h"

namespace solander {
namespace {

std::string indexed(std::string_view text) {
    Tokenizer tokenizer;
    tokenizer.start(text, true);
    std::string out;
    for (Token t; tokenizer.next(t);) {
        out += out.empty() ? "" : t.extra ? "+" : " ";
        out += t.term;
    }
    return out;
}

std::string stem(std::string word) {
    word.resize(stem_english(word.data(), word.size()));
    return word;
}

TEST(Stem, follows_the_published_examples) {
    const std::pair<const char*, const char*> cases[] = {
        {"caresses", "caress"},
        {"ponies", "poni"},
        {"cats", "cat"},
        {"agreed", "agre"},
        {"plastered", "plaster"},
        {"bled", "bled"},
        {"motoring", "motor"},
        {"sing", "sing"},
        {"conflated", "conflat"},
        {"sized", "size"},
        {"hopping", "hop"},
        {"falling", "fall"},
        {"hissing", "hiss"},
        {"filing", "file"},
        {"happy", "happi"},
        {"sky", "sky"},
        {"relational", "relat"},
        {"conditional", "condit"},
        {"digitizer", "digit"},
        {"vietnamization", "vietnam"},
        {"hopefulness", "hope"},
        {"goodness", "good"},
        {"revival", "reviv"},
        {"adjustment", "adjust"},
        {"adoption", "adopt"},
        {"effective", "effect"},
        {"rate", "rate"},
        {"cease", "ceas"},
        {"controlling", "control"},
        {"yellow", "yellow"},
        {"toy", "toi"},
        {"is", "is"},
        {"a", "a"},
        {"running", "run"},
        {"runs", "run"},
    };
    for (const auto& [word, expected] : cases) EXPECT_EQ(stem(word), expected) << word;
}

TEST(Stem, never_grows_and_takes_any_letters) {
    std::string word;
    for (int i = 0; i < 60; ++i) {
        word += "yyeabtionzsing"[i % 14];
        EXPECT_LE(stem(word).size(), word.size());
    }
    EXPECT_LE(stem(std::string(60, 'y')).size(), 60U);
}

TEST(Tokenizer, folds_case_accents_and_apostrophes) {
    EXPECT_EQ(indexed("Café CAFE cafe\xCC\x81"), "cafe cafe cafe");
    EXPECT_EQ(indexed("don't don’t dont"), "dont dont dont");
    EXPECT_EQ(indexed("Mara's Mara’s Mara"), "mara mara mara");
    EXPECT_EQ(indexed("O'Neill"), "oneil+neill");
    EXPECT_EQ(indexed("l'amour"), "lamour+amour");
    EXPECT_EQ(indexed("she'll we're I'd"), "she'll we're i'd");
    EXPECT_EQ(indexed("'tis 'quoted' rock 'n' roll"), "ti quot rock n roll");
    EXPECT_EQ(indexed("Straße Æon Øre þing Łódź"), "strass aeon or thing lodz");
}

TEST(Tokenizer, hyphens_give_both_words_and_the_whole) {
    EXPECT_EQ(indexed("well-known"), "well known+wellknown");
    EXPECT_EQ(indexed("e‐mail"), "e mail+email");
    EXPECT_EQ(indexed("mother-in-law's"), "mother in law+motherinlaw");
    EXPECT_EQ(indexed("wait--what"), "wait what");
    EXPECT_EQ(indexed("pre- and"), "pre and");
}

TEST(Tokenizer, other_scripts_and_numbers) {
    EXPECT_EQ(indexed("война Война"), "воина воина");
    EXPECT_EQ(indexed("東京へ"), "東 京 へ");
    EXPECT_EQ(indexed("abc東def"), "abc 東 def");
    EXPECT_EQ(indexed("5,000 1990s B5"), "5 000 1990s b5");
    EXPECT_EQ(indexed("_emphasis_ *strong* /slash/"), "emphasi strong slash");
}

TEST(Tokenizer, any_bytes_end) {
    EXPECT_EQ(indexed("\xFF\xFE abc\xC3 \xE2\x80"), "abc");
    EXPECT_EQ(indexed(std::string_view("a\0b", 3)), "a b");
    EXPECT_EQ(indexed(""), "");
    const std::string longest(1000, 'x');
    EXPECT_EQ(indexed(longest), std::string(Tokenizer::kMaxTerm, 'x'));
    const std::string hyphens = "a" + [] {
        std::string s;
        for (int i = 0; i < 100; ++i) s += "-bcd";
        return s;
    }();
    EXPECT_FALSE(indexed(hyphens).empty());
}

TEST(Tokenizer, places_are_bytes_of_the_text) {
    const std::string text = "Ça va, O’Neill-san?";
    Tokenizer tokenizer;
    tokenizer.start(text, false);
    std::vector<std::string> words;
    for (Token t; tokenizer.next(t);) words.push_back(text.substr(t.from, t.to - t.from));
    EXPECT_EQ(words, (std::vector<std::string>{"Ça", "va", "O’Neill", "san"}));
}

TEST(Tokenizer, says_which_words_changed) {
    Tokenizer tokenizer;
    std::string seen;
    tokenizer.on_changed = [&](std::string_view word, std::string_view stem) {
        seen += std::string(word) + ">" + std::string(stem) + " ";
    };
    tokenizer.start("running the cats sing running antidisestablishmentarianism", true);
    for (Token t; tokenizer.next(t);) {}
    EXPECT_EQ(seen, "running>run cats>cat antidisestablishmentarianism>antidisestablishmentarian ");
}

}  // namespace
}  // namespace solander
