// SPDX-License-Identifier: GPL-3.0-or-later
// Canonical names, synonyms and metas: what a work is filed under, and what must not be said.
#include "vocabulary/name_graph.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

using Ids = std::vector<std::int64_t>;

/// Names below 100 are fandoms, the others characters.
int kind_of(std::int64_t name) { return name < 100 ? 0 : 2; }

TEST(NameGraph, a_name_nobody_spoke_of_is_filed_under_itself) {
    NameGraph graph;
    graph.say(1, "canonical", 0, "");
    graph.say(2, "ignored", 0, "");
    EXPECT_TRUE(graph.filed_under(1).empty());
    EXPECT_TRUE(graph.filed_under(2).empty());
    EXPECT_TRUE(graph.filed_under(3).empty());
    EXPECT_EQ(graph.of(2).standing, NameStanding::ignored);
}

TEST(NameGraph, a_synonym_is_filed_under_all_it_means_and_all_above) {
    NameGraph graph;
    for (const int canonical : {1, 2, 3, 4}) graph.say(canonical, "canonical", 0, "");
    graph.say(2, "sub", 1, "");
    graph.say(3, "sub", 2, "");
    graph.say(3, "sub", 4, "");
    graph.say(4, "sub", 1, "");
    graph.say(9, "synonym", 3, "");
    graph.say(9, "synonym", 100, "");
    graph.say(100, "canonical", 0, "");
    EXPECT_EQ(graph.filed_under(3), (Ids{1, 2, 3, 4}));
    EXPECT_EQ(graph.filed_under(2), (Ids{1, 2}));
    EXPECT_EQ(graph.filed_under(9), (Ids{1, 2, 3, 4, 100}));
    EXPECT_TRUE(graph.faults(kind_of).empty());
}

TEST(NameGraph, metas_of_a_name_that_is_canonical_no_more_are_of_no_effect) {
    NameGraph graph;
    graph.say(1, "canonical", 0, "");
    graph.say(2, "unsettled", 0, "");
    graph.say(2, "sub", 1, "");
    EXPECT_TRUE(graph.filed_under(2).empty());
    EXPECT_TRUE(graph.faults(kind_of).empty());
}

TEST(NameGraph, what_must_not_be_is_named) {
    using What = NameFault::What;
    NameGraph graph;
    graph.say(1, "canonical", 0, "");
    graph.say(2, "synonym", 3, "");
    graph.say(3, "synonym", 1, "");
    graph.say(4, "synonym", 4, "");
    graph.say(100, "canonical", 0, "");
    graph.say(100, "sub", 1, "");
    graph.say(101, "parent", 100, "");
    graph.say(5, "parent", 1, "");
    const auto faults = graph.faults(kind_of);
    ASSERT_EQ(faults.size(), 5U);
    EXPECT_EQ(faults[0].what, What::not_canonical);
    EXPECT_EQ(faults[0].name, 2);
    EXPECT_EQ(faults[0].other, 3);
    EXPECT_EQ(faults[1].what, What::itself);
    EXPECT_EQ(faults[2].what, What::fandom_of_fandom);
    EXPECT_EQ(faults[3].what, What::other_kind);
    EXPECT_EQ(faults[4].what, What::no_fandom);
}

TEST(NameGraph, a_circle_of_metas_is_found_however_long_and_closure_ends) {
    NameGraph graph;
    constexpr int kLong = 20000;
    for (int i = 1; i <= kLong; ++i) graph.say(i, "canonical", 0, "");
    for (int i = 1; i < kLong; ++i) graph.say(i, "sub", i + 1, "");
    EXPECT_TRUE(graph.faults([](std::int64_t) { return 0; }).empty());
    EXPECT_EQ(graph.filed_under(kLong - 99).size(), 100U);
    graph.say(kLong, "sub", 5, "");
    const auto faults = graph.faults([](std::int64_t) { return 0; });
    ASSERT_EQ(faults.size(), static_cast<std::size_t>(kLong));
    EXPECT_EQ(faults[0].what, NameFault::What::circle);
    EXPECT_EQ(graph.filed_under(kLong).size(), static_cast<std::size_t>(kLong - 4));
}

}  // namespace
}  // namespace solander
