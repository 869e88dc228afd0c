// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "document/walk.h"
#include "tests/document/reading.h"
#include "tests/support/words_kept.h"

namespace solander {
namespace {

using testing::read_text;
using testing::way_back_broken;
using testing::words_lost;
using testing::written_down;

void expect_reading(std::string_view text, std::string_view expected) {
    const Document document = read_text(text);
    EXPECT_EQ(written_down(document), expected);
    EXPECT_EQ(words_lost(text, document), "");
    EXPECT_EQ(testing::rules_broken(document), "");
    EXPECT_EQ(way_back_broken(text, document), "");
}

TEST(PlainReader, unwraps_paragraphs_set_apart_by_blank_lines) {
    expect_reading(
        "Mara had kept the lamp for eleven winters before anyone thought to\n"
        "ask her what she burned in it, and by then it was rather late to be\n"
        "told.\n"
        "\n"
        "She answered anyway.  The boy wrote it down in a book with a green\n"
        "cover and lost the book.\n",
        "p: Mara had kept the lamp for eleven winters before anyone thought to ask her what "
        "she burned in it, and by then it was rather late to be told.\n"
        "p: She answered anyway. The boy wrote it down in a book with a green cover and lost "
        "the book.\n");
}

TEST(PlainReader, takes_a_wrapped_word_for_no_end_mark) {
    expect_reading("Mara had kept the lamp for eleven winters and they had come to an\n"
                   "end.\n"
                   "\n"
                   "Nobody asked her what she burned in it, not even once in all the\n"
                   "time.\n"
                   "\n"
                   "The end.\n",
                   "p: Mara had kept the lamp for eleven winters and they had come to an end.\n"
                   "p: Nobody asked her what she burned in it, not even once in all the time.\n"
                   "p: The end.\n");
}

TEST(PlainReader, unwraps_paragraphs_that_begin_with_an_indent) {
    expect_reading(
        "     Mara had kept the lamp for eleven winters before anyone thought to\n"
        "ask her what she burned in it, and by then it was rather late to be told.\n"
        "     \"Whale,\" she said.\n"
        "     \"Never,\" said the boy, who had read that there were no whales in any\n"
        "lake, however deep, and certainly none in a lake that froze.\n",
        "p: Mara had kept the lamp for eleven winters before anyone thought to ask her what "
        "she burned in it, and by then it was rather late to be told.\n"
        "p: \"Whale,\" she said.\n"
        "p: \"Never,\" said the boy, who had read that there were no whales in any lake, "
        "however deep, and certainly none in a lake that froze.\n");
}

TEST(PlainReader, reads_a_double_spaced_file_as_paragraphs) {
    const std::string text =
        "   Mara had kept the lamp for eleven winters before anyone thought\n\n"
        "to ask her what she burned in it, and by then it was rather late to\n\n"
        "be told so in so many words by anyone.\n\n"
        "   The boy wrote it down in a book with a green cover, and the book\n\n"
        "was lost on the ferry with the rest of the things that he owned by\n\n"
        "then and never missed.\n";
    const Document document = read_text(text);
    EXPECT_EQ(document.blocks.size(), 2U) << written_down(document);
    EXPECT_EQ(words_lost(text, document), "");
}

TEST(PlainReader, takes_long_lines_for_paragraphs) {
    const std::string line(300, 'x');
    const Document document = read_text("One " + line + "\nTwo " + line + "\nThree.\n");
    EXPECT_EQ(document.blocks.size(), 3U);
}

TEST(PlainReader, keeps_the_lines_of_verse) {
    expect_reading(
        "They sang the song of the harbour wall, as they did on every evening\n"
        "when the boats were late and nobody cared to say so aloud:\n"
        "\n"
        "    Lamps along the water,\n"
        "    Lanterns on the quay,\n"
        "    Nobody will miss us,\n"
        "    Nobody will see.\n"
        "\n"
        "Then they went home, one after the other, and the wall was left alone\n"
        "with the tide.\n",
        "p: They sang the song of the harbour wall, as they did on every evening when the boats "
        "were late and nobody cared to say so aloud:\n"
        "v: Lamps along the water,|Lanterns on the quay,|Nobody will miss us,|Nobody will see.\n"
        "p: Then they went home, one after the other, and the wall was left alone with the "
        "tide.\n");
}

TEST(PlainReader, keeps_speeches_under_each_other_apart) {
    expect_reading(
        "The harbour master looked at the two of them over his spectacles and\n"
        "waited, as he always did, for somebody else to begin the conversation.\n"
        "\n"
        "\"Who lit it?\" he asked.\n"
        "\"Nobody,\" said Tom.\n"
        "\"I did,\" said Mara.\n",
        "p: The harbour master looked at the two of them over his spectacles and waited, as he "
        "always did, for somebody else to begin the conversation.\n"
        "p: \"Who lit it?\" he asked.\n"
        "p: \"Nobody,\" said Tom.\n"
        "p: \"I did,\" said Mara.\n");
}

TEST(PlainReader, keeps_boxes_and_drawings_as_they_are) {
    expect_reading(
        "She drew the room on the back of the envelope and pushed it over to him\n"
        "without a word:\n"
        "\n"
        "  +-----+   +\n"
        "  |  x  |   |\n"
        "  +-----+   +\n",
        "p: She drew the room on the back of the envelope and pushed it over to him without a "
        "word:\n"
        "t:   +-----+   +|  |  x  |   ||  +-----+   +\n");
}

TEST(PlainReader, takes_an_underlined_line_for_a_heading_and_a_rule_for_a_break) {
    expect_reading("The Green Book\n"
                   "--------------\n"
                   "It was lost on the ferry.\n"
                   "\n"
                   "He wept.\n"
                   "--------\n"
                   "Later, he stopped.\n",
                   "h2: The Green Book\n"
                   "p: It was lost on the ferry.\n"
                   "p: He wept.\n"
                   "b: --------\n"
                   "p: Later, he stopped.\n");
}

TEST(PlainReader, keeps_every_kind_of_ornament_as_a_scene_break) {
    for (const char* ornament : {"* * *",
                                 "***",
                                 "#",
                                 "# # #",
                                 "~*~",
                                 "-oOo-",
                                 "oOo",
                                 "xxxxx",
                                 "-0-",
                                 "-=*=-",
                                 "+:-:+",
                                 "_____",
                                 "=====",
                                 "<>",
                                 "---",
                                 "%%%%%",
                                 "\u2022\u2022\u2022",
                                 "***SCENE BREAK***",
                                 "[scene break]",
                                 "(line break)",
                                 "X-=-=-X"}) {
        const Document document =
            read_text(std::string("He left.\n\n") + ornament + "\n\nShe stayed.\n");
        ASSERT_EQ(document.blocks.size(), 3U) << ornament;
        EXPECT_EQ(document.blocks[1].kind, BlockKind::scene_break) << ornament;
        EXPECT_EQ(document.text_of(document.blocks[1]), ornament);
    }
}

TEST(PlainReader, does_not_take_speech_or_numbers_for_ornaments) {
    for (const char* line : {"\"...\"", "?", "!", "\"!\"", ",", "...", "XX", "O", "0", "10:00", "A",
                             "(?)", "\u201C\u2026\u201D"}) {
        const Document document =
            read_text(std::string("He left.\n\n") + line + "\n\nShe stayed.\n");
        ASSERT_GE(document.blocks.size(), 2U) << line;
        EXPECT_NE(document.blocks[1].kind, BlockKind::scene_break) << line;
    }
}

TEST(PlainReader, takes_dots_for_a_break_only_when_the_file_does_so_again) {
    const Document document = read_text("One.\n\n...\n\nTwo.\n\n...\n\nThree.\n");
    EXPECT_EQ(written_down(document), "p: One.\nb: ...\np: Two.\nb: ...\np: Three.\n");
}

TEST(PlainReader, finds_breaks_made_of_blank_lines_only) {
    std::string text;
    for (int i = 0; i < 10; ++i)
        text += "This paragraph is like the others and says nothing of any weight at all.\n\n";
    text += "\n\nBut here something new begins, after a longer pause than there was before.\n";
    const Document document = read_text(text);
    ASSERT_EQ(document.blocks.size(), 12U);
    EXPECT_EQ(document.blocks[10].kind, BlockKind::scene_break);
    EXPECT_EQ(document.blocks[10].from, document.blocks[10].to);
    EXPECT_EQ(scene_count(document), 2U);
}

TEST(PlainReader, joins_words_cut_at_line_ends_only_when_the_file_knows_them) {
    expect_reading(
        "It was a remarkable lamp, and everybody who came to the harbour was re-\n"
        "markable too, for the time it took to look at it: a well-known and well-\n"
        "lit fact of which nobody had ever made anything that could be sold --\n"
        "not in those days.\n",
        "p: It was a remarkable lamp, and everybody who came to the harbour was remarkable too, "
        "for the time it took to look at it: a well-known and well-lit fact of which nobody had "
        "ever made anything that could be sold -- not in those days.\n");
}

TEST(PlainReader, takes_out_marks_of_emphasis_when_both_ends_are_there) {
    expect_reading(
        "It was *not* a _very good_ idea, said **Tom** (*twice*), and \"_Swallow_'s\n"
        "crew\" agreed. 2*3*4 and snake_case_names and *this stay, and so does *g*.\n",
        "p: It was <e>not</> a <e>very good</> idea, said <s>Tom</> (<e>twice</>), and "
        "\"<e>Swallow</>'s crew\" agreed. 2*3*4 and snake_case_names and *this stay, and so does "
        "*g*.\n");
}

TEST(PlainReader, takes_a_paragraph_in_marks_however_long_it_is) {
    std::string letter = "_Dear Nell,";
    for (int i = 0; i < 12; ++i) letter += " the snow has not stopped since you left us,";
    letter += " and the goose is well._";
    const Document document = read_text(letter + "\n\nShe put it _away_.\n");
    ASSERT_EQ(document.marks.size(), 2U);
    EXPECT_EQ(document.text_of(document.blocks[0]).front(), 'D');
    EXPECT_EQ(document.text_of(document.blocks[0]).back(), '.');
}

TEST(PlainReader, takes_emphasis_over_a_line_end) {
    expect_reading(
        "She said that it was *the only lamp on the whole of the coast that had\n"
        "never once gone out* and nobody in the room cared to contradict her.\n",
        "p: She said that it was <e>the only lamp on the whole of the coast that had never once "
        "gone out</> and nobody in the room cared to contradict her.\n");
}

TEST(PlainReader, trusts_slashes_only_when_they_are_used_as_marks) {
    expect_reading("He/she and and/or on 1/2/03 and /home/x stay.\n",
                   "p: He/she and and/or on 1/2/03 and /home/x stay.\n");
    expect_reading("It was /so/ dark and /so/ cold, he/she said.\n",
                   "p: It was <e>so</> dark and <e>so</> cold, he/she said.\n");
}

TEST(PlainReader, sets_quoted_lines_apart) {
    expect_reading(
        "He read the letter twice, which was once more often than he had meant to:\n"
        "\n"
        "> Dear Tom, the lamp is lit and the keeper gone, and nobody has come to\n"
        "> ask for either.\n"
        ">\n"
        "> Come home.\n"
        "\n"
        "He folded it again.\n",
        "p: He read the letter twice, which was once more often than he had meant to:\n"
        "q: Dear Tom, the lamp is lit and the keeper gone, and nobody has come to ask for either.\n"
        "q: Come home.\n"
        "p: He folded it again.\n");
}

TEST(PlainReader, takes_the_quoting_off_a_message_forwarded_whole) {
    const Document document = read_text("> One.\n>\n> Two.\n>\n> Three, and the end of it.\n");
    EXPECT_EQ(written_down(document), "p: One.\np: Two.\np: Three, and the end of it.\n");
}

TEST(PlainReader, leaves_telepathy_in_angle_brackets_alone) {
    expect_reading("One.\n\n>>Can you hear me?<<\n\n>>No.<<\n",
                   "p: One.\np: >>Can you hear me?<<\np: >>No.<<\n");
}

TEST(PlainReader, marks_centred_lines) {
    std::string text = "                           THE GREEN BOOK\n\n";
    for (int i = 0; i < 4; ++i)
        text += "Mara had kept the lamp for eleven winters before anyone thought to ask\n"
                "her what she burned in it, and by then it was rather late.\n\n";
    const Document document = read_text(text);
    EXPECT_TRUE(document.blocks[0].centred);
    EXPECT_FALSE(document.blocks[1].centred);
}

TEST(PlainReader, keeps_the_lines_of_regions_and_gives_them_their_layer) {
    const std::string text = "Title: The Green Book\nAuthor: Wren\n\nIt was lost on the ferry.\n";
    const Document document = read_text(text, {{0, 2, Layer::header}});
    EXPECT_EQ(written_down(document),
              "p@h: Title: The Green Book|Author: Wren\np: It was lost on the ferry.\n");
}

TEST(PlainReader, sets_a_heading_apart_from_the_text_below_it) {
    std::string text = "Chapter One\n"
                       "Mara had kept the lamp for eleven winters before anyone thought to ask\n"
                       "her what she burned in it, and by then it was rather late.\n\n";
    const Document document = read_text(text);
    ASSERT_EQ(document.blocks.size(), 2U) << written_down(document);
    EXPECT_EQ(document.text_of(document.blocks[0]), "Chapter One");
}

TEST(PlainReader, takes_no_broken_sequence_for_a_space) {
    for (const std::string_view text :
         {"Come\n\n\xE2\x80nk struck\n", "fix it.\xE2\x80k\n\nCome\n"})
        EXPECT_EQ(words_lost(text, read_text(text)), "");
}

TEST(PlainReader, reads_a_line_of_any_length) {
    std::string text(20'000'000, ' ');
    for (std::size_t i = 0; i + 4 < text.size(); i += 5)
        text[i] = 'a', text[i + 1] = 'b', text[i + 2] = 'c', text[i + 3] = '*';
    const Document document = read_text(text);
    EXPECT_EQ(document.blocks.size(), 1U);
    EXPECT_EQ(count_words(document.text), 4'000'000U);
}

TEST(PlainReader, reads_any_number_of_short_lines) {
    std::string text;
    for (int i = 0; i < 400'000; ++i) text += i % 7 == 0 ? "\n" : i % 5 == 0 ? "***\n" : "> a\n";
    EXPECT_EQ(words_lost(text, read_text(text)), "");
}

}  // namespace
}  // namespace solander
