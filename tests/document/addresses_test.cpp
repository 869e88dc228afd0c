// SPDX-License-Identifier: GPL-3.0-or-later
// People's addresses go from a text, those of the people in it stay; blocks and marks stay true.
#include "document/addresses.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

struct Line {
    Layer layer;
    const char* text;
};

Document document_of(const std::vector<Line>& lines) {
    Document document;
    for (const Line& line : lines) {
        Block block;
        block.layer = line.layer;
        block.from = static_cast<std::uint32_t>(document.text.size());
        document.text += line.text;
        block.to = static_cast<std::uint32_t>(document.text.size());
        document.text += '\n';
        document.blocks.push_back(block);
    }
    return document;
}

std::vector<std::string> hidden(Document document, const AddressKeys& more = {}) {
    AddressKeys known = more;
    add_addresses(known, document);
    hide_addresses(document, known);
    std::vector<std::string> lines;
    for (const Block& block : document.blocks) lines.emplace_back(document.text_of(block));
    return lines;
}

using Lines = std::vector<std::string>;
using enum Layer;

TEST(Addresses, outside_the_story_all_go) {
    EXPECT_EQ(hidden(document_of({{header, "By Kat <kat@host.example>"},
                                  {note_before, "Mail me: kat AT host DOT example, or x@y.example"},
                                  {story, "It rained."},
                                  {furniture, "unsubscribe@lists.example"}})),
              (Lines{"By Kat <[address]>", "Mail me: [address], or [address]", "It rained.",
                     "[address]"}));
}

TEST(Addresses, of_the_people_in_a_story_stay) {
    EXPECT_EQ(hidden(document_of({{header, "kat@host.example"},
                                  {story, "From: mara@ferry.example"},
                                  {story, "Dear Wren, write to mara@ferry.example. M."},
                                  {story, "She read it."},
                                  {story, "\"Send mail to wren@ferry.example\", she said."},
                                  {story, "It was late."},
                                  {story, "wren@ferry.example was taken."},
                                  {story, "They laughed."},
                                  {story, "Nobody came."},
                                  {story, "The end was near."}})),
              (Lines{"[address]", "From: mara@ferry.example", "Dear Wren, write to [address]. M.",
                     "She read it.", "\"Send mail to wren@ferry.example\", she said.",
                     "It was late.", "wren@ferry.example was taken.", "They laughed.",
                     "Nobody came.", "The end was near."}))
        << "at the very beginning doubt is the stricter";
}

TEST(Addresses, of_the_author_go_wherever_they_stand) {
    const Document document =
        document_of({{story, "One."},
                     {story, "Two."},
                     {story, "Three."},
                     {story, "Four, by Kat at host dot example, (kat@host.example)."},
                     {story, "Five."},
                     {story, "Six."},
                     {story, "Feedback to other@host.example, please"}});
    AddressKeys known;
    add_addresses(known, "Kat <KAT@host.example>");
    const Lines lines = hidden(document, known);
    EXPECT_EQ(lines[3].find("kat@host"), std::string::npos);
    EXPECT_EQ(lines[6], "Feedback to [address], please");
}

TEST(Addresses, leave_blocks_and_marks_where_they_were) {
    Document document =
        document_of({{note_before, "Kat kat@host.example wrote this"}, {story, "One two three."}});
    const auto at = [&](std::string_view word) {
        return static_cast<std::uint32_t>(document.text.find(word));
    };
    document.marks = {{at("Kat "), at("Kat ") + 3, kStrong},
                      {at("kat@"), at("kat@") + 16, kCode},
                      {at("wrote"), at("wrote") + 5, kEmphasis},
                      {at("two"), at("two") + 3, kEmphasis}};
    hide_addresses(document, {});
    EXPECT_EQ(document.text, "Kat [address] wrote this\nOne two three.\n");
    ASSERT_EQ(document.marks.size(), 4U);
    const auto marked = [&](std::size_t i) {
        const Mark& mark = document.marks[i];
        return document.text.substr(mark.from, mark.to - mark.from);
    };
    EXPECT_EQ(marked(0), "Kat");
    EXPECT_EQ(marked(1), "[address]");
    EXPECT_EQ(marked(2), "wrote");
    EXPECT_EQ(marked(3), "two");
    EXPECT_EQ(document.text_of(document.blocks[1]), "One two three.");
}

TEST(Addresses, by_the_ten_thousand_are_hidden_in_linear_time) {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += "kat@host.example ";
    Document document = document_of({{note_after, text.c_str()}, {story, "One."}});
    document.marks = {{0, 5, kStrong}};
    hide_addresses(document, {});
    EXPECT_EQ(document.text.find('@'), std::string::npos);
    EXPECT_EQ(document.text_of(document.blocks[1]), "One.");
}

}  // namespace
}  // namespace solander
