// SPDX-License-Identifier: GPL-3.0-or-later
// Every line shape of story-files.md 3.1, with and without blank lines between the fields.
#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/header/reading.h"

namespace solander {
namespace {

struct Shape {
    const char* name;
    const char* line;  // @L label, @V value
};

// The shapes that can carry a whole header; the label stands for itself.
constexpr Shape kShapes[] = {
    {"plain", "@L: @V"},
    {"spaced", "@L : @V"},
    {"tight", "@L:@V"},
    {"double_colon", "@L:: @V"},
    {"wide_colon", "@L：@V"},
    {"dash", "@L - @V"},
    {"two_dashes", "@L -- @V"},
    {"en_dash", "@L – @V"},
    {"em_dash", "@L — @V"},
    {"dots_colon", "@L....: @V"},
    {"dots", "@L...@V"},
    {"ellipsis", "@L… @V"},
    {"equals", "@L=@V"},
    {"tab", "@L\t@V"},
    {"columns", "@L     @V"},
    {"fixed_columns", "@L\u00A0\u00A0 @V"},
    {"fixed_column_behind_a_blank", "@L \u00A0@V"},
    {"semicolon", "@L; @V"},
    {"bar", "@L | @V"},
    {"starred_with_colon", "*@L:* @V"},
    {"twice_starred", "**@L:** @V"},
    {"underscored", "_@L:_ @V"},
    {"starred_before_colon", "*@L*: @V"},
    {"twice_starred_before_colon", "**@L**: @V"},
    {"whole_line_starred", "*@L: @V*"},
    {"tildes", "~@L~ @V"},
    {"square_brackets", "[@L] @V"},
    {"square_brackets_colon", "[@L]: @V"},
    {"bracketed_line", "[@L: @V]"},
    {"angle_brackets", "<@L> @V"},
    {"angle_right", "@L> @V"},
    {"plus", "+@L: @V"},
    {"hyphen_bullet", "- @L: @V"},
    {"bullet", "• @L: @V"},
    {"star_bullet", "* @L: @V"},
    {"guillemet", "» @L: @V"},
    {"numbered", "1. @L: @V"},
    {"hash", "# @L: @V"},
    {"indented", "     @L: @V"},
    {"html_bold", "<b>@L:</b> @V"},
    {"html_bold_before_colon", "<b>@L</b>: @V"},
    {"html_strong_underlined", "<strong><u>@L:</u></strong> @V"},
    {"html_italic", "<i>@L:</i> @V"},
    {"html_font", "<font color=\"#ff0000\">@L:</font> @V"},
    {"bbcode", "[b]@L:[/b] @V"},
    {"wiki", "'''@L:''' @V"},
    {"quoted_label", "\"@L\": @V"},
    {"value_below", "@L:\n@V"},
    {"full_stop_colon", "@L.: @V"},
};

std::string fill(std::string line, const std::string& label, const std::string& value) {
    return replace_all(replace_all(std::move(line), "@L", label), "@V", value);
}

class Shapes : public testing::TestWithParam<std::tuple<Shape, int, int>> {};

TEST_P(Shapes, give_the_same_fields) {
    const auto& [shape, blank, letters] = GetParam();
    constexpr std::pair<const char*, const char*> kFields[] = {
        {"Title", "Snowfall"}, {"Author", "Kat Lund"},   {"Fandom", "Harbour Street"},
        {"Rating", "PG-13"},   {"Archive", "Ask first"}, {"Summary", "Nell counts the sledges."},
    };
    std::string text;
    for (const auto& [label, value] : kFields) {
        std::string typed = label;
        for (char& c : typed)
            c = letters == 1 && is_ascii_lower(c) ? static_cast<char>(c - 32)
                : letters == 2                    ? ascii_lower(c)
                                                  : c;
        text += fill(shape.line, typed, value) + "\n" + (blank != 0 ? "\n" : "");
    }
    text += (blank != 0 ? "\n\n* * *\n\n" : "\n") + std::string(test::kStory);
    const auto reading = test::read(text);
    EXPECT_EQ(reading.value(FieldId::title), "Snowfall") << text;
    EXPECT_EQ(reading.value(FieldId::author), "Kat Lund") << text;
    EXPECT_EQ(reading.value(FieldId::fandom), "Harbour Street") << text;
    EXPECT_EQ(reading.value(FieldId::rating), "PG-13") << text;
    EXPECT_EQ(reading.value(FieldId::archive), "Ask first") << text;
    EXPECT_EQ(reading.value(FieldId::summary), "Nell counts the sledges.") << text;
    EXPECT_EQ(reading.story_starts().substr(0, 9), "Snow had ") << text;
    EXPECT_EQ(reading.headers.blocks.size(), 1U) << text;
    for (const Field& field : reading.head()->fields) {
        const std::string& whole = *reading.text;
        EXPECT_EQ(whole.substr(field.where.from, field.where.size()), field.raw);
        EXPECT_EQ(whole.substr(field.label_where.from, field.label_where.size()), field.label);
        EXPECT_GE(field.confidence, 0.7);
        EXPECT_FALSE(field.rule.empty());
    }
}

std::string name_of_case(const testing::TestParamInfo<Shapes::ParamType>& one) {
    const char* const letters[] = {"", "_capitals", "_lower_case"};
    return std::string(std::get<0>(one.param).name)
           + (std::get<1>(one.param) != 0 ? "_double_spaced" : "")
           + letters[std::get<2>(one.param)];
}

INSTANTIATE_TEST_SUITE_P(All, Shapes,
                         testing::Combine(testing::ValuesIn(kShapes), testing::Values(0, 1),
                                          testing::Values(0, 1, 2)),
                         name_of_case);

TEST(LabelShapes, letter_spaced_labels_are_drawn_together) {
    const auto reading =
        test::read(std::string("T I T L E : Snowfall\nA U T H O R : Kat\n\n") + test::kStory);
    EXPECT_EQ(reading.value(FieldId::title), "Snowfall");
    EXPECT_EQ(reading.value(FieldId::author), "Kat");
}

TEST(LabelShapes, front_matter_is_a_header) {
    const auto reading = test::read(
        std::string("---\ntitle: Snowfall\nauthor: Kat\nrating: PG\n---\n\n") + test::kStory);
    EXPECT_EQ(reading.value(FieldId::title), "Snowfall");
    EXPECT_EQ(reading.story_starts().substr(0, 8), "Snow had");
}

TEST(LabelShapes, a_comment_block_is_a_header) {
    const auto reading =
        test::read(std::string("<!-- STORYINFO\ntitle: Snowfall\nfandom: Harbour Street\n"
                               "date: 2001-05-06\nwordcount: 812\n-->\n\n")
                   + test::kStory);
    EXPECT_EQ(reading.value(FieldId::title), "Snowfall");
    EXPECT_EQ(reading.value(FieldId::words), "812");
}

TEST(LabelShapes, cells_pair_up_without_a_sign) {
    std::string text =
        "Title\nSnowfall\nAuthor\nKat\nFandom\nHarbour Street\n\n" + std::string(test::kStory);
    Lines lines = split_lines(text);
    for (std::size_t i = 0; i < 6; ++i) lines.lines[i].cell = true;
    const HeaderReading headers = find_headers(lines, {});
    ASSERT_EQ(headers.blocks.size(), 1U);
    ASSERT_EQ(headers.blocks[0].fields.size(), 3U);
    EXPECT_EQ(headers.blocks[0].fields[2].raw, "Harbour Street");
}

TEST(LabelShapes, a_cell_that_says_complete_ends_nothing) {
    std::string text = "Title\nSnowfall\nAuthor\nKat\nStatus\nComplete\nArchive\nLink to it\n\n"
                       + std::string(test::kStory);
    Lines lines = split_lines(text);
    for (std::size_t i = 0; i < 8; ++i) lines.lines[i].cell = true;
    const HeaderReading headers = find_headers(lines, {});
    ASSERT_EQ(headers.blocks.size(), 1U);
    ASSERT_EQ(headers.blocks[0].fields.size(), 4U);
    EXPECT_EQ(headers.blocks[0].fields[2].raw, "Complete");
    EXPECT_EQ(headers.blocks[0].fields[3].raw, "Link to it");
}

TEST(LabelShapes, several_labels_on_one_line_come_apart) {
    const auto reading = test::read(std::string("Snowfall\nby Kat\n\nClassification: XA Rating: R "
                                                "Archive: Anywhere, but let us know, please! "
                                                "Summary: Nell waits.\n\n")
                                    + test::kStory);
    EXPECT_EQ(reading.value(FieldId::genre), "XA");
    EXPECT_EQ(reading.value(FieldId::rating), "R");
    EXPECT_EQ(reading.value(FieldId::archive), "Anywhere, but let us know, please!");
    EXPECT_EQ(reading.value(FieldId::summary), "Nell waits.");
    EXPECT_EQ(reading.value(FieldId::title), "Snowfall");
}

TEST(LabelShapes, bars_and_brackets_between_run_on_labels_are_not_values) {
    const auto reading = test::read(std::string("Title: Snowfall | Author: Kat | Rating: "
                                                "G\n[Fandom: Harbour Street] [Spoilers: none]\n\n")
                                    + test::kStory);
    EXPECT_EQ(reading.value(FieldId::title), "Snowfall");
    EXPECT_EQ(reading.value(FieldId::author), "Kat");
    EXPECT_EQ(reading.value(FieldId::rating), "G");
    EXPECT_EQ(reading.value(FieldId::fandom), "Harbour Street");
    EXPECT_EQ(reading.value(FieldId::spoilers), "none");
}

TEST(LabelShapes, a_mark_of_a_scripts_part_is_a_label_in_the_blocks_own_hand) {
    const auto reading = test::read(
        "Title - Snow\nAuthor - Kat\nTeaser - Nell counts\nsledges all day.\nArchive - no\n\n"
        + std::string(test::kStory));
    EXPECT_EQ(reading.value(FieldId::summary), "Nell counts sledges all day.");
    EXPECT_EQ(reading.value(FieldId::archive), "no");
}

TEST(LabelShapes, a_header_wrapped_like_a_paragraph_may_begin_with_ordinary_words) {
    const auto reading = test::read(
        std::string("Fic: Snow on Harbour Street Verse: Harbour Tales Teaser: Nell counts the\n"
                    "sledges from noon until the lamps are lit, and gets to twelve. By:\n"
                    "Kat Genre: Humour Archive: No Rating: PG Remarks: I know that the priest has\n"
                    "no sledge. Spoilers: none\n\n__________\n\n")
        + test::kStory);
    EXPECT_EQ(reading.value(FieldId::title), "Snow on Harbour Street");
    EXPECT_EQ(reading.value(FieldId::author), "Kat");
    EXPECT_EQ(reading.value(FieldId::archive), "No");
    EXPECT_EQ(reading.value(FieldId::spoilers), "none");
}

TEST(LabelShapes, a_label_word_inside_a_value_stays_there) {
    const auto reading = test::read(
        std::string("Title: Warning: Thin Ice\nAuthor: Kat\nRating: see warnings: below\n"
                    "Summary: The Rating: a game of Nell's. It ends badly.\n"
                    "Disclaimer: Summary: I own nothing.\n\n* * *\n\n")
        + test::kStory);
    EXPECT_EQ(reading.value(FieldId::title), "Warning: Thin Ice");
    EXPECT_EQ(reading.value(FieldId::rating), "see warnings: below");
    EXPECT_EQ(reading.value(FieldId::summary), "The Rating: a game of Nell's. It ends badly.");
    EXPECT_EQ(reading.value(FieldId::disclaimer), "Summary: I own nothing.");
}

}  // namespace
}  // namespace solander
