// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> out;
    for_each_word(text, [&](std::string_view w) { out.emplace_back(w); });
    return out;
}
using List = std::vector<std::string>;

TEST(Words, are_runs_of_letters_and_digits) {
    EXPECT_EQ(words("The cat, 12 years old."), (List{"The", "cat", "12", "years", "old"}));
    EXPECT_EQ(words(""), List{});
    EXPECT_EQ(words(" --- *** ... "), List{});
}

TEST(Words, keep_apostrophes_and_hyphens_only_inside) {
    EXPECT_EQ(words("'don't' well-known--or O’Neill’s dogs'"),
              (List{"don't", "well-known", "or", "O’Neill’s", "dogs"}));
    EXPECT_EQ(words("a- -b 'c d'"), (List{"a", "b", "c", "d"}));
}

TEST(Words, take_letters_of_any_script_and_marks) {
    EXPECT_EQ(words("Ärger naïve Москва"), (List{"Ärger", "naïve", "Москва"}));
    EXPECT_EQ(words("e\xCC\x81t\xCC\x81"), (List{"e\xCC\x81t\xCC\x81"}));
    EXPECT_EQ(words("“Hi”—said…she"), (List{"Hi", "said", "she"}));
}

TEST(Words, count_each_ideograph_once) {
    EXPECT_EQ(words("雪の夜 ok"), (List{"雪", "の", "夜", "ok"}));
    EXPECT_EQ(count_words("abc雪def"), 3U);
}

TEST(Words, are_not_ended_by_soft_hyphens) {
    EXPECT_EQ(count_words("snow\xC2\xAD"
                          "fall"),
              1U);
    EXPECT_EQ(count_words("snow\xC2\xAD fall"), 2U);
}

TEST(Words, survive_bytes_that_are_not_utf8) {
    EXPECT_EQ(words("caf\xE9 au\xFF lait\xE2\x80"), (List{"caf", "au", "lait"}));
}

TEST(Utf8, refuses_overlong_surrogate_and_cut_sequences) {
    for (const char* bad : {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC3",
                            "\xE2\x80", "\x80", "\xF8\x88\x80\x80\x80"})
        EXPECT_FALSE(valid_utf8(bad)) << bad;
    EXPECT_TRUE(valid_utf8("é € 😀 \xF4\x8F\xBF\xBF"));
}

TEST(Utf8, appends_what_first_code_point_reads) {
    for (const char32_t c :
         {U'a', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'\xFFFD', U'\x10000', U'\x10FFFF'}) {
        std::string s;
        append_utf8(s, c);
        std::size_t n = 0;
        EXPECT_EQ(first_code_point(s, n), c);
        EXPECT_EQ(n, s.size());
    }
}

TEST(Utf8, finds_the_end_of_ascii_at_every_offset) {
    for (std::size_t n = 0; n < 80; ++n) {
        EXPECT_EQ(ascii_prefix(std::string(n, 'x') + "é" + std::string(40, 'y')), n);
        EXPECT_EQ(ascii_prefix(std::string(n, 'x')), n);
    }
}

TEST(Fold, makes_spellings_equal) {
    EXPECT_EQ(fold("Café  O’Neill"), "cafe o'neill");
    EXPECT_EQ(fold(" “STRASSE” – straße "), "'strasse' - strasse");
    EXPECT_EQ(fold("ﬁn½"), fold("FIN1/2"));
    EXPECT_EQ(fold("Æsop\xC2\xA0Øre"), "aesop ore");
    EXPECT_EQ(fold("ΣΑΣ"), fold("σας"));
    EXPECT_NE(fold("が"), fold("か"));
    EXPECT_EQ(fold(" \t\n"), "");
}

TEST(Trim, takes_white_space_of_every_kind) {
    EXPECT_EQ(trim("\xEF\xBB\xBF \xC2\xA0 a b \xE3\x80\x80\n"), "a b");
    EXPECT_EQ(trim("é"), "é");
    EXPECT_EQ(trim("\xA0"), "\xA0");
    EXPECT_EQ(trim(" \xE2\x80\x8B"), "");
}

TEST(Squeeze, leaves_one_space_between_words) {
    EXPECT_EQ(squeeze("  a \n\t b\xC2\xA0\xC2\xA0"
                      "c "),
              "a b c");
}

TEST(Pieces, keep_empty_ones) {
    EXPECT_EQ(split("a,,b,", ',').size(), 4U);
    EXPECT_EQ(split("", ',').size(), 1U);
    EXPECT_EQ(replace_all("aXbXX", "X", "--"), "a--b----");
    EXPECT_EQ(replace_all("abc", "", "-"), "abc");
    EXPECT_TRUE(starts_with_ignoring_ascii_case("TITLE: x", "title:"));
    EXPECT_FALSE(starts_with_ignoring_ascii_case("ti", "title"));
}

TEST(Text, shortened_between_characters_with_a_sign_that_more_was_there) {
    EXPECT_EQ(shortened("harbour", 7), "harbour");
    EXPECT_EQ(shortened("harbour", 4), "harb ...");
    EXPECT_EQ(shortened("caf\xC3\xA9s", 4), "caf ...");
}

}  // namespace
}  // namespace solander
