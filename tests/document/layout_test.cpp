// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "document/lines.h"

namespace solander {
namespace {

TEST(Lines, lists_lines_with_indent_and_blank_lines_above) {
    const Lines lines = split_lines("One  \n\n\n\tTwo\n  \n \xC2\xA0 Three");
    ASSERT_EQ(lines.lines.size(), 3U);
    EXPECT_EQ(lines.of(lines.lines[0]), "One");
    EXPECT_EQ(lines.lines[0].blanks_before, 0);
    EXPECT_EQ(lines.of(lines.lines[1]), "Two");
    EXPECT_EQ(lines.lines[1].indent, 8);
    EXPECT_EQ(lines.lines[1].blanks_before, 2);
    EXPECT_EQ(lines.of(lines.lines[2]), "Three");
    EXPECT_EQ(lines.lines[2].indent, 3);
    EXPECT_EQ(lines.lines[2].blanks_before, 1);
}

TEST(Lines, takes_a_form_feed_for_white_space) {
    const Lines lines = split_lines("One\n\f\nTwo\n\fThree\n");
    ASSERT_EQ(lines.lines.size(), 3U);
    EXPECT_EQ(lines.lines[1].blanks_before, 1);
    EXPECT_EQ(lines.of(lines.lines[2]), "Three");
    EXPECT_EQ(lines.lines[2].indent, 0);
}

TEST(Lines, clamps_what_does_not_fit) {
    const Lines lines =
        split_lines(std::string(70'000, ' ') + "a" + std::string(70'000, '\n') + "b");
    ASSERT_EQ(lines.lines.size(), 2U);
    EXPECT_EQ(lines.lines[0].indent, 65535);
    EXPECT_EQ(lines.lines[1].blanks_before, 65535);
}

TEST(Lines, counts_columns_by_characters) {
    EXPECT_EQ(width_of("d\u00E9j\u00E0"), 4U);
    EXPECT_EQ(width_of(""), 0U);
}

/// `words` in lines of at most `width` columns.
std::string wrapped(int words, std::size_t width, std::string_view first_indent = "",
                    std::string_view indent = "", std::string_view between = "\n") {
    constexpr std::string_view kWords[] = {
        "the",      "lamp", "was",   "lit",     "and",  "nobody",   "came", "to",
        "remember", "it",   "until", "morning", "over", "harbours", "of",   "glass"};
    std::string out(first_indent), line(first_indent);
    for (int i = 0; i < words; ++i) {
        const std::string_view word = kWords[(i * 7 + i / 5) % 16];
        if (line.size() + word.size() + 1 > width) {
            out += between;
            out += indent;
            line = indent;
        } else if (i > 0) {
            out += ' ';
            line += ' ';
        }
        out += word;
        line += word;
    }
    return out + ".";
}

Layout measured(std::string_view text) { return measure_layout(split_lines(text)); }

TEST(Layout, finds_the_wrap_column) {
    for (const std::size_t width : {60U, 70U, 72U, 78U}) {
        std::string text;
        for (int i = 0; i < 12; ++i) text += wrapped(20 + i * 7, width, "He ") + "\n\n";
        const Layout layout = measured(text);
        EXPECT_LE(layout.width, width);
        EXPECT_GE(layout.width + 6, width);
        EXPECT_TRUE(layout.blank_between);
        EXPECT_EQ(layout.usual_gap, 1);
        EXPECT_FALSE(layout.double_spaced);
        EXPECT_FALSE(layout.indent_starts);
    }
}

TEST(Layout, finds_paragraphs_that_begin_with_an_indent) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += wrapped(20 + i * 7, 70, "     He ") + "\n";
    const Layout layout = measured(text);
    EXPECT_GE(layout.width, 60U);
    EXPECT_TRUE(layout.indent_starts);
    EXPECT_EQ(layout.start_indent, 5);
    EXPECT_FALSE(layout.blank_between);
    EXPECT_EQ(layout.usual_gap, 0);
}

TEST(Layout, finds_a_file_that_is_indented_as_a_whole) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += wrapped(20 + i * 7, 70, "        He ", "     ") + "\n";
    const Layout layout = measured(text);
    EXPECT_EQ(layout.usual_indent, 5);
    EXPECT_TRUE(layout.indent_starts);
    EXPECT_EQ(layout.start_indent, 8);
}

TEST(Layout, finds_double_spacing) {
    std::string text;
    for (int i = 0; i < 8; ++i) text += wrapped(40 + i * 7, 70, "   He ", "", "\n\n") + "\n\n";
    const Layout layout = measured(text);
    EXPECT_TRUE(layout.double_spaced);
    EXPECT_GE(layout.width, 55U);
}

TEST(Layout, says_that_lines_are_paragraphs_when_they_are_long_or_end_their_sentences) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += "The " + wrapped(5 + i * 9, 10'000) + "\n";
    EXPECT_EQ(measured(text).width, 0U);
    EXPECT_EQ(measured("One line.\nAnd another one.\n\"A third?\"\nNo.\n").width, 0U);
    EXPECT_EQ(measured("").width, 0U);
}

TEST(Layout, does_not_take_a_poem_for_wrapped_prose) {
    std::string poem;
    for (int i = 0; i < 5; ++i)
        poem +=
            "We do not talk. The engine talks for us\nand says to all of us the same old thing\n"
            "that once it said to sheep,\nto letters, and to rain,\nand nobody has told it yet\n"
            "that letters do not answer it again.\n\n";
    EXPECT_EQ(measured(poem).width, 0U);
}

TEST(Layout, finds_from_which_gap_on_blank_lines_mean_a_scene) {
    std::string text;
    for (int i = 0; i < 30; ++i)
        text += "He " + wrapped(12 + i, 70) + (i % 10 == 9 ? "\n\n\n\n" : "\n\n");
    EXPECT_EQ(measured(text).break_gap, 2);
    text.clear();
    for (int i = 0; i < 30; ++i)
        text += "     He " + wrapped(12 + i, 70) + (i % 15 == 14 ? "\n\n" : "\n");
    EXPECT_EQ(measured(text).break_gap, 1);
    text.clear();
    for (int i = 0; i < 30; ++i)  // no habit to tell from
        text += "He " + wrapped(12 + i, 70) + (i % 2 == 1 ? "\n\n\n" : "\n\n");
    EXPECT_EQ(measured(text).break_gap, 0);
}

}  // namespace
}  // namespace solander
