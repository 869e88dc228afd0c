// SPDX-License-Identifier: GPL-3.0-or-later
// Title pages without labels: boxes, rights, people who did not write, and letters that are none.
#include <gtest/gtest.h>

#include "header/values.h"
#include "tests/header/reading.h"

namespace solander {
namespace {

using test::kStory;
using test::read;

test::Reading over_story(const std::string& top) { return read(top + "\n\n" + kStory); }

TEST(TitlePage, who_submitted_it_is_neither_title_nor_author) {
    for (const char* top :
         {"Submitted by Kat Lund", "* Uploaded by Kat Lund *", "Transcribed by: Kat Lund",
          "(scanned by Kat Lund)", "Submitted by - Kat Lund"}) {
        const auto r = over_story(top);
        EXPECT_EQ(r.value(FieldId::title), "(absent)") << top;
        EXPECT_EQ(r.value(FieldId::author), "(absent)") << top;
        EXPECT_EQ(r.value(FieldId::extra), "Kat Lund") << top;
    }
    const auto r = over_story("Snowfall\nby Otto Berg\nSubmitted by Kat Lund");
    EXPECT_EQ(r.value(FieldId::title), "Snowfall");
    EXPECT_EQ(r.value(FieldId::author), "Otto Berg");
    EXPECT_EQ(
        over_story("Snowfall\nby Otto Berg\nTranslated by Kat Lund").value(FieldId::translator),
        "Kat Lund");
}

TEST(TitlePage, a_line_of_rights_is_no_title) {
    const auto above = over_story("Copyright (C) 1992\nby Kat Lund");
    EXPECT_EQ(above.value(FieldId::title), "(absent)");
    EXPECT_EQ(above.value(FieldId::author), "Kat Lund");
    const auto first = over_story("Copyright 1992 Kat Lund\n\nSNOWFALL\nby Otto Berg");
    EXPECT_EQ(first.value(FieldId::title), "SNOWFALL");
    EXPECT_EQ(first.value(FieldId::author), "Otto Berg");
    EXPECT_EQ(first.value(FieldId::copyright), "Copyright 1992 Kat Lund");
    const auto only = over_story("SNOWFALL\n(c) 1992 by Kat Lund. All rights reserved.");
    EXPECT_EQ(only.value(FieldId::title), "SNOWFALL");
    EXPECT_EQ(only.value(FieldId::author), "Kat Lund");
    const auto one_line = over_story("SNOWFALL \u00A9 1992, 1993 Kat Lund");
    EXPECT_EQ(one_line.value(FieldId::title), "SNOWFALL");
    EXPECT_EQ(one_line.value(FieldId::author), "Kat Lund");
}

TEST(TitlePage, points_of_initials_end_no_name) {
    EXPECT_EQ(
        over_story("SNOWFALL\nCopyright 1992 by K. L. Lund. No part of it.").value(FieldId::author),
        "K. L. Lund");
    EXPECT_EQ(over_story("SNOWFALL\nCopyright 1992 by H. P. Co., Inc.").value(FieldId::author),
              "(absent)");
    EXPECT_EQ(over_story("SNOWFALL\nBy- Kat Lund").value(FieldId::author), "Kat Lund");
}

TEST(TitlePage, a_page_of_an_archive_with_rights_is_no_template) {
    const auto r = read(std::string("SNOWFALL\n\n") + kStory + kStory
                        + "\nUse this page as an example of the format.\n\n(c) 1992 Kat Lund\n");
    EXPECT_FALSE(r.headers.looks_like_index);
}

TEST(TitlePage, labels_wrapped_narrower_than_the_story_are_still_apart) {
    const auto r = read(
        "Title: Snowfall in March Characters: Nell Lund\nPairing: None Email: kat@street.example\n"
        "Summary: Nell counts the sledges, and then one\nis too many. Fandom: Harbour Street "
        "Author:\n"
        "Kat Lund Notes: Written for Ada. Disclaimer: No\none here is mine. Archive: Ask first\n\n"
        "* * *\n\nSnow had been falling since noon, and by the time the lamps were lit the whole "
        "of "
        "Harbour Street was white. Nell stood at the window.\n\n\"Eleven,\" she said.\n");
    EXPECT_EQ(r.value(FieldId::summary), "Nell counts the sledges, and then one is too many.");
    EXPECT_EQ(r.value(FieldId::author), "Kat Lund");
    EXPECT_EQ(r.value(FieldId::archive), "Ask first");
}

TEST(TitlePage, what_is_left_of_a_byte_order_mark_is_no_title) {
    EXPECT_EQ(over_story("o;?").value(FieldId::title), "(absent)");
}

TEST(TitlePage, a_firm_that_holds_the_rights_wrote_nothing) {
    const auto r = over_story("SNOWFALL\nCopyright 1992 Harbour Productions");
    EXPECT_EQ(r.value(FieldId::title), "SNOWFALL");
    EXPECT_EQ(r.value(FieldId::author), "(absent)");
}

TEST(TitlePage, rights_at_the_foot_are_no_story) {
    const auto r = read(std::string("SNOWFALL\nby Kat Lund\n\n") + kStory + kStory
                        + "\n----------------------\n(c) 1992 Kat Lund, Harbour BBS. Please keep "
                          "this\nline when you pass it on.\n");
    ASSERT_EQ(r.headers.blocks.size(), 2U);
    EXPECT_EQ(r.headers.blocks[1].place, BlockPlace::tail);
    EXPECT_EQ(r.headers.blocks[1].fields[0].id, FieldId::copyright);
    EXPECT_EQ(r.headers.blocks[1].fields[0].label, "(c)");
}

TEST(TitlePage, who_submitted_it_may_stand_at_the_foot) {
    const auto r = read(std::string("SNOWFALL\nby Kat Lund\n\n") + kStory + kStory
                        + "\nSubmitted by - Otto Berg\n");
    ASSERT_EQ(r.headers.blocks.size(), 2U);
    EXPECT_EQ(r.headers.blocks[1].fields[0].raw, "Otto Berg");
    EXPECT_EQ(r.all(FieldId::author), std::vector<std::string>{"Kat Lund"});
}

TEST(TitlePage, stories_by_somebody_are_by_her) {
    const auto below = over_story("SNOWFALL\nStories by Kat Lund");
    EXPECT_EQ(below.value(FieldId::title), "SNOWFALL");
    EXPECT_EQ(below.value(FieldId::author), "Kat Lund");
    const auto alone = over_story("Poems by Kat Lund");
    EXPECT_EQ(alone.value(FieldId::title), "Poems");
    EXPECT_EQ(alone.value(FieldId::author), "Kat Lund");
    EXPECT_EQ(over_story("Copyright (C) 1992 by Kat Lund").value(FieldId::author), "Kat Lund");
}

TEST(TitlePage, may_say_the_rating_without_a_label) {
    for (const char* top :
         {"SNOWFALL\nby Kat Lund\nRated PG-13", "SNOWFALL\nby Kat Lund\n(rated: R)"}) {
        const auto r = over_story(top);
        EXPECT_EQ(r.value(FieldId::rating),
                  std::string(top).find("PG") != std::string::npos ? "PG-13" : "R");
    }
    EXPECT_EQ(
        over_story("SNOWFALL\nby Kat Lund\n\nRated by nobody, she went.").value(FieldId::rating),
        "(absent)");
}

TEST(TitlePage, labels_may_be_set_off_by_other_signs) {
    for (const char* header :
         {"::Title:: Snowfall\n::Author:: Kat Lund\n::Rating:: PG",
          "Title» Snowfall\nAuthor» Kat Lund\nRating» PG",
          "Title ~ Snowfall\nAuthor ~ Kat Lund\nRating ~ PG",
          "Title\n    Snowfall\nAuthor\n    Kat Lund\nSummary\n    One of them counts, and the "
          "other one mends what is broken, till dawn.\nRating\n    PG"}) {
        const auto r = over_story(header);
        EXPECT_EQ(r.value(FieldId::title), "Snowfall") << header;
        EXPECT_EQ(r.value(FieldId::author), "Kat Lund") << header;
        EXPECT_EQ(r.value(FieldId::rating), "PG") << header;
        EXPECT_EQ(r.story_starts().substr(0, 9), "Snow had ") << header;
    }
}

TEST(TitlePage, is_read_through_the_walls_of_a_box) {
    for (const char* box :
         {"+------------------+\n|     Snowfall     |\n|                  |\n"
          "|   by Kat Lund    |\n+------------------+",
          "********************\n*     Snowfall     *\n*   by Kat Lund    *\n********************",
          "####################\n#                  #\n#     Snowfall     #\n#                  #\n"
          "#   by Kat Lund    #\n#                  #\n####################",
          "  ╔════════════════╗\n  ║    Snowfall    ║\n  ║                ║\n  ║  by Kat Lund   ║\n"
          "  ╚════════════════╝",
          "    ┌──────────────┐\n    │   Snowfall   │\n    │ by Kat Lund  │\n"
          "    └──────────────┘"}) {
        const auto r = over_story(box);
        EXPECT_EQ(r.value(FieldId::title), "Snowfall") << box;
        EXPECT_EQ(r.value(FieldId::author), "Kat Lund") << box;
        EXPECT_EQ(r.headers.blocks.size(), 1U) << box;
    }
    const auto labels = over_story("########################\n#   Title:  Snowfall   #\n"
                                   "#   Author: Kat Lund   #\n########################");
    EXPECT_EQ(labels.value(FieldId::title), "Snowfall");
    EXPECT_EQ(labels.value(FieldId::author), "Kat Lund");
}

TEST(TitlePage, a_box_as_wide_as_the_screen_is_one) {
    std::string top = "╔", bottom = "╚", side = "║";
    for (int i = 0; i < 76; ++i) {
        top += "═";
        bottom += "═";
        side += i == 34 ? "S" : i == 35 ? "N" : i == 36 ? "O" : i == 37 ? "W" : " ";
    }
    const auto r = over_story(top + "╗\n" + side + "║\n" + bottom + "╝");
    EXPECT_EQ(r.value(FieldId::title), "SNOW");
}

TEST(TitlePage, a_line_between_title_and_author_is_a_subtitle) {
    const auto r = over_story("SNOWFALL\na Harbour Street story\n\nby Kat Lund");
    EXPECT_EQ(r.value(FieldId::title), "SNOWFALL");
    EXPECT_EQ(r.value(FieldId::author), "Kat Lund");
    EXPECT_EQ(r.value(FieldId::extra), "a Harbour Street story");
}

TEST(TitlePage, dashes_belong_to_neither_title_nor_name) {
    for (const char* top : {"Snowfall - by Kat Lund", "Snowfall\n- by Kat Lund",
                            "Snowfall\nby - Kat Lund", "Snowfall\n\u2013 by Kat Lund \u2013"}) {
        const auto r = over_story(top);
        EXPECT_EQ(r.value(FieldId::title), "Snowfall") << top;
        EXPECT_EQ(r.value(FieldId::author), "Kat Lund") << top;
    }
}

TEST(TitlePage, a_mark_at_one_end_of_a_pen_name_is_part_of_it) {
    EXPECT_EQ(over_story("Snowfall\nby snowgoose_").value(FieldId::author), "snowgoose_");
    EXPECT_EQ(over_story("Snowfall\n_by snowgoose_").value(FieldId::author), "snowgoose");
    for (const auto& [typed, name] : {std::pair{"snowgoose_", "snowgoose_"},
                                      {"~kat", "~kat"},
                                      {"_Kat_", "Kat"},
                                      {"~ Kat ~", "Kat"},
                                      {"*Kat*", "Kat"}}) {
        const PeopleReading people = read_people(typed);
        ASSERT_EQ(people.people.size(), 1U) << typed;
        EXPECT_EQ(people.people[0].name, name) << typed;
    }
}

TEST(TitlePage, a_memo_that_opens_the_story_is_no_header) {
    for (const char* memo :
         {"ATTENTION: all keepers\nFROM: Nell Lund\nSUBJECT: the goose",
          "MEMO TO: Lund and Berg\n\nATTENTION: Otto Berg\n\nFROM: Nell Lund\n\nDear Otto:",
          "ATTENTION: all keepers\nFROM: Nell Lund\nSTATUS: urgent\nWARNING: it bites",
          "Date: 4 March\nTo: the harbour master\nRe: ice"}) {
        const auto r = over_story(memo);
        EXPECT_TRUE(r.headers.blocks.empty()) << memo;
        const auto behind = over_story(std::string("SNOWFALL\nby Kat Lund\n\n") + memo);
        EXPECT_EQ(behind.value(FieldId::author), "Kat Lund") << memo;
        EXPECT_EQ(behind.value(FieldId::warning), "(absent)") << memo;
    }
    EXPECT_EQ(over_story("From: Kat Lund\nSubject: Snowfall\nRating: PG\nPairing: Nell/Otto")
                  .value(FieldId::rating),
              "PG");
}

TEST(TitlePage, headings_without_colons_go_on_as_they_began) {
    const auto r = read("Title: Snowfall\nAuthor: Kat\nRating: PG\n\nSummary\n\nNell counts "
                        "sledges.\n\nNotes\n\nWritten for Ada.\n\n* * *\n\n"
                        + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::summary), "Nell counts sledges.");
    EXPECT_EQ(r.value(FieldId::notes), "Written for Ada.");
}

TEST(TitlePage, end_notes_need_no_end_mark_above) {
    const auto r =
        read("Title: Snowfall\nAuthor: Kat\nRating: PG\n\n* * *\n\n" + std::string(kStory) + "\n"
             + kStory + "\nEnd Notes\n\nMy aunt kept the geese.\n");
    EXPECT_EQ(r.value(FieldId::end_notes), "My aunt kept the geese.");
}

TEST(TitlePage, what_is_said_about_the_author_at_the_foot_is_no_story) {
    std::string text = "SNOWFALL\nby Kat Lund\n\n";
    for (int i = 0; i < 3; ++i) text += std::string(kStory) + "\n";
    EXPECT_EQ(read(text + "\nAbout the Author\n\nKat Lund keeps geese and writes about them.\n")
                  .value(FieldId::end_notes),
              "Kat Lund keeps geese and writes about them.");
    EXPECT_EQ(read(text + "\nAbout the Author: Kat Lund keeps geese.\n").value(FieldId::end_notes),
              "Kat Lund keeps geese.");
}

TEST(TitlePage, rights_may_stand_above_the_notes_at_the_foot) {
    std::string text = "SNOWFALL\nby Kat Lund\n\n";
    for (int i = 0; i < 3; ++i) text += std::string(kStory) + "\n";
    const auto r = read(text + "\n(c) 1992 Kat Lund\n\nAbout the Author: Kat Lund keeps geese.\n");
    EXPECT_EQ(r.value(FieldId::copyright), "(c) 1992 Kat Lund");
    EXPECT_EQ(r.value(FieldId::end_notes), "Kat Lund keeps geese.");
    ASSERT_EQ(r.headers.blocks.size(), 3U);
    EXPECT_LE(r.headers.blocks[1].last, r.headers.blocks[2].first);
}

TEST(TitlePage, notes_of_a_transcriber_at_the_foot_are_no_story) {
    std::string text = "SNOWFALL\nby Kat Lund\n\n";
    for (int i = 0; i < 6; ++i) text += std::string(kStory) + "\n";
    const auto r = read(text
                        + "\nTranscriber's Note:\n\nThis text was typed from the Harbour "
                          "Almanac. Minor spelling errors have been\ncorrected without note.\n");
    ASSERT_EQ(r.headers.blocks.size(), 2U);
    EXPECT_EQ(r.headers.blocks[1].place, BlockPlace::tail);
    EXPECT_EQ(r.value(FieldId::end_notes).substr(0, 19), "This text was typed");
    const auto top =
        read("Nell smiled foolishly. The way home over the ice\nwould not be dull at all.\n\n"
             "[Transcriber's Note: This story was typed from the Harbour Almanac of\n"
             "1902. Nobody renewed its copyright; the author is not known.]\n\n"
             + std::string(kStory) + kStory);
    EXPECT_EQ(top.value(FieldId::title), "(absent)");
    EXPECT_EQ(top.story_starts().substr(0, 14), "Snow had been ");
    EXPECT_EQ(top.headers.regions.size(), 1U);
    const auto told = read(text
                           + "\nEditor's note:\n\n\"Nell is dead,\" Otto read, and he put "
                             "the paper down. He did not weep.\nShe had taught him that.\n");
    EXPECT_EQ(told.headers.blocks.size(), 1U);
    const auto mended =
        read(text
             + "\nTranscriber's Note:\n\nMinor spelling errors have been corrected "
               "without note.\n\nA line was missing. It now reads: \"He went out,\" "
               "she said, and she closed the door.\n");
    EXPECT_EQ(mended.headers.blocks.size(), 2U);
}

}  // namespace
}  // namespace solander
