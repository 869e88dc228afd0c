// SPDX-License-Identifier: GPL-3.0-or-later
// The promise over all input: no word lost, none moved, whatever the text looks like.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "document/walk.h"
#include "tests/document/reading.h"
#include "tests/support/words_kept.h"

namespace solander {
namespace {

using testing::words_lost;

TEST(WordsLost, notices_what_is_lost_moved_added_or_glued_together) {
    const auto lost = [](std::string_view input, std::string_view text) {
        return !words_lost(input, testing::read_text(text)).empty();
    };
    EXPECT_FALSE(lost("one two three", "one two three"));
    EXPECT_TRUE(lost("one two three", "one two"));
    EXPECT_TRUE(lost("one two three", "one three"));
    EXPECT_TRUE(lost("one two three", "one three two"));
    EXPECT_TRUE(lost("one two", "one two two"));
    EXPECT_TRUE(lost("one two", "onetwo"));
    EXPECT_TRUE(lost("one *two* three", "one *twothree"));
    EXPECT_FALSE(lost("re-\nmarkable", "remarkable"));
    EXPECT_FALSE(lost("_Voyager_'s", "Voyager's"));
}

/// Text out of pieces that mean something to a reader, put together at random.
std::string random_text(std::mt19937& random, const std::vector<std::string_view>& pieces,
                        int count) {
    std::uniform_int_distribution<std::size_t> any(0, pieces.size() - 1);
    std::string out;
    for (int i = 0; i < count; ++i) out += pieces[any(random)];
    return out;
}

const std::vector<std::string_view> kTextPieces = {
    "a",
    "word",
    "Mara",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\n\n\n",
    "*",
    "_",
    "/",
    "**",
    "-",
    "--",
    "-\n",
    "\"",
    "'",
    "\u2019",
    "\u201C",
    ".",
    ". ",
    "...",
    ",",
    "!",
    "> ",
    ">",
    "* * *",
    "***",
    "\n---\n",
    "=====",
    "oOo",
    "Chapter 1",
    "Chapter Two: It",
    "Part 3/5",
    "2",
    "IV.",
    "The End",
    "T H E   E N D",
    "TBC",
    "(A/N: ",
    ")",
    "    ",
    "\t",
    "\u00A0",
    "|",
    "+",
    "the quick brown fox jumps over the lazy dog again",
    "re-\nmark",
    "\xFF",
    "\x01",
    "\u6F22\u5B57",
    "Title: X\n",
    "-- \n",
    "____________________________________________\n",
    "To unsubscribe from this group, send an email to:\n",
    "g",
    "\u00AD",
    "\u2026",
    "<sigh>",
    "\u2550\u2550"};

TEST(WordsKept, holds_for_plain_text_put_together_at_random) {
    std::mt19937 random(20'031);
    for (int round = 0; round < 3000; ++round) {
        const std::string text = random_text(random, kTextPieces, 1 + round % 120);
        const Lines lines = split_lines(text);
        Document document = read_plain(lines, measure_layout(lines), find_furniture(lines));
        ASSERT_EQ(words_lost(text, document), "") << text;
        ASSERT_EQ(testing::rules_broken(document), "") << text;
        mark_structure(document);
        ASSERT_EQ(words_lost(text, document), "") << text;
        ASSERT_EQ(to_stored(from_stored(to_stored(document))), to_stored(document));
        const auto chapters = find_chapters(document);
        ASSERT_EQ(chapters.front().first, 0U) << text;
        ASSERT_EQ(chapters.back().last, document.blocks.size()) << text;
        for (std::size_t i = 1; i < chapters.size(); ++i)
            ASSERT_EQ(chapters[i].first, chapters[i - 1].last) << text;
    }
}

TEST(WordsKept, holds_whatever_layout_is_taken_for_granted) {
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        const std::string text = random_text(random, kTextPieces, 60);
        const Lines lines = split_lines(text);
        const auto below = [&](std::uint32_t n) {
            return static_cast<std::uint32_t>(random() % n);
        };
        Layout layout;
        layout.width = below(3) == 0 ? 0 : below(90);
        layout.blank_between = below(2) == 0;
        layout.indent_starts = below(2) == 0;
        layout.double_spaced = below(2) == 0;
        layout.ragged = below(2) == 0;
        layout.break_gap = static_cast<std::uint16_t>(below(4));
        std::vector<Region> regions;
        for (std::uint32_t i = 0; i < lines.lines.size(); i += 1 + below(5))
            regions.push_back({i, i + 1 + below(3), static_cast<Layer>(below(7))});
        const Document document = read_plain(lines, layout, regions);
        ASSERT_EQ(words_lost(text, document), "") << text;
        ASSERT_EQ(testing::rules_broken(document), "") << text;
    }
}

TEST(WordsKept, holds_between_an_html_draft_and_the_finished_document) {
    std::vector<std::string_view> pieces = kTextPieces;
    for (const std::string_view tag : {"<p>",
                                       "</p>",
                                       "<br>",
                                       "<br><br>",
                                       "<b>",
                                       "</b>",
                                       "<i>",
                                       "</i>",
                                       "<font color=red>",
                                       "</font>",
                                       "<pre>",
                                       "</pre>",
                                       "<blockquote>",
                                       "</blockquote>",
                                       "<table>",
                                       "<tr>",
                                       "<td>",
                                       "</td>",
                                       "</table>",
                                       "<hr>",
                                       "<center>",
                                       "</center>",
                                       "<h2>",
                                       "</h2>",
                                       "<ul>",
                                       "<li>",
                                       "</ul>",
                                       "<dl>",
                                       "<dt>",
                                       "<dd>",
                                       "</dl>",
                                       "&nbsp;",
                                       "&mdash;",
                                       "&#146;",
                                       "&amp;",
                                       "&amp;#8217;",
                                       "<!--",
                                       "-->",
                                       "<script>",
                                       "</script>",
                                       "<g>",
                                       "<Mulder, look out!>",
                                       "<a href=\"",
                                       "<span style='font-style: italic'>",
                                       "</span>",
                                       "<p>&nbsp;</p>",
                                       "<img src=bar.gif>",
                                       "<div align=center>",
                                       "</div>",
                                       "<title>",
                                       "</title>",
                                       "<o:p>",
                                       "</o:p>",
                                       "<![if x]>",
                                       "<",
                                       ">",
                                       "&",
                                       "<textarea>",
                                       "<svg>",
                                       "</svg>"})
        pieces.push_back(tag);
    std::mt19937 random(99);
    for (int round = 0; round < 5000; ++round) {
        const std::string page = random_text(random, pieces, 1 + round % 150);
        HtmlDraft draft = read_html(page);
        ASSERT_EQ(testing::rules_broken(draft.document), "") << page;
        ASSERT_EQ(testing::way_back_broken(page, draft.document), "") << page;
        const std::string words = draft.document.text;
        const Lines lines = lines_of(draft);
        Document document = finish_html(std::move(draft), lines, find_furniture(lines));
        ASSERT_EQ(words_lost(words, document), "") << page;
        ASSERT_EQ(testing::rules_broken(document), "") << page;
        ASSERT_EQ(testing::way_back_broken(page, document), "") << page;
        mark_structure(document);
        ASSERT_EQ(words_lost(words, document), "") << page;
    }
}

std::vector<std::filesystem::path> samples(const char* extension) {
    std::vector<std::filesystem::path> out;
    const std::filesystem::path root = std::filesystem::path(SOLANDER_SOURCE_DIR) / "samples";
    if (!std::filesystem::exists(root)) return out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
        if (entry.is_regular_file() && entry.path().extension() == extension)
            out.push_back(entry.path());
    return out;
}

std::string contents(const std::filesystem::path& path) {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
}

TEST(WordsKept, holds_for_every_text_of_the_sample_pile) {
    for (const auto& path : samples(".txt")) {
        // Undecoded: bytes that are not UTF-8 are no words, and still nothing may move.
        const std::string text = replace_all(contents(path), "\r\n", "\n");
        const Document document = testing::read_text(text);
        EXPECT_EQ(words_lost(text, document), "") << path;
        EXPECT_EQ(testing::way_back_broken(text, document), "") << path;
    }
}

/// What a browser shows of a tidy page, by the simplest rules there are; for comparison only.
std::string visible(std::string_view page) {
    std::string out;
    for (std::size_t at = 0; at < page.size();) {
        if (page.substr(at, 4) == "<!--") {
            at = std::min(page.find("-->", at), page.size() - 3) + 3;
        } else if (page[at] == '<' && at + 1 < page.size()
                   && (is_ascii_alpha(page[at + 1]) || page[at + 1] == '/'
                       || page[at + 1] == '!')) {
            const std::string name =
                ascii_lowered(page.substr(at + 1, page.find_first_of(" >/\n", at + 2) - at - 1));
            if (name == "script" || name == "style" || name == "title") {
                const std::size_t end = page.find("</", at);
                at = std::min(end, page.size());
            }
            at = std::min(page.find('>', at), page.size() - 1) + 1;
            const bool inline_tag = name == "b" || name == "i" || name == "em" || name == "strong"
                                    || name == "u" || name == "/b" || name == "/i" || name == "/em"
                                    || name == "/strong" || name == "/u" || name == "font"
                                    || name == "/font" || name == "span" || name == "/span"
                                    || name == "a" || name == "/a"
                                    || name.find(':') != std::string::npos;
            if (!inline_tag) out += '\n';
        } else if (page[at] == '&') {
            const std::size_t end = page.find(';', at);
            const std::string_view name = end < at + 10 ? page.substr(at, end - at + 1) : "&";
            if (name == "&rsquo;" || name == "&#8217;" || name == "&#146;")
                out += "\u2019";
            else if (name == "&eacute;")
                out += "\u00E9";
            else if (name == "&egrave;")
                out += "\u00E8";
            else
                out += ' ';
            at += name.size();
        } else {
            out += page[at++];
        }
    }
    return out;
}

TEST(WordsKept, holds_for_every_page_of_the_sample_pile) {
    for (const char* extension : {".html", ".htm"}) {
        for (const auto& path : samples(extension)) {
            const std::string page = replace_all(contents(path), "\r\n", "\n");
            const HtmlDraft draft = read_html(page);
            // The draft against the plainest reading of the page; unknown tags make the difference.
            const std::uint64_t words = count_words(draft.document.text);
            const std::uint64_t shown = count_words(visible(page));
            EXPECT_GE(words + words / 100 + 2, shown) << path;
            const Document document = testing::read_page(page);
            EXPECT_EQ(words_lost(draft.document.text, document), "") << path;
        }
    }
}

}  // namespace
}  // namespace solander
