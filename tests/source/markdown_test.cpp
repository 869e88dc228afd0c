// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/markdown.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

Part read(const std::string& text) {
    Part part;
    part.media = Media::text;
    part.text = text;
    recognise_markdown(part);
    return part;
}

std::string stated(const Part& part) {
    std::string out;
    for (const Stated& one : part.stated) out += one.label + "=" + one.value + "|";
    return out;
}

TEST(Markdown, front_matter_states_values_lists_and_blocks) {
    const Part part = read(
        "---\ntitle: \"The \\\"Tin\\\" Ladder\"\nauthor: Imke\ntags: [fluff, \"ladders, many\"]\n"
        "warnings: none, really\nfandoms:\n  - Red Roofs\n  - 'Night''s Desk'\n# a comment\n"
        "summary: >\n  Up.\n  Down.\nstory_url: https://x.example/1\nempty:\n---\n\nText.\n");
    EXPECT_EQ(part.format, "markdown");
    EXPECT_EQ(stated(part),
              "Title=The \"Tin\" Ladder|Author=Imke|Tags=fluff|Tags=ladders, many|Warnings=none|"
              "Warnings=really|Fandoms=Red Roofs|Fandoms=Night's Desk|Summary=Up.\nDown.|Story "
              "url=https://x.example/1|");
    ASSERT_EQ(part.zones.size(), 1U);
    EXPECT_EQ(part.text.substr(part.zones[0].to), "\nText.\n");
}

TEST(Markdown, headings_are_chapters_but_not_the_title_once_more) {
    const std::string bytes =
        "+++\ntitle = \"Hats\"\ndraft = false\n+++\n# Hats\nBy me\n## One\nA.\n"
        "#hash\n## Two ##\nB.\n";
    const Part part = read(bytes);
    ASSERT_EQ(part.sections.size(), 2U);
    EXPECT_EQ(part.sections[0].title, "One");
    EXPECT_EQ(part.sections[1].title, "Two");
    EXPECT_EQ(part.text.substr(part.zones[0].to),
              "\nHats\n\nBy me\n\nOne\n\nA.\n#hash\n\nTwo\n\nB.\n");
    EXPECT_EQ(part.text.substr(part.sections[1].from, 3), "Two");
    EXPECT_EQ(part.to_bytes.to_in(part.sections[1].from), bytes.find("Two"));
}

TEST(Markdown, without_front_matter_is_known_by_two_headings_that_stand_alone) {
    const Part part = read("# Hats\n\nby Kari\n\n## One\n\nA.\n\n### Inside\n\n## Two ##\n\nB.\n");
    EXPECT_EQ(part.format, "markdown");
    ASSERT_EQ(part.sections.size(), 3U);
    EXPECT_EQ(part.sections[0].title, "One");
    EXPECT_EQ(part.text, "Hats\n\nby Kari\n\nOne\n\nA.\n\nInside\n\nTwo\n\nB.\n");
    EXPECT_EQ(part.text.substr(part.sections[0].from, 3), "One");
    EXPECT_EQ(read("# One\n\nA.\n\n# Two\n\nB.\n").sections.size(), 2U);
    for (const char* text : {"# One\nA.\n\n# Two\nB.\n", "# Hats\n\nA.\n\n## One\n\nB.\n",
                             "A\n# x\n\nB\n# y\n\n", "#1\n\nA.\n\n#2\n\nB.\n"})
        EXPECT_EQ(read(text).format, "") << text;
}

TEST(Markdown, what_was_written_for_the_eye_of_a_converter_is_undone) {
    const Part part = read(
        "# One\n\nTitle: Hats\\\nBy: Kari \\<k\\>\\\nC:\\new\n\n\\* \\* \\*\n\n# Two\n\nB\\.\\");
    EXPECT_EQ(part.text, "One\n\nTitle: Hats\nBy: Kari <k>\nC:\\new\n\n* * *\n\nTwo\n\nB.\\");
}

TEST(Markdown, what_people_write_between_rules_is_left_to_the_header_reader) {
    for (const char* text :
         {"---\nTitle: Hats\nAuthor: Kari\n---\n\nText.\n", "---\n\nIt snowed: a lot.\n---\n",
          "---\ntitle: x\nauthor: y\n\nno end", "Title: x\n---\na: b\nc: d\n---\n"})
        EXPECT_EQ(read(text).format, "") << text;
}

}  // namespace
}  // namespace solander
