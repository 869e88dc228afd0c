// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/marks.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

struct ChapterCase {
    const char* line;
    const char* family;
    int number, of;
    const char* title;
};

TEST(ChapterMark, reads_the_shapes_authors_use) {
    const ChapterCase cases[] = {
        {"Chapter 1", "chapter", 1, -1, ""},
        {"CHAPTER ONE", "chapter", 1, -1, ""},
        {"Chapter One: Snow", "chapter", 1, -1, "Snow"},
        {"Chapter 1 - Snow", "chapter", 1, -1, "Snow"},
        {"CHAPTER 1 \u2013 Dating the Tide", "chapter", 1, -1, "Dating the Tide"},
        {"Ch. 3", "ch", 3, -1, ""},
        {"Ch3", "ch", 3, -1, ""},
        {"Chap 4", "chap", 4, -1, ""},
        {"Chapter 4 The Long Night", "chapter", 4, -1, "The Long Night"},
        {"Kapitel 1:", "kapitel", 1, -1, ""},
        {"Cap\u00EDtulo 2", "capitulo", 2, -1, ""},
        {"\u0413\u043B\u0430\u0432\u0430 1", "\u0433\u043B\u0430\u0432\u0430", 1, -1, ""},
        {"\u7B2C1\u7AE0", "\u7B2C\u7AE0", 1, -1, ""},
        {"Part 2", "part", 2, -1, ""},
        {"Part II", "part", 2, -1, ""},
        {"Part Two of Five", "part", 2, 5, ""},
        {"Part Seven/?", "part", 7, 0, ""},
        {"Part 3/12", "part", 3, 12, ""},
        {"(2/5)", "n/m", 2, 5, ""},
        {"2/?", "n/m", 2, 0, ""},
        {"Book I", "book", 1, -1, ""},
        {"Night the Third", "night", 3, -1, ""},
        {"Prologue", "alone", -1, -1, ""},
        {"EPILOGUE: Home", "alone", -1, -1, "Home"},
        {"Chapter Twenty-One", "chapter", 21, -1, ""},
        {"One", "spelled", 1, -1, ""},
        {"IV.", "roman", 4, -1, ""},
        {"IV. The Lamp", "roman", 4, -1, "The Lamp"},
        {"-3-", "arabic", 3, -1, ""},
        {"~ 2 ~", "arabic", 2, -1, ""},
        {"** Chapter 5 **", "chapter", 5, -1, ""},
        {"*Chapter 2*: Rain", "chapter", 2, -1, "Rain"},
    };
    for (const ChapterCase& c : cases) {
        const auto mark = chapter_mark(c.line);
        ASSERT_TRUE(mark) << c.line;
        EXPECT_EQ(mark->family, c.family) << c.line;
        EXPECT_EQ(mark->number, c.number) << c.line;
        EXPECT_EQ(mark->of, c.of) << c.line;
        EXPECT_EQ(mark->title, c.title) << c.line;
    }
}

TEST(ChapterMark, leaves_prose_alone) {
    for (const char* line :
         {"Part of him wanted to go.", "Chapter 3 was over and he closed the book.",
          "One of them laughed.",
          "Part one was easy, he thought, and part two would be easier still.", "I was late.", "I",
          "1999", "Actually, no.", "Day after day it rained.", "Tag, you're it!",
          "\"Chapter one,\" she read.", "Chapter", "Mix well.", "12:30", "interlude",
          "Two men came in.", "1/2/03", "Book me a room.",
          "Scene 3 takes place in a garden by the sea."}) {
        const auto mark = chapter_mark(line);
        // "I" may be the first of a row of numbers; that is for the whole file to decide.
        EXPECT_TRUE(!mark || mark->family == "roman") << line;
    }
}

TEST(EndMark, reads_the_shapes_authors_use) {
    for (const char* line : {"The End", "THE END", "-end-", "- The End -", "[END.]", "End.",
                             "The   End.", "<finis>", "~fin~", "T H E   E N D", "T H E E N D",
                             "-30-", "*end*", "-End of File-", "The End.......?"})
        EXPECT_EQ(end_mark(line), EndMark::end) << line;
    for (const char* line :
         {"To be continued...", "TBC", "tbc...", "to be cont'd", "To be continued, perhaps....",
          "continued in part 2", "To be continued in part three", "Fortsetzung folgt"})
        EXPECT_EQ(end_mark(line), EndMark::more) << line;
    for (const char* line : {"End Part 1", "End (1/3)", "end chapter 3", "End of Part Two",
                             "END OF CHAPTER 12", "The end of part one"})
        EXPECT_EQ(end_mark(line), EndMark::part_end) << line;
}

TEST(EndMark, leaves_prose_alone) {
    for (const char* line :
         {"continued:", "\"The end,\" he said.", "\"Fin?\"", "The end of the road was near.",
          "In the end, she went.", "End it.", "30", "Finally.", "\u201CThe end.\u201D",
          "Continued rain was forecast.", "To be, or not to be."})
        EXPECT_EQ(end_mark(line), EndMark::none) << line;
}

TEST(NoteOpening, reads_the_shapes_authors_use) {
    for (const char* text : {"A/N: hello", "(A/N: hello)", "[AN: hello]", "Author's Note: hello",
                             "(Author's note - hello)", "AUTHOR'S NOTES:", "Author\u2019s Notes",
                             "*A/N* hello", "(A/N hello)", "{AN hello}", "Author?s notes: hello"})
        EXPECT_GT(note_opening(text), 0U) << text;
}

TEST(NoteOpening, leaves_prose_alone) {
    for (const char* text : {"(An old man came in.)", "An: the letter was unsigned",
                             "A note lay on the table: come home.", "Author! Author!",
                             "(a woman laughed)", "Another thing: go.", "Note: the lamp was lit."})
        EXPECT_EQ(note_opening(text), 0U) << text;
}

TEST(SpelledNumber, reads_digits_roman_numerals_and_words) {
    EXPECT_EQ(spelled_number("12"), 12);
    EXPECT_EQ(spelled_number("xiv"), 14);
    EXPECT_EQ(spelled_number("Ninety-nine"), 99);
    EXPECT_EQ(spelled_number("IIX"), std::nullopt);
    EXPECT_EQ(spelled_number("twenty-twenty"), std::nullopt);
    EXPECT_EQ(spelled_number(""), std::nullopt);
}

}  // namespace
}  // namespace solander
