// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/span.h"

#include <gtest/gtest.h>

#include "base/date.h"

namespace solander {
namespace {

TEST(OffsetMap, is_the_identity_when_empty) {
    OffsetMap map;
    map.add(0, 0);
    EXPECT_TRUE(map.identity());
    EXPECT_EQ(map.to_in(Span{3, 7}), (Span{3, 7}));
}

TEST(OffsetMap, maps_accents_of_two_bytes_to_one) {
    OffsetMap map;  // in: caf\xE9 x   out: café x
    map.add(0, 0);
    map.add(3, 3, 2, 1);
    map.add(5, 4);
    EXPECT_EQ(map.to_in(4), 3U);
    EXPECT_EQ(map.to_in(Span{0, 5}), (Span{0, 4}));
    EXPECT_EQ(map.to_in(Span{5, 7}), (Span{4, 6}));
}

TEST(OffsetMap, costs_one_run_for_equal_steps) {
    OffsetMap map;
    for (std::uint64_t i = 0; i < 100; ++i) map.add(2 * i, i, 2, 1);
    EXPECT_EQ(map.run_count(), 1U);
    EXPECT_EQ(map.to_in(150), 75U);
}

TEST(OffsetMap, leads_through_two_rewritings) {
    OffsetMap first;  // in: "x\xE9\xE9y"   middle: "xééy"
    first.add(0, 0);
    first.add(1, 1, 2, 1);
    first.add(5, 3);
    OffsetMap second;  // middle: "xééy"   out: "éy!" ("!" stands for nothing)
    second.add_copy(0, first, {3, 6});
    EXPECT_EQ(second.to_in(Span{0, 2}), (Span{2, 3}));
    EXPECT_EQ(second.to_in(Span{2, 3}), (Span{3, 4}));
    OffsetMap shifted;
    shifted.add_copy(0, OffsetMap(), {2, 9});
    EXPECT_EQ(shifted.to_in(Span{0, 7}), (Span{2, 9}));
}

TEST(PartialDate, says_no_more_than_was_said) {
    for (const char* text : {"2003", "2003-02", "2003-02-14"})
        EXPECT_EQ(PartialDate::from_text(text)->text(), text);
    EXPECT_FALSE(PartialDate::from_text("2003-13"));
    EXPECT_FALSE(PartialDate::from_text("feb"));
}

}  // namespace
}  // namespace solander
