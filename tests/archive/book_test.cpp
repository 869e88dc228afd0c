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

TEST(Book, counts_no_chapter_that_is_nothing_but_the_header_before_the_first) {
    BookMembers book = small_book();
    member(book, "OEBPS/Text/one.xhtml") = testing::book_document(
        "<h1 id=\"a\">Boats</h1><p>Title: Boats</p><p>Author: Ottilie Vale</p><p>Rating: PG</p>"
        "<h2 id=\"b\">Up</h2><p>Marit tied the boat to the quay and said nothing at all.</p>");
    const std::string at = "<content src=\"Text/one.xhtml\"/></navPoint>";
    std::string& contents = member(book, "OEBPS/toc.ncx");
    contents.replace(contents.find(at), at.size(),
                     "<content src=\"Text/one.xhtml#a\"/></navPoint><navPoint id=\"c\"><navLabel>"
                     "<text>Up</text></navLabel><content src=\"Text/one.xhtml#b\"/></navPoint>");
    const std::vector<Part> parts = parts_of("book.epub", zip_of(book));
    ASSERT_EQ(parts.size(), 1U);
    const Story story = std::move(read_stories(parts[0], {}).at(0));
    ASSERT_EQ(story.chapters.size(), 2U);
    EXPECT_EQ(story.chapters[0].title, "Up");
    EXPECT_EQ(story.record.rating, Rating::general);
}

TEST(Book, of_ours_keeps_what_its_title_page_and_headings_hide) {
    ExportWork work;
    work.record.title = "The Spare Room at Number Four";  // no part 4 of anything
    work.record.summary = "A room.";
    work.record.notes = "For Kari.";
    work.record.disclaimer = "The room is mine.";
    work.record.extra = {{"Words", "129"}, {"Kudos", "3"}};
    work.record.permission.embargo = "its site had not published it";
    work.record.words = 8;
    work.record.chapters = 2;
    for (const char* title : {"Up", ""}) {  // the text itself has no heading
        const Document text =
            read_stories(parts_of("x.txt", "Nobody was there.\n")[0], {})[0].chapters[0].text;
        work.chapters.push_back({title, text, 3});
    }
    Part part = parts_of("book.epub", to_epub({work}))[0];
    const Story back = read_stories(part, {})[0];
    EXPECT_EQ(back.record.title, work.record.title);
    EXPECT_FALSE(back.record.part.has_value());
    EXPECT_EQ(back.record.notes, "For Kari.");
    EXPECT_EQ(back.record.disclaimer, "The room is mine.");
    ASSERT_EQ(back.record.extra.size(), 2U);
    EXPECT_EQ(back.record.extra[0].value, "129");
    EXPECT_EQ(back.record.permission.embargo, work.record.permission.embargo);
    ASSERT_EQ(back.chapters.size(), 2U);
    EXPECT_EQ(back.chapters[0].title, "Up");
    EXPECT_EQ(back.chapters[1].title, "");
    EXPECT_EQ(back.record.words, 6U);
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

TEST(Book, of_several_works_of_ours_is_read_back_as_these_works) {
    std::vector<ExportWork> works;
    const std::string files[] = {
        "Title: One Lamp\nAuthor: Imke\nRating: R\nFandom: Harbour\nArchive: ask first\n\nNight "
        "fell.\n\n",
        "Title: Two Lamps\nAuthor: Jo\nFandom: Night Desk\nSeries: Lamps #2\nSummary: Dark.\n\n"
        "Chapter 1: Dusk\n\n"
            + story_text(5) + "Chapter 2: Dawn\n\n",
        "Title: Three\nAuthor: Imke\nArchive: no\n\nNight fell again.\n\n"};
    for (const std::string& file : files) {
        Story story = read_stories(parts_of("x.txt", file + story_text(4))[0], {})[0];
        works.push_back({});
        works.back().record = std::move(story.record);
        works.back().chapters = std::move(story.chapters);
    }
    works[0].record.permission.embargo = "its site had not published it";
    const std::vector<Part> parts = parts_of("book.epub", to_epub(works, "Lamps"));
    ASSERT_EQ(parts.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(parts[i].path, "work-00" + std::to_string(i + 1));
        EXPECT_TRUE(parts[i].findings.empty());
        Story back = read_stories(parts[i], {})[0];
        ExportWork a = works[i], b;
        b.record = std::move(back.record);
        b.chapters = std::move(back.chapters);
        ASSERT_EQ(a.chapters.size(), b.chapters.size());
        for (std::size_t c = 0; c < a.chapters.size(); ++c) {
            EXPECT_EQ(a.chapters[c].title, b.chapters[c].title);
            EXPECT_EQ(a.chapters[c].words, b.chapters[c].words);
        }
        for (ExportWork* one : {&a, &b}) {
            one->chapters.clear();
            one->record.originals.clear();
        }
        EXPECT_EQ(to_json(a), to_json(b));
    }
}

/// A download of AO3's, the pieces of it that its EPUB keeps in a file each. `calibre`: class names
/// as that program leaves them.
std::vector<std::string> ao3_pieces(bool calibre) {
    const std::string meta = calibre ? "calibre2" : "meta",
                      group = calibre ? "calibre2" : "meta group",
                      text = calibre ? "userstuff1" : "userstuff",
                      dd = calibre ? "<dd class=\"calibre5\">" : "<dd>",
                      dt = calibre ? "<dt class=\"calibre4\">" : "<dt>";
    const auto row = [&](const std::string& label, const std::string& value) {
        return dt + label + "</dt>\n" + dd + value + "</dd>\n";
    };
    const auto tag = [](const std::string& name) {
        return "<a href=\"http://archiveofourown.org/tags/x\">" + name + "</a>";
    };
    return {
        "<div id=\"preface\"><h2 class=\"toc-heading\">Preface</h2><p class=\"message\"><b>The "
        "Ladder, "
        "Red</b><br />Posted originally on the <a href=\"http://archiveofourown.org/\">Archive of "
        "Our "
        "Own</a> at <a href=\"http://archiveofourown.org/works/417\">"
        "http://archiveofourown.org/works/417</a>.</p><div class=\""
            + meta + "\"><dl class=\"tags\">" + row("Rating:", tag("Teen And Up Audiences"))
            + row("Archive Warning:", tag("No Archive Warnings Apply"))
            + row("Fandoms:", tag("Red Roofs, and Other Roofs") + ", " + tag("Night Desk"))
            + row("Relationship:", tag("Anke/Marit"))
            + row("Characters:", tag("Anke") + ", " + tag("Marit"))
            + row("Additional Tags:", tag("Ladders, many of them") + ", " + tag("Fluff"))
            + row("Language:", "English")
            + row("Series:", "Part 2 of <a href=\"/series/9\">Roofs</a>")
            + row("Stats:", "Published: 2011-08-14 Completed: 2012-01-02 Words: 34 Chapters: 2/2")
            + "</dl></div></div>",
        "<div id=\"preface\"><div class=\"" + meta
            + "\"><h1>The Ladder, Red</h1><div class=\"byline\">by <a rel=\"author\" "
              "href=\"/users/imke/pseuds/imke\">imke</a>, <a rel=\"author\" "
              "href=\"/users/jo\">Jo</a></div><p>Summary</p><blockquote class=\"userstuff\"><p>A "
              "ladder.</p></blockquote><p>Notes</p><blockquote class=\"userstuff\"><p>Thank you."
              "</p></blockquote></div></div>",
        "<div id=\"chapters\" class=\"userstuff\"><div class=\"" + group
            + "\"><h2 class=\"heading\">Chapter 1: Up</h2></div><div class=\"" + text
            + "\"><p>Anke climbed the ladder, which was <em>red</em>, and looked at the roofs."
              "</p><p>Nobody looked back at her.</p></div></div>",
        "<div id=\"chapters\" class=\"userstuff\"><div class=\"" + group
            + "\"><h2 class=\"heading\">Chapter 2: Down</h2><p>Chapter Notes</p><blockquote "
              "class=\"userstuff\"><p>Late again.</p></blockquote></div><div class=\""
            + text + "\"><p>Marit held the ladder until it was dark.</p></div></div>",
        "<div id=\"afterword\"><h2 class=\"toc-heading\">Afterword</h2><div class=\"" + meta
            + "\"><div id=\"endnotes\"><p>End Notes</p><blockquote class=\"userstuff\"><p>The end "
              "of "
              "it.</p></blockquote></div></div><p class=\"message\">Please drop by the Archive and "
              "comment to let the author know if you enjoyed their work!</p></div>"};
}

BookMembers ao3_book() {
    BookMembers book = small_book();
    book.resize(3);
    std::string manifest, spine;
    int number = 0;
    for (const std::string& piece : ao3_pieces(true)) {
        const std::string n = std::to_string(number++);
        book.emplace_back("The_Ladder_Red_split_00" + n + ".xhtml",
                          testing::book_document(piece, "The Ladder, Red - imke, Jo - Red Roofs"));
        manifest += "<item id=\"i" + n + "\" href=\"The_Ladder_Red_split_00" + n
                    + ".xhtml\" media-type=\"application/xhtml+xml\"/>";
        spine += "<itemref idref=\"i" + n + "\"/>";
    }
    member(book, "META-INF/container.xml") = testing::book_container("content.opf");
    book[2] = {"content.opf",
               "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"2.0\"><metadata "
               "xmlns:dc=\"x\" xmlns:opf=\"y\"><dc:title>The Ladder, Red</dc:title><dc:creator "
               "opf:role=\"aut\">imke, Jo</dc:creator><dc:date>2012-01-02T00:00:00+00:00</dc:date>"
               "<dc:language>en</dc:language><dc:publisher>Archive of Our Own</dc:publisher>"
               "<dc:subject>Fanworks</dc:subject><dc:subject>Teen And Up Audiences</dc:subject>"
               "<meta name=\"calibre:series\" content=\"Roofs\"/></metadata><manifest>"
                   + manifest + "</manifest><spine>" + spine + "</spine></package>"};
    return book;
}

TEST(Book, of_ao3_says_the_same_as_its_page_in_fields_chapters_and_words) {
    std::string page =
        "<html><head><title>The Ladder, Red - imke, Jo - Red Roofs</title></head><body>";
    for (const std::string& piece : ao3_pieces(false)) page += piece;
    page += "</body></html>";
    const std::vector<Part> html = parts_of("x.html", page),
                            epub = parts_of("x.epub", zip_of(ao3_book()));
    ASSERT_EQ(html.size(), 1U);
    ASSERT_EQ(epub.size(), 1U);
    EXPECT_EQ(html[0].format, epub[0].format);
    ExportWork a, b;
    for (auto& [part, work] : {std::pair(&html[0], &a), std::pair(&epub[0], &b)}) {
        Story story = read_stories(*part, {})[0];
        work->record = story.record;
        work->chapters = story.chapters;
    }
    EXPECT_EQ(a.record.title, "The Ladder, Red");
    EXPECT_EQ(a.record.creators.size(), 2U);
    EXPECT_EQ(a.record.fandoms.size(), 2U);
    EXPECT_EQ(a.chapters.size(), 2U);
    EXPECT_EQ(to_json(a), to_json(b));  // every field, and the text by chapter
}

}  // namespace
}  // namespace solander
