// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/twins.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "document/walk.h"

namespace solander {
namespace {

/// `count` words that no other seed gives.
std::string prose(unsigned seed, std::size_t count, std::size_t from = 0) {
    std::string text;
    for (std::size_t i = from; i < from + count; ++i)
        text += "w" + std::to_string(seed) + "x" + std::to_string(i * 7919 % 100'003) + " ";
    return text;
}

Document document_of(const std::string& text) {
    Document document;
    document.text = text + "\n";
    Block block;
    block.to = static_cast<std::uint32_t>(text.size());
    document.blocks.push_back(block);
    return document;
}

TextPrint print_of(WorkId work, const std::string& text, std::uint64_t named = 0) {
    const Document document = document_of(text);
    return {work, likeness_of({&document}), named};
}

Overlap overlap_of(const std::string& a, const std::string& b) {
    const Document first = document_of(a), second = document_of(b);
    return overlap(shingles_of({&first}), shingles_of({&second}));
}

std::vector<WorkPair> pairs_of(const std::vector<TextPrint>& prints) {
    std::vector<WorkPair> pairs;
    for (const TwinCandidate& candidate : twin_candidates(prints)) pairs.push_back(candidate.works);
    return pairs;
}

TEST(TwinCandidates, the_same_words_meet_whatever_else_differs) {
    const std::string text = prose(1, 300);
    std::string shouted = text;
    std::transform(shouted.begin(), shouted.end(), shouted.begin(), [](char c) {
        return c == ' ' ? '\n' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    });
    const auto found = twin_candidates({print_of(9, shouted), print_of(4, text)});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].works, (WorkPair{4, 9}));
    EXPECT_TRUE(found[0].same_words);
}

TEST(TwinCandidates, a_revision_meets_its_draft_and_strangers_do_not_meet) {
    std::vector<TextPrint> prints;
    for (unsigned i = 0; i < 200; ++i) prints.push_back(print_of(i + 1, prose(i, 400)));
    prints.push_back(print_of(500, prose(7, 340) + prose(900, 60)));
    EXPECT_EQ(pairs_of(prints), (std::vector<WorkPair>{{8, 500}}));
}

TEST(TwinCandidates, a_drabble_meets_its_revision) {
    EXPECT_EQ(pairs_of({print_of(1, prose(1, 40)), print_of(2, prose(1, 36) + prose(2, 4))}).size(),
              1U);
}

TEST(TwinCandidates, of_many_copies_each_meets_the_oldest_alone) {
    std::vector<TextPrint> prints;
    for (WorkId id = 1000; id > 0; --id) prints.push_back(print_of(id, prose(1, 100)));
    const auto pairs = pairs_of(prints);
    ASSERT_EQ(pairs.size(), 999U);
    for (const WorkPair& pair : pairs) EXPECT_EQ(pair.a, 1);
}

TEST(TwinCandidates, a_crowd_that_differs_in_a_word_stays_nearly_linear) {
    std::vector<TextPrint> prints;
    for (WorkId id = 1; id <= 3000; ++id)
        prints.push_back(print_of(id, prose(1, 200) + prose(static_cast<unsigned>(id) + 10, 1)));
    const auto pairs = pairs_of(prints);
    EXPECT_GE(pairs.size(), 2999U);
    EXPECT_LE(pairs.size(), 3000U * 64 * 16);
}

TEST(TwinCandidates, the_same_name_meets_without_a_word_in_common) {
    const auto found = twin_candidates(
        {print_of(1, prose(1, 100), 77), print_of(2, prose(2, 100), 77), print_of(3, prose(3, 9))});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].same_name);
    EXPECT_FALSE(found[0].same_words);
}

TEST(TwinCandidates, empty_texts_are_nobodys_twins) {
    EXPECT_TRUE(pairs_of({print_of(1, ""), print_of(2, "")}).empty());
    EXPECT_TRUE(pairs_of({}).empty());
}

TEST(TwinJudge, says_what_the_overlap_means) {
    const TwinCandidate pair{{1, 2}, false, false}, namesakes{{1, 2}, false, true};
    const std::string story = prose(1, 400);
    EXPECT_EQ(judge({{1, 2}, true, false}, {1, 1}), TwinKind::same_text);
    EXPECT_EQ(judge(pair, overlap_of(story, prose(1, 350) + prose(2, 50))), TwinKind::revised);
    EXPECT_EQ(judge(pair, overlap_of(story, story + prose(2, 2000))), TwinKind::inside);
    EXPECT_EQ(judge(pair, overlap_of(story, prose(2, 400))), std::nullopt);
    EXPECT_EQ(judge(namesakes, overlap_of(story, prose(2, 400))), TwinKind::same_name);
}

TEST(TwinJudge, a_drabble_quoted_in_a_novel_is_no_twin) {
    const std::string drabble = prose(1, 100);
    EXPECT_EQ(judge({{1, 2}, false, false}, overlap_of(drabble, drabble + prose(2, 20'000))),
              std::nullopt);
}

TEST(Overlap, counts_shares_of_either) {
    const Overlap shared = overlap({1, 2, 3, 4}, {3, 4, 5, 6, 7, 8});
    EXPECT_DOUBLE_EQ(shared.alike, 0.25);
    EXPECT_DOUBLE_EQ(shared.held, 0.5);
    EXPECT_DOUBLE_EQ(overlap({}, {1}).alike, 0);
}

TEST(TwinKinds, have_names_that_lead_back) {
    for (const TwinKind kind :
         {TwinKind::same_text, TwinKind::revised, TwinKind::inside, TwinKind::same_name})
        EXPECT_EQ(twin_kind_from_name(name_of(kind)), kind);
}

}  // namespace
}  // namespace solander
