// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/structure.h"

#include <gtest/gtest.h>

#include "tests/document/reading.h"

namespace solander {
namespace {

constexpr const char* kProse = "It was a dark night in the harbour town and nobody had thought to "
                               "light the lamp. She waited until the "
                               "morning came, and when it came she was no longer sure of what it "
                               "was that she had been waiting for.\n\n";

Document structured(std::string_view text) {
    const Lines lines = split_lines(text);
    Document document = read_plain(lines, measure_layout(lines), find_furniture(lines));
    mark_structure(document);
    return document;
}

std::vector<std::string> titles(const Document& document) {
    std::vector<std::string> out;
    for (const ChapterRange& range : find_chapters(document)) out.push_back(range.title);
    return out;
}

Layer layer_with(const Document& document, std::string_view text) {
    for (const Block& block : document.blocks)
        if (document.text_of(block).find(text) != std::string_view::npos) return block.layer;
    ADD_FAILURE() << "no block with " << text;
    return Layer::story;
}

std::string pieces(std::initializer_list<const char*> all) {
    std::string out;
    for (const char* piece : all) out += piece;
    return out;
}

TEST(Chapters, are_one_when_nothing_marks_them) {
    const auto chapters = find_chapters(structured(pieces({kProse, kProse})));
    ASSERT_EQ(chapters.size(), 1U);
    EXPECT_EQ(chapters[0].first, 0U);
    EXPECT_EQ(chapters[0].last, 2U);
    EXPECT_EQ(find_chapters(Document{}).size(), 1U);
}

TEST(Chapters, follow_the_marks_of_the_file) {
    const auto text = pieces({"Chapter One: Snow\n\n", kProse, "Chapter Two\n\"Rain\"\n\n", kProse,
                              "EPILOGUE\n\n", kProse});
    EXPECT_EQ(titles(structured(text)),
              (std::vector<std::string>{"Chapter One: Snow", "Chapter Two: \"Rain\"", "EPILOGUE"}));
}

TEST(Chapters, keep_text_before_the_first_mark_as_a_piece_of_its_own) {
    const auto text = pieces({kProse, "Chapter 2\n\n", kProse, "Chapter 3\n\n", kProse});
    EXPECT_EQ(titles(structured(text)), (std::vector<std::string>{"", "Chapter 2", "Chapter 3"}));
}

TEST(Chapters, join_a_part_with_the_chapter_it_stands_above) {
    const auto text = pieces({"Part One\n\nChapter 1\n\n", kProse, "Chapter 2\n\n", kProse,
                              "Part Two\n\nChapter 3\n\n", kProse});
    EXPECT_EQ(
        titles(structured(text)),
        (std::vector<std::string>{"Part One: Chapter 1", "Chapter 2", "Part Two: Chapter 3"}));
}

TEST(Chapters, do_not_come_from_numbers_that_do_not_count_up) {
    const auto text =
        pieces({kProse, "Seven\n\n", kProse, "Part of it\n\n", kProse, "Three\n\n", kProse});
    EXPECT_EQ(titles(structured(text)).size(), 1U);
}

TEST(Chapters, take_short_numbered_pieces_for_sections) {
    const auto text = pieces({"1\n\n", kProse, "2\n\n", kProse, "3\n\n", kProse});
    const Document document = structured(text);
    EXPECT_EQ(titles(document).size(), 1U);
    EXPECT_EQ(document.blocks[0].kind, BlockKind::heading);
    EXPECT_EQ(document.blocks[0].level, 4);
}

TEST(Chapters, take_long_numbered_pieces_for_chapters) {
    std::string text;
    for (const char* number : {"1.\n\n", "2.\n\n", "3.\n\n"}) {
        text += number;
        for (int i = 0; i < 20; ++i) text += kProse;
    }
    EXPECT_EQ(titles(structured(text)), (std::vector<std::string>{"1.", "2.", "3."}));
}

TEST(Chapters, pass_over_a_table_of_contents) {
    const auto text =
        pieces({"Chapter 1: Snow\nChapter 2: Rain\nChapter 3: Fog\n\n", "Chapter 1: Snow\n\n",
                kProse, "Chapter 2: Rain\n\n", kProse, "Chapter 3: Fog\n\n", kProse});
    const Document document = structured(text);
    EXPECT_EQ(document.blocks[0].layer, Layer::toc);
    EXPECT_EQ(titles(document).size(), 3U);
}

TEST(Chapters, come_from_headings_of_a_page_without_numbers) {
    Document document = testing::read_page(
        pieces({"<h1>The Lamp</h1><h2>Snow</h2><p>", kProse, "<h2>Rain</h2><p>", kProse}));
    mark_structure(document);
    EXPECT_EQ(titles(document), (std::vector<std::string>{"Snow", "Rain"}));
}

TEST(Structure, marks_the_end_and_sets_a_short_tail_apart) {
    const Document document =
        structured(pieces({kProse, kProse, "THE END\n\nFeedback to me, please!\n"}));
    EXPECT_EQ(document.blocks[2].kind, BlockKind::end_mark);
    EXPECT_EQ(document.blocks[2].layer, Layer::story);
    EXPECT_EQ(layer_with(document, "Feedback"), Layer::note_after);
    const auto end = stated_end(document);
    ASSERT_TRUE(end);
    EXPECT_TRUE(end->complete);
    EXPECT_EQ(end->block, 2U);
}

TEST(Structure, keeps_a_second_story_behind_the_end_visible) {
    const Document document = structured(pieces({kProse, "THE END\n\n", kProse, kProse, kProse}));
    EXPECT_EQ(document.blocks.back().layer, Layer::story);
    const Document epilogue =
        structured(pieces({kProse, kProse, kProse, "THE END\n\nEpilogue\n\nThey lived.\n"}));
    EXPECT_EQ(layer_with(epilogue, "They lived"), Layer::story);
}

TEST(Structure, gives_rules_at_the_edges_to_what_is_not_story) {
    const std::string text = pieces({"Title: X\n\n-----\n\n", kProse, "* * *\n\n", kProse,
                                     "THE END\n\n-----\n\nFeedback, please!\n"});
    const Lines lines = split_lines(text);
    Document document =
        read_plain(lines, measure_layout(lines), std::vector<Region>{{0, 1, Layer::header}});
    mark_structure(document);
    std::vector<Layer> breaks;
    for (const Block& block : document.blocks)
        if (block.kind == BlockKind::scene_break) breaks.push_back(block.layer);
    EXPECT_EQ(breaks, (std::vector<Layer>{Layer::header, Layer::story, Layer::note_after}));
    // A story's own last ornament stays with it.
    EXPECT_EQ(structured(pieces({kProse, "* * *\n"})).blocks.back().layer, Layer::story);
}

TEST(Structure, says_that_a_story_goes_on) {
    const auto end = stated_end(structured(pieces({kProse, "TBC\n\nFeedback to me, please!\n"})));
    ASSERT_TRUE(end);
    EXPECT_FALSE(end->complete);
    EXPECT_FALSE(stated_end(structured(pieces({kProse, "End of Part 1\n"}))));
    EXPECT_FALSE(stated_end(structured(pieces({kProse, "THE END\n\n", kProse, kProse, kProse}))));
    EXPECT_FALSE(stated_end(structured(kProse)));
}

TEST(Structure, a_disclaimer_between_paragraphs_is_part_of_the_story) {
    const Document document =
        structured(pieces({"Disclaimer: not mine.\n\n", kProse, kProse,
                           "Disclaimer: the Parish lends no sledges.\n\n", kProse}));
    EXPECT_EQ(layer_with(document, "not mine"), Layer::note_before);
    EXPECT_EQ(layer_with(document, "the Parish"), Layer::story);
}

TEST(Structure, sets_notes_apart_by_where_they_stand) {
    const Document document =
        structured(pieces({"A/N: first of all.\n\n", kProse, kProse, "(A/N: I know!)\n\n", kProse,
                           "Author's Notes: last of all.\n"}));
    EXPECT_EQ(layer_with(document, "first of all"), Layer::note_before);
    EXPECT_EQ(layer_with(document, "I know"), Layer::note_inside);
    EXPECT_EQ(layer_with(document, "last of all"), Layer::note_after);
}

TEST(Structure, sets_notes_apart_at_the_borders_of_chapters) {
    const Document document =
        structured(pieces({"Chapter 1\n\nA/N: below the heading.\n\n", kProse, kProse,
                           "A/N: above the heading.\n\nChapter 2\n\n", kProse}));
    EXPECT_EQ(layer_with(document, "below the heading"), Layer::note_before);
    EXPECT_EQ(layer_with(document, "above the heading"), Layer::note_after);
}

TEST(Structure, never_hides_a_paragraph_that_only_begins_with_a_note) {
    const Document document = structured(
        pieces({kProse, "(A/N: ha!) Then she opened the door and went in.\n\n", kProse}));
    EXPECT_EQ(layer_with(document, "Then she opened"), Layer::story);
}

TEST(Structure, follows_a_bracketed_note_over_paragraphs) {
    const Document document =
        structured(pieces({kProse, kProse, "[A/N: one\n\ntwo\n\nthree]\n\n", kProse}));
    EXPECT_EQ(layer_with(document, "two"), Layer::note_inside);
    EXPECT_EQ(layer_with(document, "three]"), Layer::note_inside);
}

TEST(Structure, marks_any_number_of_notes_and_chapters) {
    std::string text;
    for (int i = 1; i < 50'000; ++i)
        text += "A/N: x\n\nChapter " + std::to_string(i % 300) + "\n\n(A/N: y\n\n";
    EXPECT_GE(structured(text).blocks.size(), 100'000U);
}

TEST(Furniture, takes_list_footers_and_adverts) {
    const std::string advert =
        "------------------------ Yahoo! Groups Sponsor ---------------------~-->\n"
        "Buy a lamp! http://example.com/lamp\n"
        "---------------------------------------------------------------------~->\n\n"
        "To unsubscribe from this group, send an email to:\n"
        "lamps-unsubscribe@example.com\n\n"
        "Your use of Yahoo! Groups is subject to http://example.com/terms\n";
    const Document document = structured(pieces({kProse, advert.c_str()}));
    EXPECT_EQ(document.blocks[0].layer, Layer::story);
    EXPECT_EQ(layer_with(document, "Buy a lamp"), Layer::furniture);
    EXPECT_EQ(layer_with(document, "lamps-unsubscribe"), Layer::furniture);
    EXPECT_EQ(layer_with(document, "subject to"), Layer::furniture);
    // Parts pasted together leave the same in the middle: only the advert goes.
    const Document middle = structured(pieces({kProse, advert.c_str(), kProse, kProse}));
    EXPECT_EQ(layer_with(middle, "Buy a lamp"), Layer::furniture);
    EXPECT_EQ(middle.blocks.back().layer, Layer::story);
}

TEST(Furniture, takes_a_mailmans_footer_and_a_signature) {
    EXPECT_EQ(
        layer_with(
            structured(pieces(
                {kProse, "_______________________________________________\nLamps mailing list\n"
                         "Lamps@example.com\nhttp://example.com/mailman/listinfo/lamps\n"})),
            "Lamps mailing list"),
        Layer::furniture);
    EXPECT_EQ(layer_with(structured(pieces({kProse, "-- \nWren, keeper of lamps\n"})), "Wren"),
              Layer::furniture);
    EXPECT_EQ(layer_with(structured(pieces({kProse, "--\nWren kept the lamps.\n"})), "Wren"),
              Layer::story);
}

TEST(Furniture, takes_spoiler_space_and_navigation_at_the_edges) {
    const Document document =
        structured(pieces({"S\nP\nO\nI\nL\nE\nR\n\nS\nP\nA\nC\nE\n\n", kProse, "[Home]\n"}));
    EXPECT_EQ(document.blocks[0].layer, Layer::furniture);
    EXPECT_EQ(document.blocks.back().layer, Layer::furniture);
    EXPECT_EQ(structured(pieces({kProse, "[Home] [Next] | Back\n"})).blocks.back().layer,
              Layer::furniture);
    // The last word of a sentence, and a one-word answer.
    EXPECT_EQ(structured(pieces({kProse, "\"Never go\nback.\"\n"})).blocks.back().layer,
              Layer::story);
    EXPECT_EQ(structured(pieces({kProse, "Home.\n"})).blocks.back().layer, Layer::story);
}

TEST(Furniture, ends_a_footer_where_somebody_tells_on) {
    for (const char* line :
         {"Unsubscribe: that was all it said.", "This email was sent to her by a dead man."})
        EXPECT_EQ(layer_with(structured(pieces({kProse, line, "\n\n", kProse})), line),
                  Layer::story);
    const Document document = structured(
        pieces({kProse, "Unsubscribe: lamps-off@example.com\nList archives: http://example.com\n\n",
                "The mailing list is kept by Wren.\n\n", "She never wrote again.\n"}));
    EXPECT_EQ(layer_with(document, "lamps-off"), Layer::furniture);
    EXPECT_EQ(layer_with(document, "kept by Wren"), Layer::furniture);
    EXPECT_EQ(layer_with(document, "never wrote"), Layer::story);
}

TEST(Furniture, takes_one_word_for_a_link_only_beside_another_or_at_the_very_end) {
    const Document document =
        structured(pieces({"Home\n\nBack\n\n", kProse, "Home\n\n", kProse, "Index\n"}));
    EXPECT_EQ(document.blocks[0].layer, Layer::furniture);
    EXPECT_EQ(document.blocks[1].layer, Layer::furniture);
    EXPECT_EQ(document.blocks.back().layer, Layer::furniture);
    EXPECT_EQ(document.blocks[3].layer, Layer::story) << document.text_of(document.blocks[3]);
}

TEST(BrokenOff, is_a_text_that_ends_in_the_middle_of_a_sentence) {
    const std::string prose = std::string(kProse) + kProse;
    for (const char* end : {"They went up the stairs and there they saw the\n",
                            "It was late when they came to the door, and the lamp,\n"})
        EXPECT_TRUE(broken_off(structured(prose + end)).has_value()) << end;
    for (const char* end :
         {"They went up the stairs and there they saw the end.\n",
          "“They went up the stairs and they saw it,” he said, “all of it”\n",
          "They went up the stairs and they saw the -\n", "With love from all of us here,\nJo\n",
          "Not long\n", "They went up the stairs and there they saw the\n\nThe End\n"})
        EXPECT_FALSE(broken_off(structured(prose + end)).has_value()) << end;
    EXPECT_FALSE(broken_off(structured("They went up the stairs and there they saw the")));
    EXPECT_FALSE(broken_off(Document{}).has_value());
}

TEST(Furniture, leaves_the_middle_of_a_story_alone) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += kProse;
    text += "Home\n\nBack\n\nTo unsubscribe from life was not his way.\n\n";
    for (int i = 0; i < 40; ++i) text += kProse;
    EXPECT_TRUE(find_furniture(split_lines(text)).empty());
}

}  // namespace
}  // namespace solander
