// SPDX-License-Identifier: GPL-3.0-or-later
// Books through the whole reading: every word of every document, and our own books back again.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/text.h"
#include "document/reader.h"
#include "export/export.h"
#include "export/zip_writer.h"
#include "source/peel.h"
#include "tests/archive/pile.h"
#include "tests/support/book.h"
#include "work/assemble.h"

namespace solander {
namespace {

using testing::BookMembers;
using testing::member;
using testing::small_book;

std::string zip_of(const BookMembers& members) {
    ZipWriter zip;
    for (const auto& [name, content] : members) {
        if (name == "mimetype")
            zip.store(name, content);
        else
            zip.deflate(name, content);
    }
    return zip.finish();
}

std::vector<Part> parts_of(std::string_view name, std::string_view bytes) {
    std::vector<Part> parts;
    peel(name, bytes, {}, [&](Part&& part) { parts.push_back(std::move(part)); });
    return parts;
}

std::vector<std::string> words_of(std::string_view html) {
    const Document document = read_html(html).document;
    std::vector<std::string> words;
    for (const Block& block : document.blocks)
        for_each_word(document.text_of(block), [&](std::string_view w) { words.emplace_back(w); });
    return words;
}

constexpr const char* kSpine[] = {"OEBPS/title.xhtml", "OEBPS/Text/one.xhtml",
                                  "OEBPS/Text/two b.xhtml", "OEBPS/Text/three.xhtml"};

TEST(Book, keeps_every_word_of_its_spine_in_order_whatever_is_wrong_with_its_markup) {
    constexpr const char* kBroken[] = {
        "<i>",     "</i>",   "<!-- ",  "-->",      "<script>",  "<b/>",      "</body>",   "<p",
        "<",       "&",      "\"",     "<style>",  "<a href=x", "</div>",    "<title>",   "<svg>",
        "<h2>ten", "&nbsp;", "<html>", "</title>", "<br/>",     "</script>", "<textarea>"};
    std::mt19937 random(7);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
    for (int round = 0; round < 400; ++round) {
        BookMembers book = small_book();
        for (const char* name : kSpine) {
            std::string& text = member(book, name);
            const std::size_t body = text.find("<body>") + 6;
            for (std::size_t n = below(4); n > 0; --n)
                text.insert(body + below(text.size() - body), kBroken[below(std::size(kBroken))]);
        }
        std::vector<std::string> in;
        for (const char* name : kSpine)
            for (std::string& word : words_of(member(book, name))) in.push_back(std::move(word));
        const std::vector<Part> parts = parts_of("book.epub", zip_of(book));
        ASSERT_EQ(parts.size(), 1U);
        const std::vector<std::string> out = words_of(parts[0].text);
        const auto [left, right] = std::mismatch(in.begin(), in.end(), out.begin(), out.end());
        ASSERT_EQ(out, in) << "round " << round << ": " << (left == in.end() ? "end" : *left)
                           << " / " << (right == out.end() ? "end" : *right) << "\n"
                           << parts[0].text;
    }
}

ExportWork read_back(const std::string& epub) {
    const std::vector<Part> parts = parts_of("book.epub", epub);
    EXPECT_EQ(parts.size(), 1U);
    for (const Finding& finding : parts[0].findings) ADD_FAILURE() << finding.text;
    std::vector<Story> stories = read_stories(parts[0], {});
    ExportWork work;
    work.record = std::move(stories[0].record);
    work.chapters = std::move(stories[0].chapters);
    return work;
}

TEST(Book, of_ours_is_read_back_with_the_same_fields_and_words) {
    const std::string files[] = {
        story_file("The Gate", "Imke", 3),
        "Title: Two Lamps\nAuthor: Imke and Jo\nTranslator: Kari\nFandom: Harbour, Night Desk\n"
        "Pairing: Marta/Tobin\nCharacters: Marta, Tobin\nRating: R\nCategory: slash\n"
        "Warnings: angst\nSeries: Lamps #2\nStatus: complete\nDate: 2003-05-06\nSummary: A lamp "
        "goes out.\nDisclaimer: Not mine.\nNotes: Thanks to Kari.\nArchive: anywhere\nBeta: "
        "Solveig\nSpoilers: none of it\n\nChapter 1: Dusk\n\n"
            + story_text(4) + "Chapter 2: Dawn\n\n" + story_text(5)
            + "* * *\n\nShe slept.\n\nThe End\n\nAuthor's note: written on a train.\n"};
    for (const std::string& file : files) {
        const std::vector<Part> parts = parts_of("story.txt", file);
        std::vector<Story> stories = read_stories(parts[0], {});
        ExportWork work;
        work.record = stories[0].record;
        work.chapters = stories[0].chapters;
        const ExportWork back = read_back(to_epub({work}));
        ExportWork a = work, b = back;
        EXPECT_EQ(a.record.title, b.record.title);
        ASSERT_EQ(a.chapters.size(), b.chapters.size());
        for (std::size_t i = 0; i < a.chapters.size(); ++i) {
            EXPECT_EQ(a.chapters[i].title, b.chapters[i].title);
            EXPECT_EQ(a.chapters[i].words, b.chapters[i].words) << i;
        }
        for (ExportWork* one : {&a, &b}) {
            one->chapters.clear();
            one->record.originals.clear();
        }
        EXPECT_EQ(to_json(a), to_json(b));
    }
}

}  // namespace
}  // namespace solander
