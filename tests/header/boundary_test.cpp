// SPDX-License-Identifier: GPL-3.0-or-later
// Where blocks end and where they stand: the boundary vectors of story-files.md 20 and the places
// of 3.4.
#include <gtest/gtest.h>

#include "tests/header/reading.h"

namespace solander {
namespace {

using test::kStory;
using test::read;

const std::string kHead = "Title: Snowfall\nAuthor: Kat Lund\nFandom: Harbour Street\nRating: PG\n";

TEST(Boundary, free_field_last_with_a_rule_ends_at_the_rule) {
    const auto r = read(kHead + "Disclaimer: Not mine. No money is made.\n\n* * *\n\n" + kStory);
    EXPECT_EQ(r.value(FieldId::disclaimer), "Not mine. No money is made.");
    EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had");
    EXPECT_GE(r.head()->boundary_confidence, 0.9);
    EXPECT_FALSE(r.found("boundary-doubt"));
}

TEST(Boundary, free_field_last_without_a_rule_ends_at_the_narrative) {
    const auto r = read(kHead + "Disclaimer: Not mine. No money is made.\n\n" + kStory);
    EXPECT_EQ(r.value(FieldId::disclaimer), "Not mine. No money is made.");
    EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had");
    EXPECT_FALSE(r.found("boundary-doubt"));
}

TEST(Boundary, a_free_field_may_run_over_paragraphs) {
    const auto r =
        read(kHead
             + "Disclaimer: The Street and everybody on it belong to Cormorant Television,\n"
               "and I am only borrowing them for an afternoon.\n\n"
               "No money is being made from this story. Please don't sue, all I own is a\n"
               "cat.\n\n"
               "Thanks to my beta readers for reading it twice.\n\n"
             + kStory);
    EXPECT_EQ(r.value(FieldId::disclaimer), "The Street and everybody on it belong to Cormorant "
                                            "Television, and I am only borrowing them for an "
                                            "afternoon.\n\nNo money is being made from this story. "
                                            "Please don't sue, all I own is a cat.\n\n"
                                            "Thanks to my beta readers for reading it twice.");
    EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had");
}

TEST(Boundary, another_label_may_follow_a_long_disclaimer) {
    const auto r = read("Title: Snowfall\nDisclaimer: They belong to Cormorant Television.\n\n"
                        "I have borrowed them without asking and will bring them back clean.\n\n"
                        "Summary: Nell counts the sledges.\n\n"
                        + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::summary), "Nell counts the sledges.");
    EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had");
}

TEST(Boundary, a_doubtful_paragraph_stays_in_the_story_and_is_reported) {
    const auto r = read(kHead
                        + "Disclaimer: Not mine.\n\nFor the first snow.\n\nThe lamps were lit at "
                          "four and the street was white.\n");
    EXPECT_EQ(r.story_starts(), "For the first snow.");
    EXPECT_LE(r.head()->boundary_confidence, 0.6);
    ASSERT_TRUE(r.found("boundary-doubt"));
    const Span where = r.headers.findings[0].where;
    EXPECT_EQ(r.text->substr(where.from, where.size()), "For the first snow.");
}

TEST(Boundary, a_story_that_starts_with_dialogue_is_not_swallowed) {
    const auto r =
        read(kHead + "Summary: Nell counts.\n\n\"Eleven,\" she said. \"No, wait. Twelve.\"\n\n"
             + kStory);
    EXPECT_EQ(r.value(FieldId::summary), "Nell counts.");
    EXPECT_EQ(r.story_starts(), "\"Eleven,\" she said. \"No, wait. Twelve.\"");
}

TEST(Boundary, a_story_that_starts_with_note_behind_a_rule_keeps_it) {
    const auto r =
        read(kHead
             + "\n* * *\n\nNote: the milk was off again. Nell read it twice, and then she put\n"
               "it back under the bottle, because he would want to see that she had\nread it.\n\n"
             + kStory);
    EXPECT_EQ(r.value(FieldId::notes), "(absent)");
    EXPECT_EQ(r.story_starts().substr(0, 14), "Note: the milk");
}

TEST(Boundary, a_story_that_starts_with_note_and_no_rule_keeps_it_when_it_tells) {
    const auto r =
        read(kHead
             + "\nNote: the milk was off again. Nell read it twice, and then she put it back\n"
               "under the bottle. \"He'll want to see it,\" she said to the cat.\n\n"
             + kStory);
    EXPECT_EQ(r.story_starts().substr(0, 14), "Note: the milk");
}

TEST(Boundary, a_script_behind_the_header_is_story) {
    const auto r = read(kHead
                        + "\nNELL: Eleven.\nOTTO: Twelve. You missed the priest.\nNELL: I never "
                          "miss the priest.\n");
    EXPECT_EQ(r.story_starts(), "NELL: Eleven.");
    EXPECT_TRUE(r.all(FieldId::extra).empty());
}

TEST(Boundary, a_letter_behind_the_header_is_story) {
    const auto r = read(kHead
                        + "Summary: Socks.\n\nTo: The Quartermaster\nFrom: Nell\nSubject: "
                          "Socks\n\nSir,\n\nSend socks.\n");
    EXPECT_EQ(r.value(FieldId::summary), "Socks.");
    EXPECT_EQ(r.story_starts(), "To: The Quartermaster");
}

TEST(Boundary, start_words_end_the_block) {
    for (const char* mark :
         {"On with the story!", "BEGIN", "Now on to the story...", "~~~~~~~~", "Enjoy!", "<hr>",
          "And now, on with the show.", "=======", "* Story begins *", "____________"}) {
        const auto r = read(kHead + "Notes: Written for Ada.\n\n" + mark + "\n\n" + kStory);
        EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had") << mark;
        EXPECT_EQ(r.value(FieldId::notes), "Written for Ada.") << mark;
        EXPECT_GE(r.head()->boundary_confidence, 0.9) << mark;
    }
}

TEST(Boundary, the_echoed_title_ends_the_block_and_is_in_it) {
    const auto r =
        read(kHead + "Notes: Written for Ada.\n\n\"SNOWFALL\"\nby Kat Lund\n\n" + kStory);
    EXPECT_EQ(r.value(FieldId::notes), "Written for Ada.");
    EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had");
    EXPECT_EQ(r.all(FieldId::title).size(), 1U);
}

TEST(Boundary, a_chapter_heading_ends_the_block_and_stays_out_of_it) {
    for (const char* mark :
         {"Chapter One", "Part 1", "Prologue", "1.", "Chapter 1: The Sledges", "PART ONE"}) {
        const auto r = read(kHead + "Notes: Written for Ada.\n\n" + mark + "\n\n" + kStory);
        EXPECT_EQ(r.story_starts(), mark);
        EXPECT_EQ(r.value(FieldId::notes), "Written for Ada.") << mark;
    }
}

TEST(Boundary, a_place_line_is_story) {
    const auto r = read(kHead + "\nHarbour Street\n10:38 p.m.\n\n" + kStory);
    EXPECT_EQ(r.story_starts(), "Harbour Street");
}

TEST(Boundary, no_blank_line_at_all_still_ends_a_short_field) {
    const auto r = read(kHead + kStory);
    EXPECT_EQ(r.value(FieldId::rating), "PG");
    EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had");
}

TEST(Boundary, rules_inside_the_block_do_not_end_it) {
    const auto r = read("*****************\nTitle: Snowfall\nAuthor: Kat\n*****************\n"
                        "Rating: PG\nDisclaimer: Not mine.\n*****************\n\n"
                        + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::disclaimer), "Not mine.");
    EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had");
    EXPECT_EQ(r.headers.blocks.size(), 1U);
}

TEST(Boundary, an_unlabelled_note_after_a_short_field_is_a_note) {
    const auto r = read(
        kHead + "\nThis is my first story for the list, so please review and be kind!\n\n* * *\n\n"
        + kStory);
    EXPECT_EQ(r.value(FieldId::rating), "PG");
    EXPECT_EQ(r.value(FieldId::notes),
              "This is my first story for the list, so please review and be kind!");
    EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had");
}

TEST(Boundary, unknown_labels_inside_a_block_are_kept) {
    const auto r = read("Title: Snowfall\nAuthor: Kat\nSpice level: none\nHair colour of Otto: "
                        "red\nRating: PG\nWeather: bad\n\n"
                        + std::string(kStory));
    const auto extra = r.all(FieldId::extra);
    ASSERT_EQ(extra.size(), 3U);
    EXPECT_EQ(extra[0], "none");
    EXPECT_EQ(extra[1], "red");
    EXPECT_EQ(extra[2], "bad");
}

TEST(Boundary, empty_fields_are_empty) {
    const auto r = read("Title: Snowfall\nAuthor:\nAuthor's email:\nAuthor's URL:\nFandom: Harbour "
                        "Street\nArchive:\n\n"
                        + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::author), "");
    EXPECT_EQ(r.value(FieldId::email), "");
    EXPECT_EQ(r.value(FieldId::url), "");
    EXPECT_EQ(r.value(FieldId::fandom), "Harbour Street");
    EXPECT_EQ(r.value(FieldId::archive), "");
    EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had");
}

TEST(Boundary, five_empty_fields_make_a_block) {
    const auto r =
        read("Title:\nAuthor's email:\nAuthor's URL:\nFandom:\nRating:\n\n" + std::string(kStory));
    ASSERT_NE(r.head(), nullptr);
    EXPECT_EQ(r.head()->fields.size(), 5U);
    for (const Field& field : r.head()->fields) EXPECT_EQ(field.raw, "");
    EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had");
}

TEST(Boundary, values_below_their_labels_are_found_behind_blank_lines_too) {
    const auto r = read("Title:\n\nSnowfall\n\nAuthor:\n\nKat\n\nSummary:\n\nNell counts the "
                        "sledges, and one is missing.\n\nRating:\n\nPG\n\n* * *\n\n"
                        + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::title), "Snowfall");
    EXPECT_EQ(r.value(FieldId::author), "Kat");
    EXPECT_EQ(r.value(FieldId::summary), "Nell counts the sledges, and one is missing.");
    EXPECT_EQ(r.value(FieldId::rating), "PG");
    EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had");
}

TEST(Boundary, an_unknown_label_below_an_empty_one_is_its_value) {
    const auto reading = test::read(
        "TITEL:\n   Snow\nAUTORIN:\n   Kat\nARCHIV:\n   Marsh Light: yes. All others: ask me.\n"
        "\n"
        + std::string(test::kStory));
    EXPECT_EQ(reading.value(FieldId::archive), "Marsh Light: yes. All others: ask me.");
    EXPECT_EQ(reading.value(FieldId::extra), "(absent)");
}

TEST(Boundary, a_story_may_begin_with_a_small_letter) {
    const auto reading = test::read(
        "Title: Snow\nAuthor: Kat\nDisclaimer: I do not own any of the people in this one\n\n"
        "the snow had been falling since noon.\n\nNell stood at the window and counted.\n");
    EXPECT_EQ(reading.story_starts(), "the snow had been falling since noon.");
}

TEST(Boundary, the_last_line_of_all_may_be_the_value_of_the_label_above_it) {
    const auto reading =
        test::read("Title:\n   Snow\nAuthor:\n   Kat\n\n-----\n\n" + std::string(test::kStory)
                   + "\n----------\nArchive:\n    Do not distribute\n");
    EXPECT_EQ(reading.value(FieldId::archive), "Do not distribute");
}

TEST(Boundary, wrapped_values_are_joined) {
    const auto r =
        read("Title: Snowfall\nAuthor: Kat\nSummary: Nell stands at the window and counts the "
             "sledges as they\n"
             "go by, and Otto mends the bellows, or tries to, until the lamps\nare lit.\n"
             "Rating: NC-\n17\nWarnings: Snow, a great deal of it, some of it going down\n"
             "          collars; one goose\nArchive: yes\n\n"
             + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::summary), "Nell stands at the window and counts the sledges as they "
                                         "go by, and Otto mends the bellows, or tries to, "
                                         "until the lamps are lit.");
    EXPECT_EQ(r.value(FieldId::rating), "NC-17");
    EXPECT_EQ(r.value(FieldId::warning),
              "Snow, a great deal of it, some of it going down collars; one goose");
}

TEST(Boundary, a_list_may_have_a_line_for_each) {
    const auto r =
        read("Title: Snowfall\nAuthor: Kat\nPairings:\nNell/Otto\nAda/Bram\nRating: PG\n\n"
             + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::relationship), "Nell/Otto\nAda/Bram");
}

TEST(Boundary, spoiler_space_does_not_end_the_block) {
    const auto letters = read("Title: Snowfall\nAuthor: Kat\nSpoilers: all of "
                              "it\n\nS\nP\nO\nI\nL\nE\nR\n\nSummary: Nell counts.\n\n"
                              + std::string(kStory));
    EXPECT_EQ(letters.value(FieldId::summary), "Nell counts.");
    const auto gap =
        read("Title: Snowfall\nAuthor: Kat\nSpoilers: all of it\n" + std::string(24, '\n')
             + "Summary: Nell counts.\nRating: G\n\n" + std::string(kStory));
    EXPECT_EQ(gap.value(FieldId::spoilers), "all of it");
    EXPECT_EQ(gap.value(FieldId::summary), "Nell counts.");
    EXPECT_EQ(gap.story_starts().substr(0, 8), "Snow had");
}

TEST(Boundary, blank_lines_after_an_empty_looking_field_do_not_end_the_block) {
    const auto r = read("Title: Snowfall\nAuthor: Kat\nSpoilers: None\n\n\nFeedback: yes\n\n\n\n"
                        + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::spoilers), "None");
    EXPECT_EQ(r.value(FieldId::feedback), "yes");
    EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had");
}

std::string long_story(int paragraphs) {
    std::string out;
    for (int i = 0; i < paragraphs; ++i) out += std::string(kStory) + "\n";
    return out;
}

TEST(Places, a_header_at_the_end_is_a_tail) {
    const auto r = read(long_story(12)
                        + "THE END\n\nTitle: Snowfall\nAuthor: Kat\nRating: PG\nArchive: "
                          "Ask\nAuthor's Notes: Written in a week.\n");
    ASSERT_EQ(r.headers.blocks.size(), 1U);
    EXPECT_EQ(r.headers.blocks[0].place, BlockPlace::tail);
    EXPECT_EQ(r.value(FieldId::title), "Snowfall");
    EXPECT_EQ(r.value(FieldId::end_notes), "Written in a week.");
}

TEST(Places, a_labelled_note_behind_the_end_is_an_end_note) {
    const auto r = read(kHead + "\n" + long_story(12)
                        + "The End\n\nAuthor's note: This took me a week. Feedback is "
                          "welcome.\n\nThe goose is real.\n");
    EXPECT_EQ(r.value(FieldId::end_notes),
              "This took me a week. Feedback is welcome.\n\nThe goose is real.");
    ASSERT_EQ(r.headers.blocks.size(), 2U);
    EXPECT_EQ(r.headers.blocks[1].place, BlockPlace::tail);
}

TEST(Places, one_wish_below_the_end_is_heard) {
    for (const std::string wish : {"Archive: No", "Posting: No", "Posting:\n    No"}) {
        const auto r =
            read(kHead + "\n" + long_story(12) + "The End\n\n----------\n" + wish + "\n");
        EXPECT_EQ(r.value(FieldId::archive), "No") << wish;
    }
    // In the hand of the header at the top.
    const auto r = read("# Title: Snowfall\n# Author: Kat\n# Rating: PG\n\n" + long_story(12)
                        + "*end*\n\n----------\n# Okay to archive: Of course\n");
    EXPECT_EQ(r.value(FieldId::archive), "Of course");
}

TEST(Places, the_second_paragraph_of_a_disclaimer_goes_with_it) {
    const auto r = read("Title: Snowfall\nAuthor: Kat\nDisclaimer: I wish.\n\n"
                        "Nobody pays me for this.\n\n* * *\n\n"
                        + long_story(2));
    EXPECT_EQ(r.story_starts(),
              "Snow had been falling since noon, and by the time the lamps were lit");
}

TEST(Places, two_headers_are_two_blocks) {
    const auto r =
        read(kHead + "\n" + long_story(3)
             + "* * *\n\nTitle: Thaw\nAuthor: Bram Oak\nFandom: Harbour Street\nRating: G\n\n"
             + long_story(3));
    ASSERT_EQ(r.headers.blocks.size(), 2U);
    EXPECT_EQ(r.headers.blocks[1].place, BlockPlace::inside);
    EXPECT_EQ(r.headers.blocks[1].fields[0].raw, "Thaw");
    EXPECT_TRUE(r.found("second-header"));
}

TEST(Places, each_part_may_have_its_own_header) {
    const std::string part = "Rating: PG\nDisclaimer: see part 1\n\n";
    const auto r =
        read("Title: Snowfall\nAuthor: Kat\nRating: PG\nDisclaimer: Not mine.\n\nPart 1\n\n"
             + long_story(2) + "Part 2\n\n" + part + long_story(2)
             + "Part 3\n\nDisclaimer: see part 1\n\n" + long_story(2));
    ASSERT_EQ(r.headers.blocks.size(), 3U);
    EXPECT_EQ(r.headers.blocks[1].fields.size(), 2U);
    EXPECT_EQ(r.headers.blocks[2].fields.size(), 1U);
    EXPECT_EQ(r.headers.blocks[2].place, BlockPlace::inside);
    EXPECT_FALSE(r.found("second-header"));
}

TEST(Places, a_saved_post_has_a_mail_header_and_its_own) {
    const auto r =
        read("From: Kat Lund <kat@street.example>\nNewsgroups: alt.harbour.creative\nSubject: NEW: "
             "Snowfall 1/1 [PG]\n"
             "Date: 8 Oct 1998 07:55:58 +0100\nMessage-ID: <3@street.example>\n\n\"SNOWFALL\" part "
             "1 of 1\nby Kat Lund (kat@street.example)\n"
             "____________\n\nClassification: SH\nRating: PG\nSpoilers: None\n\n******\n\n"
             + std::string(kStory));
    ASSERT_EQ(r.headers.blocks.size(), 2U);
    EXPECT_TRUE(r.headers.blocks[0].mail);
    EXPECT_EQ(r.headers.blocks[0].fields.size(), 5U);
    EXPECT_EQ(r.value(FieldId::title), "\"SNOWFALL\" part 1 of 1");
    EXPECT_EQ(r.value(FieldId::author), "Kat Lund (kat@street.example)");
    EXPECT_EQ(r.value(FieldId::genre), "SH");
    EXPECT_EQ(r.value(FieldId::spoilers), "None");
    EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had");
}

TEST(Places, title_and_byline_need_no_labels) {
    const auto r = read("SNOWFALL\n\nby Kat Lund\n\n" + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::title), "SNOWFALL");
    EXPECT_EQ(r.value(FieldId::author), "Kat Lund");
    EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had");
}

TEST(Places, title_and_byline_stand_above_the_labels) {
    const auto r = read("~*~ Snow Falls Twice ~*~\nA Harbour Street story by Kat "
                        "<kat@street.example>\n\nDisclaimer: Not mine.\n\n"
                        + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::title), "Snow Falls Twice");
    EXPECT_EQ(r.value(FieldId::author), "Kat <kat@street.example>");
    EXPECT_EQ(r.value(FieldId::disclaimer), "Not mine.");
    EXPECT_EQ(r.headers.blocks.size(), 1U);
}

TEST(Places, talk_above_the_header_is_set_apart) {
    const auto r =
        read("Hi everybody! Here is the story I promised. It is my first, so please\nbe kind.\n\n"
             + kHead + "\n" + kStory);
    EXPECT_EQ(r.value(FieldId::title), "Snowfall");
    bool note = false;
    for (const Region& region : r.headers.regions)
        note =
            note || (region.first == 0 && region.last == 2 && region.layer == Layer::note_before);
    EXPECT_TRUE(note);
}

TEST(Places, title_and_byline_below_the_labels_belong_to_the_header) {
    const auto r =
        read("Disclaimer: Not mine.\nRating: PG\nArchive: Yes\n\n\"Snowfall\"\nby Kat Lund\n\n"
             + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::title), "\"Snowfall\"");
    EXPECT_EQ(r.value(FieldId::author), "Kat Lund");
    EXPECT_EQ(r.story_starts().substr(0, 8), "Snow had");
}

}  // namespace
}  // namespace solander
