// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/walk.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"
#include "tests/document/reading.h"
#include "tests/support/words_kept.h"

namespace solander {
namespace {

Document small_story() {
    Document document = testing::read_text(
        "Title: X\n\nChapter One\n\nIt was *dark*.\n\n* * *\n\nIt was light.\n\nTHE END\n",
        {{0, 1, Layer::header}});
    mark_structure(document);
    return document;
}

TEST(Walk, counts_words_of_the_story_only) {
    // "Chapter One", "It was dark", "It was light": not the header, the ornament, the end mark.
    EXPECT_EQ(word_count(small_story()), 8U);
    EXPECT_EQ(word_count(Document{}), 0U);
}

TEST(Walk, counts_scenes_between_breaks) {
    EXPECT_EQ(scene_count(small_story()), 2U);
    EXPECT_EQ(scene_count(Document{}), 0U);
    EXPECT_EQ(scene_count(testing::read_text("***\n\nOne.\n\n***\n\n***\n\nTwo.\n\n***\n")), 2U);
}

TEST(Walk, gives_plain_text_with_blank_lines_between_paragraphs) {
    EXPECT_EQ(plain_text(small_story()),
              "Chapter One\n\nIt was dark.\n\n* * *\n\nIt was light.\n\nTHE END");
}

TEST(Walk, slices_blocks_with_their_marks) {
    const Document whole = small_story();
    const Document part = slice(whole, 2, 4);
    EXPECT_EQ(testing::written_down(part), "p: It was <e>dark</>.\nb: * * *\n");
    EXPECT_EQ(testing::rules_broken(part), "");
    EXPECT_EQ(slice(whole, 4, 4).blocks.size(), 0U);
    EXPECT_EQ(slice(whole, 0, 99).text, whole.text);
    EXPECT_EQ(slice(whole, 98, 99).text, "");
}

TEST(StoredDocument, comes_back_as_it_was) {
    for (const Document& document :
         {small_story(), Document{}, testing::read_page("<h3 align=center>A</h3><li>b")}) {
        const Document back = from_stored(to_stored(document));
        EXPECT_EQ(back.text, document.text);
        EXPECT_EQ(back.blocks, document.blocks);
        EXPECT_EQ(back.marks, document.marks);
        EXPECT_TRUE(back.to_part.identity());
    }
}

TEST(StoredDocument, costs_few_bytes_beside_the_text) {
    const Document document = small_story();
    EXPECT_LE(to_stored(document).size(), document.text.size() + 4 * document.blocks.size() + 8);
}

TEST(StoredDocument, refuses_what_is_cut_or_goes_on) {
    const std::string stored = to_stored(small_story());
    for (std::size_t size = 0; size < stored.size(); ++size)
        EXPECT_THROW(from_stored(std::string_view(stored).substr(0, size)), Error) << size;
    EXPECT_THROW(from_stored(stored + 'x'), Error);
}

TEST(StoredDocument, never_gives_a_document_that_breaks_the_rules_of_offsets) {
    const std::string stored = to_stored(small_story());
    for (std::size_t at = 0; at < stored.size(); ++at) {
        for (const int bits : {1, 2, 4, 8, 16, 32, 64, 128, 255}) {
            std::string altered = stored;
            altered[at] = static_cast<char>(altered[at] ^ bits);
            try {
                const Document document = from_stored(altered);
                for (const Block& block : document.blocks)
                    EXPECT_LE(block.to, document.text.size());
                for (const Mark& mark : document.marks) EXPECT_LE(mark.to, document.text.size());
            } catch (const Error& error) {
                EXPECT_EQ(error.fault, Fault::storage);
            }
        }
    }
}

}  // namespace
}  // namespace solander
