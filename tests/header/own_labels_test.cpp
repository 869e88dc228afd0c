// SPDX-License-Identifier: GPL-3.0-or-later
// Labels of an archive's own table open headers, and mean what they say there.
#include <gtest/gtest.h>

#include "tests/header/reading.h"

namespace solander {
namespace {

using test::kStory;
using test::read;

const LabelTable& own() {
    static const LabelTable table({{"Lamp", "rating"},
                                   {"Told by", "author"},
                                   {"Spun on", "date-written"},
                                   {"Keeper", "archive"},
                                   {"Feedback", "notes"}});
    return table;
}

TEST(OwnLabels, open_a_header_that_has_no_others) {
    for (const char* header :
         {"Lamp: amber\nTold by: Kat Lund\nSpun on: 3 May 1999\nKeeper: ask me\n\n",
          "LAMP - amber\nTOLD BY - Kat Lund\nSPUN ON - 3 May 1999\nKEEPER - ask me\n\n",
          "[Lamp] amber\n[Told by] Kat Lund\n[Spun on] 3 May 1999\n[Keeper] ask me\n\n",
          "Lamp: amber Told by: Kat Lund Spun on: 3 May 1999 Keeper: ask me\n\n"}) {
        const auto with = read(std::string(header) + kStory, {}, own());
        EXPECT_EQ(with.value(FieldId::rating), "amber") << header;
        EXPECT_EQ(with.value(FieldId::author), "Kat Lund") << header;
        EXPECT_EQ(with.value(FieldId::date_written), "3 May 1999") << header;
        EXPECT_EQ(with.value(FieldId::archive), "ask me") << header;
        EXPECT_EQ(read(std::string(header) + kStory).value(FieldId::rating), "(absent)") << header;
    }
}

TEST(OwnLabels, stand_for_nothing_else) {
    const auto with =
        read(std::string("Title: Snow\nRating: PG\nFeedback: none\n\n") + kStory, {}, own());
    EXPECT_EQ(with.value(FieldId::title), "Snow");
    EXPECT_EQ(with.value(FieldId::notes), "none");
    EXPECT_EQ(with.value(FieldId::feedback), "(absent)");
}

TEST(OwnLabels, may_be_any_number) {
    std::vector<std::string> names;
    for (int i = 0; i < 30000; ++i) names.push_back("Lamp " + std::to_string(i));
    std::vector<ValueWords::OwnLabel> rows;
    for (const std::string& name : names) rows.push_back({name, "rating"});
    const LabelTable table(rows);
    ASSERT_NE(table.find("lamp 29999"), nullptr);
    EXPECT_TRUE(table.find("lamp 29999")->can_be(FieldId::rating));
    ASSERT_NE(table.find("Disclaimer"), nullptr);
    EXPECT_EQ(table.find("lamp 30000"), nullptr);
}

TEST(OwnLabels, are_no_more_believed_inside_a_story_than_others) {
    const std::string above = std::string(kStory) + kStory + kStory;
    EXPECT_TRUE(read(above + "\nLamp: amber, and going out.\n\n" + kStory, {}, own())
                    .headers.blocks.empty());
}

}  // namespace
}  // namespace solander
