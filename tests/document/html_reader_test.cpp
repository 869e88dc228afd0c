// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "tests/document/reading.h"
#include "tests/support/words_kept.h"

namespace solander {
namespace {

using testing::read_page;
using testing::written_down;

void expect_reading(std::string_view page, std::string_view expected) {
    const Document document = read_page(page);
    EXPECT_EQ(written_down(document), expected) << page;
    EXPECT_EQ(testing::rules_broken(document), "") << page;
    EXPECT_EQ(testing::way_back_broken(page, document), "") << page;
}

TEST(HtmlReader, reads_paragraphs_headings_and_rules) {
    expect_reading(
        "<html><head><title>T</title></head><body><h1>The Lamp</h1>\n<p>It was\n  dark.</p>\n<hr>\n"
        "<p>It was <b>light</b>.</body></html>",
        "h1: The Lamp\np: It was dark.\nb: \np: It was <s>light</>.\n");
}

TEST(HtmlReader, keeps_emphasis_that_crosses_paragraphs_and_other_tags) {
    expect_reading("<i>one<p>two</i> three", "p: <e>one</>\np: <e>two</> three\n");
    expect_reading("<b><i>one</b> two</i> three", "p: <es>one</> <e>two</> three\n");
    expect_reading("<p><em>one</p><p>two</p><p>three</em> four</p>",
                   "p: <e>one</>\np: <e>two</>\np: <e>three</> four\n");
}

TEST(HtmlReader, ends_emphasis_with_its_table_cell) {
    expect_reading("<table><tr><td><b>Title<td>The Lamp</table>", "p: <s>Title</>\np: The Lamp\n");
}

TEST(HtmlReader, reads_styles_as_emphasis) {
    expect_reading("<p>a <span style='font-style: italic'>b</span> <font color=red>c</font> "
                   "<span style=\"FONT-WEIGHT:bold\">d</span></p>",
                   "p: a <e>b</> c <s>d</>\n");
}

TEST(HtmlReader, forgets_emphasis_that_covers_the_whole_page) {
    std::string page = "<b>";
    for (int i = 0; i < 20; ++i)
        page += "<p>It was dark in the harbour, and it was going to be darker.</p>";
    EXPECT_TRUE(read_page(page + "</b>").marks.empty());
    EXPECT_FALSE(read_page("<p><b>It was dark</b></p>").marks.empty());
}

TEST(HtmlReader, takes_two_line_breaks_for_a_paragraph) {
    expect_reading("One is here.<br><br>Two is here.<br>\n<br />Three.",
                   "p: One is here.\np: Two is here.\np: Three.\n");
}

TEST(HtmlReader, keeps_single_line_breaks_of_a_verse) {
    expect_reading("<p>They sang:</p><p>Lamps along the water,<br>Lanterns on the quay,<br>Nobody "
                   "will see.</p><p>So.</p>",
                   "p: They sang:\nv: Lamps along the water,|Lanterns on the quay,|Nobody will "
                   "see.\np: So.\n");
}

TEST(HtmlReader, unwraps_lines_that_a_mailer_broke) {
    expect_reading(
        "Mara had kept the lamp for eleven winters before anyone thought to<br>\n"
        "ask her what she burned in it, and by then it was rather late to be<br>\ntold.<br>\n<br>\n"
        "She answered anyway, and the boy wrote it down in a book with a green<br>\n"
        "cover and lost the book.<br>\n",
        "p: Mara had kept the lamp for eleven winters before anyone thought to ask her what she "
        "burned in "
        "it, and by then it was rather late to be told.\n"
        "p: She answered anyway, and the boy wrote it down in a book with a green cover and lost "
        "the "
        "book.\n");
}

TEST(HtmlReader, reads_a_story_in_pre_as_the_text_it_is) {
    std::string page = "<html><body><pre>\n";
    for (int i = 0; i < 8; ++i)
        page += "Mara had kept the lamp for eleven winters before anyone thought to\n"
                "ask her what she burned in it, and by then it was rather late to be\ntold.\n\n";
    const Document document = read_page(page + "</pre></body></html>");
    ASSERT_EQ(document.blocks.size(), 8U) << written_down(document);
    EXPECT_EQ(document.blocks[0].kind, BlockKind::paragraph);
}

TEST(HtmlReader, keeps_a_small_pre_as_it_is) {
    expect_reading("<p>Look:</p><pre>\n  +--+\n  |  |\n</pre>", "p: Look:\nt:   +--+|  |  |\n");
}

TEST(HtmlReader, keeps_text_in_tags_nobody_knows_and_such_tags_as_text) {
    expect_reading("<p>Oh <g> dear <sigh>, <Mulder, look out!> I <3 you & x < y > z.</p>",
                   "p: Oh <g> dear <sigh>, <Mulder, look out!> I <3 you & x < y > z.\n");
    expect_reading("<p>In <st1:City w:st=\"on\">Avonlea</st1:City><o:p></o:p></p>",
                   "p: In Avonlea\n");
}

TEST(HtmlReader, drops_scripts_styles_and_comments) {
    expect_reading("<style>p{}</style><script>var a='<p>no</p>';</script><!-- no <p>no "
                   "--><p>yes</p><!--[if mso]>no<![endif]-->",
                   "p: yes\n");
}

TEST(HtmlReader, keeps_what_follows_a_script_or_comment_that_is_never_closed) {
    EXPECT_NE(written_down(read_page("<script src=x><p>The story.</p>")).find("The story."),
              std::string::npos);
    EXPECT_NE(written_down(read_page("<!-- hello ><p>The story.</p>")).find("The story."),
              std::string::npos);
    EXPECT_NE(written_down(read_page("<p>The <a href=\"x>story</a> goes on. <p>And on."))
                  .find("goes on."),
              std::string::npos);
}

TEST(HtmlReader, reads_references_as_their_authors_meant_them) {
    expect_reading("<p>It&#146;s &quot;caf&eacute;&quot;&nbsp;&mdash; R&amp;D, AT&T, &bogus; "
                   "&#x2019; &amp;#8217; &lt;g&gt;</p>",
                   "p: It\u2019s \"caf\u00E9\"\u00A0\u2014 R&D, AT&T, &bogus; \u2019 \u2019 <g>\n");
}

TEST(HtmlReader, reports_characters_that_were_escaped_twice) {
    const HtmlDraft draft = read_html("don&amp;#8217;t");
    ASSERT_EQ(draft.findings.size(), 1U);
    EXPECT_EQ(draft.findings[0].kind, "escaped-twice");
}

TEST(HtmlReader, shows_text_behind_the_end_of_the_page) {
    expect_reading("<html><body><p>one</p></body></html><p>two</p>", "p: one\np: two\n");
}

TEST(HtmlReader, reads_words_paragraphs_and_its_empty_ones) {
    const HtmlDraft draft =
        read_html("<p class=MsoNormal>One<o:p></o:p></p>\n<p class=MsoNormal><![if "
                  "!supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>\n"
                  "<p class=MsoNormal>Two</p>");
    const Lines lines = lines_of(draft);
    ASSERT_EQ(lines.lines.size(), 2U);
    EXPECT_EQ(lines.lines[1].blanks_before, 2);
}

TEST(HtmlReader, counts_what_a_browser_shows_as_blank_lines) {
    const HtmlDraft draft =
        read_html("<p>a<br>b<br><br>c</p><p>d</p><div>e</div><div>f</div><br><br><p>g");
    const Lines lines = lines_of(draft);
    std::vector<int> gaps;
    for (const Line& line : lines.lines) gaps.push_back(line.blanks_before);
    EXPECT_EQ(gaps, (std::vector<int>{0, 0, 1, 1, 1, 0, 3}));
}

TEST(HtmlReader, says_which_lines_are_headings_rules_cells_and_begin_in_bold) {
    const HtmlDraft draft =
        read_html("<h2>H</h2><hr><table><tr><td><b>Title:</b><td>x</table><center>c</center>"
                  "<dl><dt>Rating:<dd>PG</dl>");
    const Lines lines = lines_of(draft);
    ASSERT_EQ(lines.lines.size(), 7U);
    EXPECT_TRUE(lines.lines[0].heading);
    EXPECT_TRUE(lines.lines[1].rule);
    EXPECT_TRUE(lines.lines[2].cell && lines.lines[2].strong_start);
    EXPECT_TRUE(lines.lines[3].cell && !lines.lines[3].strong_start);
    EXPECT_TRUE(lines.lines[4].centred && !lines.lines[4].cell);
    EXPECT_TRUE(lines.lines[5].cell && lines.lines[6].cell);
}

TEST(HtmlReader, reads_title_meta_and_language) {
    const HtmlDraft draft = read_html("<html lang=\"de\"><head><title> A &amp;\n B </title><META "
                                      "NAME=\"Author\" CONTENT='W &quot;R&quot;'>");
    EXPECT_EQ(draft.title, "A & B");
    EXPECT_EQ(draft.language, "de");
    ASSERT_EQ(draft.meta.size(), 1U);
    EXPECT_EQ(draft.meta[0].first, "author");
    EXPECT_EQ(draft.meta[0].second, "W \"R\"");
}

TEST(HtmlReader, takes_a_drawn_line_for_a_rule) {
    expect_reading("<p>One.</p><p align=center><img src=\"gifs/bar2.gif\"></p><p>Two.</p>",
                   "p: One.\nb: \np: Two.\n");
    expect_reading("<p>One.</p><p><img src=x.gif width=500 height=4></p><p>Two.</p>",
                   "p: One.\nb: \np: Two.\n");
    expect_reading("<p>One.</p><p><img src=photo.jpg></p><p>Two.</p>", "p: One.\np: Two.\n");
}

TEST(HtmlReader, finds_ornaments_and_breaks_made_of_empty_paragraphs) {
    std::string page;
    for (int i = 0; i < 9; ++i) page += "<p>This is a paragraph like the others.</p>\n";
    page +=
        "<p>&nbsp;</p>\n<p>And this begins a scene.</p><center>* * *</center><p>So does this.</p>";
    const Document document = read_page(page);
    ASSERT_EQ(document.blocks.size(), 13U) << written_down(document);
    EXPECT_EQ(document.blocks[9].kind, BlockKind::scene_break);
    EXPECT_EQ(document.blocks[11].kind, BlockKind::scene_break);
}

TEST(HtmlReader, the_air_around_a_picture_is_no_break) {
    const std::string paragraph = "<p>Nell counted the sledges, and Otto mended the bellows.</p>";
    std::string page;
    for (int i = 0; i < 12; ++i) page += paragraph;
    const auto breaks = [&](const std::string& between) {
        int count = 0;
        for (const Block& block : read_page(page + between + page).blocks)
            count += block.kind == BlockKind::scene_break ? 1 : 0;
        return count;
    };
    EXPECT_EQ(breaks("<br><br><br>"), 1);
    EXPECT_EQ(breaks("<br><center><img src=goose.gif width=90 height=120></center><br><br>"), 0);
    EXPECT_EQ(breaks("<br><center><img src=star.gif width=24 height=24></center><br><br>"), 1);
    EXPECT_EQ(breaks("<img src=goose.gif width=90 height=120><hr>"), 1);
}

TEST(HtmlReader, reads_a_page_that_is_one_cell_or_all_centred_or_indented) {
    const std::string prose =
        "It was dark in the harbour, and it was going to be darker before it was light again.";
    std::string page = "<table><tr><td><center><blockquote>";
    for (int i = 0; i < 9; ++i) page += "<p>" + prose + "</p>";
    const Document document = read_page(page);
    ASSERT_EQ(document.blocks.size(), 9U);
    for (const Block& block : document.blocks) {
        EXPECT_EQ(block.kind, BlockKind::paragraph);
        EXPECT_FALSE(block.centred);
    }
}

TEST(HtmlReader, splits_a_block_at_the_border_of_a_region) {
    const std::string page =
        "<p><b>Title:</b> X<br><b>Rating:</b> G<br><br>It was dark.<br><br>It was light.</p>";
    EXPECT_EQ(written_down(read_page(page, {{0, 2, Layer::header}})),
              "p@h: <s>Title:</> X|<s>Rating:</> G\np: It was dark.\np: It was light.\n");
}

TEST(HtmlReader, puts_menus_into_the_furniture) {
    expect_reading("<select><option>1. One<option>2. Two</select><p>Story.</p>",
                   "p@f: 1. One\np@f: 2. Two\np: Story.\n");
}

TEST(HtmlReader, reads_a_drawn_capital_as_the_letter_it_is) {
    expect_reading("<p><img src=t.gif alt=T>he lamp was lit.</p><p><img alt='A map'>It was old.",
                   "p: The lamp was lit.\np: It was old.\n");
}

TEST(HtmlReader, reads_lists) {
    expect_reading("<ul><li>one<li>two<ul><li>three</ul></ul><p>four",
                   "l1: one\nl1: two\nl2: three\np: four\n");
}

std::string repeated(std::string_view piece, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += piece;
    return out;
}

TEST(HtmlReader, reads_any_depth_of_tags_and_any_number_of_unclosed_ones) {
    constexpr int kMany = 40'000;
    for (const char* piece : {"<div>",
                              "<font>",
                              "<b>",
                              "<table><tr><td>",
                              "<ul><li>",
                              "<blockquote>",
                              "<dl><dt>x<dd>",
                              "<p>",
                              "<span style='font-style:italic'>",
                              "<a href=\"",
                              "<!--",
                              "<!",
                              "<",
                              "</b>",
                              "&",
                              "&#1",
                              "<x ",
                              "<b ",
                              "<o:p ",
                              "<script>",
                              "<svg>",
                              "<title>",
                              "<textarea>"})
        EXPECT_NE(written_down(read_page("<p>first</p>" + repeated(piece, kMany)
                                         + "x</b></font><p>last</p>"))
                      .find("first"),
                  std::string::npos)
            << piece;
    // Stray end tags over a deep stack: every one of them must cost the same.
    const Document document =
        read_page(repeated("<b><font color=red>", kMany) + repeated("x</b></i>", kMany));
    EXPECT_EQ(document.text.size(), static_cast<std::size_t>(kMany) + 1);
}

}  // namespace
}  // namespace solander
