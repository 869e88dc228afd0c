// SPDX-License-Identifier: GPL-3.0-or-later
// Fingerprints: what makes texts equal, and what brings them close.
#include <gtest/gtest.h>

#include "base/error.h"
#include "work/likeness.h"

namespace solander {
namespace {

Document document_of(const std::vector<std::string>& paragraphs) {
    Document d;
    for (const std::string& text : paragraphs) {
        Block block;
        block.from = static_cast<std::uint32_t>(d.text.size());
        d.text += text;
        block.to = static_cast<std::uint32_t>(d.text.size());
        d.text += '\n';
        d.blocks.push_back(block);
    }
    return d;
}

Likeness of(const std::vector<std::string>& paragraphs) {
    const Document d = document_of(paragraphs);
    return likeness_of({&d});
}

// `count` words out of a small made-up vocabulary, always the same for the same seed.
std::vector<std::string> words(unsigned seed, std::size_t count) {
    std::vector<std::string> list;
    std::uint64_t state = seed * 7919U + 17U;
    for (std::size_t i = 0; i < count; ++i) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        list.push_back("w" + std::to_string((state >> 33) % 3000));
    }
    return list;
}

std::string joined(const std::vector<std::string>& list) {
    std::string text;
    for (const std::string& word : list) text += (text.empty() ? "" : " ") + word;
    return text;
}

TEST(Likeness, wrap_case_quotes_and_dashes_do_not_matter) {
    const auto exact = of({"\"Don't go,\" said Zo\u00EB - the well-known one."}).exact;
    EXPECT_NE(exact, 0U);
    EXPECT_EQ(
        of({"\u201CDon\u2019t go,\u201D", "said ZOE\u0308 \u2014 the well-", "known one."}).exact,
        exact);
    EXPECT_EQ(of({"DON`T GO SAID Zoe the\nwell known\u00A0one"}).exact, exact);
    EXPECT_EQ(of({"Don't go, said Zo\u00EB, the well\u00ADknown one"}).exact, exact);
}

TEST(Likeness, other_words_and_another_order_matter) {
    const auto exact = of({"The snow fell on the harbour."}).exact;
    EXPECT_NE(of({"The snow fell on the harbours."}).exact, exact);
    EXPECT_NE(of({"On the harbour fell the snow."}).exact, exact);
    EXPECT_NE(of({"The snow fell on the harbour. The snow fell on the harbour."}).exact, exact);
}

TEST(Likeness, chapters_are_one_text) {
    const Document one = document_of({"The snow fell", "on the harbour."});
    const Document a = document_of({"The snow fell"}), b = document_of({"on the harbour."});
    EXPECT_EQ(likeness_of({&one}).exact, likeness_of({&a, &b}).exact);
    EXPECT_EQ(likeness_of({&one}).sketch, likeness_of({&a, &b}).sketch);
}

TEST(Likeness, only_the_story_counts) {
    Document d = document_of({"Title: Snow", "The snow fell.", "o0o", "Thanks to Wren!"});
    d.blocks[0].layer = Layer::header;
    d.blocks[2].kind = BlockKind::scene_break;
    d.blocks[3].layer = Layer::note_after;
    EXPECT_EQ(likeness_of({&d}).exact, of({"The snow fell."}).exact);
}

TEST(Likeness, scripts_without_ascii_have_one_too) {
    EXPECT_EQ(of({"\u0421\u043D\u0435\u0433"}).exact, of({"\u0441\u041D\u0415\u0413"}).exact);
    EXPECT_NE(of({"\u0421\u043D\u0435\u0433"}).exact, of({"\u0421\u043D\u0435\u0433\u0438"}).exact);
    EXPECT_NE(of({"\u96EA\u304C"}).exact, 0U);
    EXPECT_NE(of({"\u96EA\u304C"}).exact, of({"\u96EA"}).exact);
}

TEST(Likeness, no_words_give_nothing_and_resemble_nothing) {
    const Likeness empty = of({"* * *", "..."});
    EXPECT_EQ(empty.exact, 0U);
    EXPECT_EQ(agreement(empty, empty), 0);
    EXPECT_EQ(likeness_of({}).exact, 0U);
}

TEST(Likeness, a_short_text_agrees_with_itself) {
    EXPECT_EQ(agreement(of({"Snow."}), of({"snow"})), 1);
    EXPECT_EQ(agreement(of({"Snow."}), of({"rain"})), 0);
}

TEST(Likeness, agreement_follows_the_share_of_words_in_common) {
    auto text = words(1, 2000);
    const Likeness whole = of({joined(text)});
    EXPECT_EQ(agreement(whole, whole), 1);
    auto revised = text;
    for (std::size_t i = 0; i < revised.size(); i += 100) revised[i] = "other";
    const double close = agreement(whole, of({joined(revised)}));
    EXPECT_GT(close, 0.75);  // 4 shingles of 100 differ on either side: about 0.92
    EXPECT_LT(close, 1);
    EXPECT_LT(agreement(whole, of({joined(words(2, 2000))})), 0.1);
    const std::vector<std::string> half(text.begin(), text.begin() + 1000);
    const double part = agreement(whole, of({joined(half)}));
    EXPECT_GT(part, 0.25);
    EXPECT_LT(part, 0.75);
}

TEST(Likeness, long_unlike_texts_do_not_agree_by_chance) {
    EXPECT_LT(agreement(of({joined(words(3, 200'000))}), of({joined(words(4, 200'000))})), 0.1);
}

TEST(Likeness, is_stored_and_read_back) {
    const Likeness l = of({joined(words(5, 500))});
    const Likeness back = likeness_from_stored(to_stored(l));
    EXPECT_EQ(back.exact, l.exact);
    EXPECT_EQ(back.sketch, l.sketch);
    EXPECT_THROW(likeness_from_stored("short"), Error);
}

}  // namespace
}  // namespace solander
