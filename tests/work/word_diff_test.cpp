// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/word_diff.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/text.h"

namespace solander {
namespace {

std::string shown(std::string_view a, std::string_view b) {
    std::string out;
    for (const DiffRun& run : word_diff(a, b)) {
        if (!out.empty()) out += ' ';
        const std::string_view in_a = a.substr(run.a.from, run.a.size());
        const std::string_view in_b = b.substr(run.b.from, run.b.size());
        if (run.same)
            out += in_a;
        else
            out += "[" + std::string(in_a) + "|" + std::string(in_b) + "]";
    }
    return out;
}

TEST(WordDiff, shows_what_one_side_alone_says) {
    EXPECT_EQ(shown("the ferry left at noon", "the old ferry left at dawn"),
              "the [|old] ferry left at [noon|dawn]");
    EXPECT_EQ(shown("a b c", "a b c"), "a b c");
    EXPECT_EQ(shown("", "a b"), "[|a b]");
    EXPECT_EQ(shown("", ""), "");
}

TEST(WordDiff, wrap_case_and_kinds_of_quote_are_no_difference) {
    EXPECT_EQ(word_diff("Don't  go,\nshe said", "don\xE2\x80\x99t go -- SHE said").size(), 1U);
}

TEST(WordDiff, a_moved_paragraph_is_gone_there_and_come_here) {
    const std::string one = "alpha beta gamma delta epsilon", two = "zeta eta theta iota kappa";
    const std::string text = shown(one + " " + two, two + " " + one);
    EXPECT_NE(text.find("[" + one + "|]"), std::string::npos) << text;
}

/// The runs name every word of both, in order, and same ones are the same.
void check_whole(const std::string& a, const std::string& b) {
    std::string in_a, in_b;
    bool last_same = false, first = true;
    for (const DiffRun& run : word_diff(a, b)) {
        const std::string part_a = a.substr(run.a.from, run.a.size()),
                          part_b = b.substr(run.b.from, run.b.size());
        if (run.same) {
            EXPECT_EQ(count_words(part_a), count_words(part_b));
            EXPECT_EQ(squeeze(fold(part_a)), squeeze(fold(part_b)));
        }
        EXPECT_TRUE(first || run.same != last_same);
        first = false;
        last_same = run.same;
        in_a += part_a + " ";
        in_b += part_b + " ";
    }
    EXPECT_EQ(count_words(in_a), count_words(a));
    EXPECT_EQ(count_words(in_b), count_words(b));
}

TEST(WordDiff, names_every_word_once) {
    std::mt19937 engine(7);
    const auto random = [&] { return static_cast<unsigned>(engine()); };
    for (int round = 0; round < 300; ++round) {
        std::string a, b;
        const unsigned kinds = 2 + random() % 40;
        for (unsigned n = random() % 120; n > 0; --n)
            a += "w" + std::to_string(random() % kinds) + " ";
        b = a;
        for (unsigned n = random() % 8; n > 0; --n) {
            const std::size_t at = b.empty() ? 0 : b.find(' ', random() % b.size());
            if (at == std::string::npos) continue;
            random() % 2 == 0 ? b.insert(at, " w" + std::to_string(random() % kinds))
                              : b.erase(at, random() % 20);
        }
        check_whole(a, b);
        check_whole(b, a);
    }
}

TEST(WordDiff, huge_and_hostile_texts_end) {
    std::string same, other, mixed;
    for (int i = 0; i < 40'000; ++i) {
        same += "a ";
        other += "b ";
        mixed += i % 3 == 0 ? "a " : "b ";
    }
    check_whole(same, other);
    check_whole(same, mixed);
    check_whole(same, same + "a ");
}

}  // namespace
}  // namespace solander
