// SPDX-License-Identifier: GPL-3.0-or-later
// Passages: the closest together, whole words, marks on the right bytes.
#include "search/snippet.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace solander {
namespace {

Snippet snippet_of(const std::string& text, const std::string& query) {
    Tokenizer tokenizer;
    const auto parsed = parse_query(query);
    SnippetFinder finder(leaves_in_text(parsed->root, tokenizer, {}));
    finder.start();
    finder.look(text);
    return finder.finish();
}

std::string shown(const Snippet& snippet) {
    std::string out;
    std::size_t at = 0;
    for (const auto& [from, to] : snippet.marked) {
        out +=
            snippet.text.substr(at, from - at) + "[" + snippet.text.substr(from, to - from) + "]";
        at = to;
    }
    return out + snippet.text.substr(at);
}

std::string filler(int sentences) {
    std::string out;
    for (int i = 0; i < sentences; ++i) out += "Nothing much went on in the long grey afternoon. ";
    return out;
}

TEST(Snippet, prefers_the_passage_that_holds_most) {
    const std::string text = filler(5) + "A wolf came. " + filler(10)
                             + "The wolf looked at the moon over the snow. " + filler(5);
    EXPECT_EQ(shown(snippet_of(text, "wolf moon snow")),
              "…The [wolf] looked at the [moon] over the [snow]. Nothing much went on in the long"
              " grey afternoon. Nothing much went on in the long grey afternoon. Nothing much went"
              " on in the long grey afternoon. Nothing much went on in the…");
}

TEST(Snippet, whole_words_and_about_the_right_length) {
    const std::string text = filler(20) + "zeppelin " + filler(20);
    const Snippet snippet = snippet_of(text, "zeppelin");
    EXPECT_GE(snippet.text.size(), 160U);
    EXPECT_LE(snippet.text.size(), 250U);
    EXPECT_EQ(snippet.text.substr(0, 3), "…");
    EXPECT_EQ(snippet.text.substr(snippet.text.size() - 3), "…");
    ASSERT_EQ(snippet.marked.size(), 1U);
    EXPECT_EQ(shown(snippet).find("[zeppelin]"), snippet.marked[0].first);
}

TEST(Snippet, paragraphs_and_lines_become_spaces) {
    EXPECT_EQ(shown(snippet_of("One wolf\n\n  and\ttwo  cats", "cat")), "One wolf and two [cats]");
}

TEST(Snippet, only_whole_phrases_are_marked) {
    EXPECT_EQ(shown(snippet_of("Moon and snow. The snow moon. Snow.", "\"snow moon\"")),
              "Moon and snow. The [snow moon]. Snow.");
}

TEST(Snippet, words_within_words_are_not_marked) {
    EXPECT_EQ(shown(snippet_of("Catapult, concat, o'cat's, éCat, cat-like, cat.", "cat")),
              "Catapult, concat, o'cat's, éCat, [cat]-like, [cat].");
}

TEST(Snippet, text_without_spaces_is_cut_at_characters) {
    std::string text;
    for (int i = 0; i < 300; ++i) text += "東西南北";
    text += "鳥" + text;
    const Snippet snippet = snippet_of(text, "鳥");
    EXPECT_TRUE(valid_utf8(snippet.text));
    EXPECT_NE(shown(snippet).find("[鳥]"), std::string::npos);
    EXPECT_LE(snippet.text.size(), 300U);
}

TEST(Snippet, nothing_found_is_empty) {
    EXPECT_EQ(snippet_of("snow", "wolf").text, "");
    EXPECT_EQ(snippet_of("", "wolf").text, "");
    EXPECT_EQ(snippet_of("wolf", "-wolf").text, "");
}

TEST(Snippet, broken_bytes_do_no_harm) {
    for (const char* query : {"wolf", "\"a wolf\"", "wol*", "é"})
        for (std::size_t cut = 0; cut < 12; ++cut)
            (void)snippet_of(std::string("\xE2\x80\x99 wolf \xC3\xA9 a wolf\xE2\x80").substr(cut),
                             query);
    SUCCEED();
}

}  // namespace
}  // namespace solander
