// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/pieces.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

Part part_of(std::string text, Media media = Media::text) {
    Part part;
    part.name = "two.txt";
    part.media = media;
    part.bytes = text.size();
    part.text = std::move(text);
    return part;
}

TEST(Pieces, begin_with_the_line_of_the_cut_and_lead_to_the_same_bytes) {
    const Part part = part_of("first line\nsecond line\nthird\n");
    const auto pieces = pieces_of(part, {{15, 1}});
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_EQ(pieces[0].part.text, "first line\n");
    EXPECT_EQ(pieces[1].part.text, "second line\nthird\n");
    EXPECT_EQ(pieces[0].ordinal, 0);
    EXPECT_EQ(pieces[1].ordinal, 1);
    EXPECT_EQ(pieces[1].part.to_bytes.to_in(0), 11U);
    EXPECT_EQ(pieces[1].part.to_bytes.to_in(12), 23U);
}

TEST(Pieces, keep_their_ordinals_when_a_cut_comes_between) {
    const auto pieces = pieces_of(part_of("one\ntwo\nthree\n"), {{8, 1}, {4, 2}});
    ASSERT_EQ(pieces.size(), 3U);
    EXPECT_EQ(pieces[1].part.text, "two\n");
    EXPECT_EQ(pieces[1].ordinal, 2);
    EXPECT_EQ(pieces[2].part.text, "three\n");
    EXPECT_EQ(pieces[2].ordinal, 1);
}

TEST(Pieces, of_a_decoded_text_lead_to_the_bytes_of_the_original) {
    Part part = part_of("caf\xC3\xA9\ntwo\n");
    part.to_bytes.add(0, 0);
    part.to_bytes.add(3, 3, 2, 1);  // one byte of Latin-1
    part.to_bytes.add(5, 4);
    const auto pieces = pieces_of(part, {{5, 1}});
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_EQ(pieces[1].part.text, "two\n");
    EXPECT_EQ(pieces[1].part.to_bytes.to_in(0), 5U);
}

TEST(Pieces, of_a_page_may_begin_inside_a_line) {
    const auto pieces =
        pieces_of(part_of("<p>one</p><hr><p>Title: two</p>\n  <b>three</b>\n", Media::html),
                  {{14, 1}, {37, 2}});
    ASSERT_EQ(pieces.size(), 3U);
    EXPECT_EQ(pieces[0].part.text, "<p>one</p><hr>");
    EXPECT_EQ(pieces[1].part.text, "<p>Title: two</p>\n");
    EXPECT_EQ(pieces[2].part.text, "  <b>three</b>\n");
}

TEST(Pieces, are_the_whole_where_no_cut_lies_in_it) {
    for (const std::uint64_t at : {0U, 2U, 400U})
        EXPECT_EQ(pieces_of(part_of("one line\n"), {{at, 1}}).size(), 1U) << at;
}

TEST(Pieces, leave_what_is_stated_of_the_whole_with_the_first) {
    Part part = part_of("one\ntwo\n");
    part.stated.push_back({"Title", "Both", {}});
    part.zones.push_back({4, 8, Zone::Kind::furniture});
    const auto pieces = pieces_of(part, {{4, 1}});
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_EQ(pieces[0].part.stated.size(), 1U);
    EXPECT_TRUE(pieces[1].part.stated.empty());
    ASSERT_EQ(pieces[1].part.zones.size(), 1U);
    EXPECT_EQ(pieces[1].part.zones[0].from, 0U);
    EXPECT_EQ(pieces[1].part.zones[0].to, 4U);
}

}  // namespace
}  // namespace solander
