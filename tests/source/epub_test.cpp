// SPDX-License-Identifier: GPL-3.0-or-later
// Books, whole and broken: one part each, with what the package says and where chapters begin.
#include <gtest/gtest.h>

#include "base/text.h"
#include "source/format.h"
#include "source/peel.h"
#include "tests/source/zip_bytes.h"
#include "tests/support/book.h"

namespace solander {
namespace {

using testing::book_document;
using testing::BookMembers;
using testing::member;
using testing::small_book;
using testing::without;

std::string zip_of(const BookMembers& members) {
    std::vector<ZipEntry> entries;
    for (const auto& [name, content] : members) entries.push_back({name, content});
    return stored_zip(entries);
}

struct Opened {
    std::vector<Part> parts;
    std::string findings;  ///< kinds of the parts' and the container's
    std::string said;
};

Opened open(const std::string& bytes, const PeelOptions& options = {}) {
    Opened out;
    const auto note = [&](const std::vector<Finding>& findings) {
        for (const Finding& finding : findings) {
            out.findings += finding.kind + "|";
            out.said += finding.text + "\n";
        }
    };
    const PeelResult result = peel("book.bin", bytes, options,
                                   [&](Part&& part) { out.parts.push_back(std::move(part)); });
    for (const Part& part : out.parts) note(part.findings);
    note(result.findings);
    return out;
}

std::string stated(const Part& part) {
    std::string out;
    for (const Stated& one : part.stated) out += one.label + "=" + one.value + "|";
    return out;
}

std::string sections(const Part& part) {
    std::string out;
    for (const Section& section : part.sections) out += section.title + "|";
    return out;
}

TEST(Epub, is_one_part_with_what_its_package_says) {
    const Opened got = open(zip_of(small_book()));
    ASSERT_EQ(got.parts.size(), 1U);
    const Part& part = got.parts[0];
    EXPECT_EQ(got.findings, "") << got.said;
    EXPECT_EQ(part.format, "epub");
    EXPECT_EQ(part.media, Media::html);
    EXPECT_TRUE(part.composed);
    EXPECT_EQ(part.bytes, part.text.size());
    EXPECT_EQ(stated(part),
              "Title=The Tin Harbour & Other Boats|Author=Ottilie Vale|Translator=Rune Aske|"
              "Language=en|Tags=Fluff, mostly|Published=2011-03-05|Summary=Two friends & a "
              "boat.\n\nIt leaks.|Source URL=http://stories.example/42|Copyright=Please ask before "
              "archiving.|Series=Harbours #2|");
    EXPECT_EQ(sections(part), "The Quay|The Caf\xC3\xA9|");
    EXPECT_EQ(part.text.substr(part.sections[1].from, 10), "<h2 id=\"s2");
    ASSERT_EQ(part.zones.size(), 1U);
    EXPECT_EQ(part.zones[0].kind, Zone::Kind::header);
}

TEST(Epub, gives_the_same_part_every_time) {
    const std::string bytes = zip_of(small_book());
    const Opened one = open(bytes), two = open(bytes);
    ASSERT_EQ(one.parts.size(), 1U);
    EXPECT_EQ(one.parts[0].text, two.parts[0].text);
    EXPECT_EQ(stated(one.parts[0]), stated(two.parts[0]));
}

TEST(Epub, is_known_without_its_mimetype_and_in_a_folder_of_its_own) {
    const Opened late = open(zip_of(without(small_book(), "mimetype")));
    ASSERT_EQ(late.parts.size(), 1U);
    EXPECT_EQ(late.findings, "book-damage|");
    EXPECT_EQ(sections(late.parts[0]), "The Quay|The Caf\xC3\xA9|");
    BookMembers moved;
    for (const auto& [name, content] : small_book()) moved.emplace_back("Story/" + name, content);
    const Opened folder = open(zip_of(moved));
    ASSERT_EQ(folder.parts.size(), 1U);
    EXPECT_EQ(sections(folder.parts[0]), "The Quay|The Caf\xC3\xA9|");
}

TEST(Epub, inside_a_zip_is_one_part_and_two_unpacked_books_are_none) {
    const Opened got =
        open(stored_zip({{"a/tin.epub", zip_of(small_book())}, {"b.txt", "Snow.\n"}}));
    ASSERT_EQ(got.parts.size(), 2U);
    EXPECT_EQ(got.parts[0].path, "a/tin.epub");
    EXPECT_EQ(got.parts[0].format, "epub");
    BookMembers two;
    for (const char* top : {"one/", "two/"})
        for (const auto& [name, content] : small_book()) two.emplace_back(top + name, content);
    EXPECT_EQ(recognise(zip_of(two)).name, "zip");
}

TEST(Epub, without_a_package_is_read_in_the_order_of_names) {
    BookMembers book = without(small_book(), "OEBPS/content.opf");
    book.emplace_back("OEBPS/Text/part10.xhtml", book_document("<p>tenth</p>"));
    book.emplace_back("OEBPS/Text/part9.xhtml", book_document("<p>ninth</p>"));
    const Opened got = open(zip_of(book));
    ASSERT_EQ(got.parts.size(), 1U);
    EXPECT_NE(got.said.find("OPF"), std::string::npos);
    const std::string& text = got.parts[0].text;
    EXPECT_LT(text.find("ninth"), text.find("tenth"));
    EXPECT_NE(text.find("tied the"), std::string::npos);
}

TEST(Epub, with_faults_is_read_as_far_as_it_goes_and_each_is_named) {
    struct Row {
        const char* what;
        BookMembers book;
        const char* said;
    };
    BookMembers wrong_case = small_book(), cut = small_book(), amp = small_book();
    for (auto& [name, content] : wrong_case)
        if (name == "OEBPS/Text/one.xhtml") name = "OEBPS/text/ONE.xhtml";
    std::string& package = member(cut, "OEBPS/content.opf");
    package.resize(package.size() - 12);
    std::string& title = member(amp, "OEBPS/content.opf");
    title.replace(title.find("&amp; Other"), 5, "&");
    BookMembers twice = small_book();
    twice.push_back({"OEBPS/Text/one.xhtml", book_document("<p>another</p>")});
    BookMembers forgotten = small_book();
    std::string& spine = member(forgotten, "OEBPS/content.opf");
    spine.erase(spine.find("<itemref idref=\"c3\"/>"), 21);
    BookMembers unknown = small_book();
    std::string& ids = member(unknown, "OEBPS/content.opf");
    ids.replace(ids.find("itemref idref=\"c3\""), 18, "itemref idref=\"zz\"");
    BookMembers bytes = small_book();
    std::string& address = member(bytes, "OEBPS/content.opf");
    address.replace(address.find("Text/three"), 10, "Text/%FF");
    const Row rows[] = {
        {"a name in another case", wrong_case, "OEBPS/text/ONE.xhtml: is called"},
        {"a package cut off", cut, "content.opf: is no whole XML"},
        {"a bare ampersand", amp, ""},
        {"a missing document", without(small_book(), "OEBPS/Text/three.xhtml"),
         "OEBPS/Text/three.xhtml: is in the reading order, but not in the book"},
        {"a member twice", twice, "a second member of the same name"},
        {"a document that no order names", forgotten, "three.xhtml: is not in the reading order"},
        {"an address of any bytes", bytes, "\xC3\xBF.xhtml: is in the reading order"},
        {"an id that nothing has", unknown, "\"zz\" of the reading order"},
        {"no container.xml", without(small_book(), "META-INF/container.xml"),
         "container.xml is missing"},
        {"no contents", without(small_book(), "OEBPS/toc.ncx"), ""},
    };
    for (const Row& row : rows) {
        const Opened got = open(zip_of(row.book));
        ASSERT_EQ(got.parts.size(), 1U) << row.what;
        EXPECT_EQ(got.parts[0].format, "epub") << row.what;
        EXPECT_NE(got.said.find(row.said), std::string::npos) << row.what << "\n" << got.said;
        if (*row.said == '\0') {
            EXPECT_EQ(got.said, "") << row.what;
        }
        EXPECT_NE(stated(got.parts[0]).find("Title=The Tin Harbour & Other"), std::string::npos)
            << row.what;
        EXPECT_NE(got.parts[0].text.find("drank the milk"), std::string::npos) << row.what;
    }
}

TEST(Epub, under_copy_protection_says_so_and_disguised_fonts_are_none) {
    const auto encryption = [](const char* how) {
        return std::string("<encryption xmlns:enc=\"x\"><enc:EncryptedData><enc:EncryptionMethod "
                           "Algorithm=\"")
               + how
               + "\"/><enc:CipherData><enc:CipherReference URI=\"OEBPS/Text/one.xhtml\"/>"
                 "</enc:CipherData></enc:EncryptedData></encryption>";
    };
    BookMembers locked = small_book();
    locked.emplace_back("META-INF/encryption.xml",
                        encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc"));
    Opened got = open(zip_of(locked));
    ASSERT_EQ(got.parts.size(), 1U);
    EXPECT_EQ(got.findings, "encrypted|encrypted|") << got.said;
    EXPECT_EQ(got.parts[0].text.find("tied the"), std::string::npos);
    locked.back().second = encryption("http://www.idpf.org/2008/embedding");
    EXPECT_EQ(open(zip_of(locked)).findings, "");
}

TEST(Epub, without_one_readable_page_is_opened_as_a_zip) {
    BookMembers book = small_book();
    book.resize(3);
    const Opened got = open(zip_of(book));
    EXPECT_EQ(got.parts.size(), 3U);
    EXPECT_NE(got.findings.find("book-damage"), std::string::npos);
}

TEST(Epub, stays_within_its_limits) {
    BookMembers book = small_book();
    member(book, "OEBPS/Text/three.xhtml") = std::string(3 << 20, 'x');
    PeelOptions options;
    options.limits.max_part_bytes = 1 << 20;
    const Opened got = open(zip_of(book), options);
    ASSERT_EQ(got.parts.size(), 1U);
    EXPECT_LT(got.parts[0].text.size(), std::size_t{1} << 20);
    EXPECT_NE(got.findings.find("too-big"), std::string::npos);
}

TEST(Epub, with_a_navigation_document_has_its_chapters_and_leaves_it_out_of_the_story) {
    BookMembers book = small_book();
    std::string& package = member(book, "OEBPS/content.opf");
    package.replace(package.find("<item id=\"ncx\""), 5,
                    "<item id=\"nav\" href=\"nav.xhtml\" properties=\"nav\" "
                    "media-type=\"application/xhtml+xml\"/><item ");
    package.replace(package.find("<itemref idref=\"c1\""), 1, "<itemref idref=\"nav\"/><");
    book.push_back({"OEBPS/nav.xhtml",
                    book_document("<nav epub:type=\"toc\"><h1>Contents</h1><ol><li><a "
                                  "href=\"Text/one.xhtml\">First <b>Quay</b></a></li><li><a "
                                  "href=\"Text/three.xhtml\">Home</a></li></ol></nav>")});
    const Opened got = open(zip_of(book));
    ASSERT_EQ(got.parts.size(), 1U);
    EXPECT_EQ(got.said, "");
    EXPECT_EQ(sections(got.parts[0]), "First Quay|Home|");
    ASSERT_EQ(got.parts[0].zones.size(), 2U);
    EXPECT_EQ(got.parts[0].zones[1].kind, Zone::Kind::furniture);
}

TEST(Epub, the_moment_of_packing_is_no_date_of_publication) {
    for (const auto& [date, published] : {std::pair{"2026-11-23T08:16:11Z", ""},
                                          {"2003-02-14T00:00:00+00:00", "2003-02-14"},
                                          {"2003-02-14", "2003-02-14"}}) {
        BookMembers book = small_book();
        std::string& package = member(book, "OEBPS/content.opf");
        package.insert(package.find("</metadata>"), "<dc:date>" + std::string(date) + "</dc:date>");
        const Opened got = open(zip_of(book));
        ASSERT_EQ(got.parts.size(), 1U);
        const std::string all = stated(got.parts[0]);
        EXPECT_EQ(all.find("Published=" + std::string(published) + "|") != std::string::npos,
                  *published != 0)
            << all;
    }
}

BookMembers fanficfare_book(bool classes) {
    BookMembers book = small_book();
    book.resize(3);
    const auto page = [&](const std::string& name, const std::string& css,
                          const std::string& body) {
        std::string text = book_document(body);
        if (classes) text.replace(text.find("<body>"), 6, "<body class=\"" + css + "\">");
        book.emplace_back("OEBPS/" + name, text);
    };
    page("title_page.xhtml", "fff_titlepage",
         "<h3><a href=\"https://site.example/s/417\">Tin, the Harbour</a> by <a "
         "href=\"https://site.example/u/9\">Ottilie Vale</a></h3><div><b>Category:</b> Harbour "
         "Street, Night Desk<br /><b>Genre:</b> Humor, Hurt/Comfort<br /><b>Characters:</b> Marit, "
         "Ola<br /><b>Relationships:</b> Marit/Ola<br /><b>Status:</b> In-Progress<br "
         "/><b>Published:</b> 2013-01-02<br /><b>Packaged:</b> 2020-01-01 10:00:00<br "
         "/><b>Rating:</b> T<br /><b>Series:</b> <a href=\"x\">Harbours [2]</a><br "
         "/><b>Summary:</b> <p>A <b>boat</b>.</p></div>");
    page("toc_page.xhtml", "fff_tocpage",
         "<h3>Table of Contents</h3><a href=\"file0001.xhtml\">1. Up</a>");
    page("file0001.xhtml", "fff_chapter",
         "<h3 class=\"fff_chapter_title\">1. Up</h3><div class=\"fff_chapter_notes "
         "fff_head_notes\"><b>Author's Note:</b><div>Hi.</div></div><p>Marit rowed.</p>");
    page("file0002.xhtml", "fff_chapter",
         "<h3 class=\"fff_chapter_title\">2. Down</h3><p>Ola slept.</p>");
    int chapter = 0;
    for (std::size_t i = book.size() - 2; i < book.size(); ++i)
        book[i].second.insert(book[i].second.find("</head>"),
                              "<meta name=\"chapterurl\" content=\"https://site.example/s/417/"
                                  + std::to_string(++chapter) + "?a=1&amp;b\"></meta>");
    page("log_page.xhtml", "fff_logpage", "<p>Logged.</p>");
    std::string manifest, spine;
    for (std::size_t i = 3; i < book.size(); ++i) {
        const std::string id = "f" + std::to_string(i);
        manifest += "<item id=\"" + id + "\" media-type=\"application/xhtml+xml\" href=\""
                    + book[i].first.substr(6) + "\"/>";
        spine += "<itemref idref=\"" + id + "\"/>";
    }
    book[2].second = "<package><metadata><dc:title>Tin, the Harbour</dc:title><dc:creator>Ottilie "
                     "Vale</dc:creator><dc:subject>FanFiction</dc:subject><dc:contributor "
                     "opf:role=\"bkp\">FanFicFare [https://x.example]</dc:contributor>"
                     "<dc:source>https://site.example/s/417</dc:source><dc:language>en"
                     "</dc:language></metadata><manifest>"
                     + manifest + "</manifest><spine>" + spine + "</spine></package>";
    return book;
}

TEST(FanFicFareBook, states_what_its_title_page_types_and_sets_pages_apart) {
    for (const bool classes : {true, false}) {
        const Opened got = open(zip_of(fanficfare_book(classes)));
        ASSERT_EQ(got.parts.size(), 1U);
        const Part& part = got.parts[0];
        EXPECT_EQ(got.said, "");
        EXPECT_EQ(part.format, "fanficfare-epub");
        EXPECT_EQ(stated(part),
                  "Title=Tin, the Harbour|Source URL=https://site.example/s/417|Fandom=Harbour "
                  "Street|Fandom=Night Desk|Genre=Humor|Genre=Hurt/Comfort|Characters=Marit|"
                  "Characters=Ola|Relationship=Marit/Ola|Status=In-Progress|Date "
                  "published=2013-01-02|Packaged=2020-01-01 10:00:00|Rating=T|Series=Part 2 of "
                  "Harbours|Summary=A boat.|Author=Ottilie Vale|Language=en|Chapter addresses="
                  "https://site.example/s/417/1?a=1&b\nhttps://site.example/s/417/2?a=1&b|");
        if (!classes) continue;
        EXPECT_EQ(sections(part), "1. Up|2. Down|");
        ASSERT_EQ(part.zones.size(), 4U);
        EXPECT_EQ(part.zones[0].kind, Zone::Kind::header);
        EXPECT_EQ(part.zones[1].kind, Zone::Kind::furniture);
        EXPECT_EQ(part.zones[2].kind, Zone::Kind::note_before);
        EXPECT_EQ(part.text.substr(part.zones[2].to, 3), "<p>");
        EXPECT_EQ(part.zones[3].kind, Zone::Kind::furniture);
    }
}

TEST(FanFicFareBook, put_together_with_others_is_each_work_by_itself) {
    BookMembers all{{"mimetype", "application/epub+zip"},
                    {"META-INF/container.xml", testing::book_container("content.opf")},
                    {"content.opf", ""}};
    std::string manifest, spine;
    for (const std::string folder : {"0/", "1/"})
        for (const auto& [name, content] : fanficfare_book(true)) {
            if (!name.starts_with("OEBPS/") || !name.ends_with("xhtml")) continue;
            std::string text = content;
            if (folder == "1/" && name.ends_with("file0002.xhtml"))
                text.insert(text.find("<head>") + 6,
                            "<meta name=\"chapterurl\" content=\"chapter url removed due to "
                            "failure\"/>");
            all.emplace_back(folder + name, text);
            const std::string id = "i" + std::to_string(all.size());
            manifest += "<item id=\"" + id + "\" href=\"" + folder + name
                        + "\" media-type=\"application/xhtml+xml\"/>";
            spine += "<itemref idref=\"" + id + "\"/>";
        }
    all[2].second = "<package><metadata><dc:title>Many Tins</dc:title><dc:creator>Somebody"
                    "</dc:creator><dc:contributor>FanFicFare</dc:contributor></metadata><manifest>"
                    + manifest + "</manifest><spine>" + spine + "</spine></package>";
    const Opened got = open(zip_of(all));
    ASSERT_EQ(got.parts.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(got.parts[i].path, std::to_string(i));
        EXPECT_EQ(got.parts[i].format, "fanficfare-epub");
        EXPECT_EQ(stated(got.parts[i]).find("Many Tins"), std::string::npos);
        EXPECT_TRUE(stated(got.parts[i]).starts_with("Title=Tin, the Harbour|"));
        EXPECT_EQ(sections(got.parts[i]), "1. Up|2. Down|");
    }
    ASSERT_EQ(got.parts[1].findings.size(), 1U);
    EXPECT_EQ(got.parts[1].findings[0].kind, "chapters-missing");
}

/// Nothing of it may be looked at again for each of its pieces.
TEST(Epub, of_ours_with_notes_and_rows_by_the_ten_thousand_is_read_through) {
    std::string notes, rows = "<dl>";
    for (int i = 0; i < 40000; ++i) {
        notes += "<aside>n</aside> word";
        rows += "<dt>Kudos</dt><dd>1</dd>";
    }
    BookMembers book{
        {"mimetype", "application/epub+zip"},
        {"META-INF/container.xml", testing::book_container("c.opf")},
        {"c.opf", "<package><metadata><title>x</title><meta property=\"solander:words\">1</meta>"
                  "</metadata><manifest><item id=\"t\" href=\"title.xhtml\"/><item id=\"a\" "
                  "href=\"one.xhtml\"/></manifest><spine><itemref idref=\"t\"/><itemref "
                  "idref=\"a\"/></spine></package>"},
        {"title.xhtml", book_document(rows + "</dl>")},
        {"one.xhtml", book_document(notes)}};
    const Opened got = open(zip_of(book));
    ASSERT_EQ(got.parts.size(), 1U);
    EXPECT_EQ(got.parts[0].zones.size(), 40001U);
}

TEST(Fimfarchive, says_of_each_book_what_its_index_knows) {
    const std::string index =
        "{\n\"417\": {\"archive\": {\"path\": \"epub/v/vale-9/tin-417.epub\"}, \"author\": "
        "{\"name\": \"ottilie\"}, \"content_rating\": \"teen\", \"completion_status\": "
        "\"complete\", \"date_published\": \"2013-01-02T03:04:05+00:00\", \"description_html\": "
        "\"<p>A <b>boat</b>.</p>\", \"tags\": [{\"type\": \"character\", \"name\": \"Marit\"}, "
        "{\"type\": \"series\", \"name\": \"Harbour Street\"}], \"title\": \"Tin, the Harbour\"},\n"
        "\"418\": {\"archive\": {\"path\": \"epub/v/vale-9/bad-418.epub\"}, [[[}\n}\n";
    const std::string book = zip_of(small_book());
    const Opened got = open(stored_zip({{"epub/v/vale-9/tin-417.epub", book},
                                        {"epub/v/vale-9/bad-418.epub", book},
                                        {"epub/v/vale-9/new-419.epub", book},
                                        {"about.json", "{}"},
                                        {"index.json", index}}));
    ASSERT_EQ(got.parts.size(), 5U);
    EXPECT_EQ(got.parts[0].format, "fimfarchive");
    EXPECT_EQ(stated(got.parts[0]),
              "Title=Tin, the Harbour|Author=ottilie|Character=Marit|Fandom=Harbour "
              "Street|Rating=teen|Status=complete|Published=2013-01-02|Summary=A boat.|Translator="
              "Rune Aske|Language=en|Source URL=http://stories.example/42|Copyright=Please ask "
              "before archiving.|Series=Harbours #2|");
    EXPECT_EQ(sections(got.parts[0]), "The Quay|The Caf\xC3\xA9|");
    EXPECT_EQ(got.parts[1].format, "epub");
    EXPECT_EQ(got.findings, "book-damage|");
    EXPECT_EQ(got.parts[2].format, "epub");
    EXPECT_EQ(got.parts[3].media, Media::binary);
    EXPECT_EQ(got.parts[4].media, Media::binary);
}

TEST(Fimfarchive, index_bigger_than_what_is_kept_of_one_file_gives_what_there_is_room_for) {
    std::string index = "{\n";
    for (int i = 0; i < 200; ++i)
        index += "\"" + std::to_string(i) + "\": {\"archive\": {\"path\": \"epub/v/"
                 + std::to_string(i) + ".epub\"}, \"title\": \"T" + std::to_string(i)
                 + "\", \"short_description\": \"" + std::string(2000, 'x') + "\"},\n";
    const std::string book = zip_of(small_book());
    const std::string zip = stored_zip({{"epub/v/0.epub", book},
                                        {"epub/v/150.epub", book},
                                        {"about.json", "{}"},
                                        {"index.json", index + "}"}});
    for (const auto& [room, last] :
         {std::pair(std::uint64_t{100'000}, "T150"),
          std::pair(std::uint64_t{20'000}, "The Tin Harbour & Other Boats")}) {
        PeelOptions options;
        options.limits.max_part_bytes = room;
        std::vector<Part> parts;
        std::string told;
        for (const Finding& finding :
             peel("x", zip, options, [&](Part&& p) { parts.push_back(std::move(p)); }).findings)
            told += finding.kind + "|";
        ASSERT_EQ(parts.size(), 4U);
        EXPECT_EQ(parts[0].stated[0].value, "T0");
        EXPECT_EQ(parts[1].stated[0].value, last);
        EXPECT_EQ(told, "too-big|");
        EXPECT_EQ(parts[3].bytes, index.size() + 1);
    }
}

TEST(Epub, cut_off_anywhere_gives_parts_and_findings_and_never_fails) {
    const std::string whole = zip_of(small_book());
    const std::size_t directory = whole.find("PK\1\2");
    for (std::size_t size = 60; size < whole.size(); size += 41) {
        const Opened got = open(whole.substr(0, size));
        EXPECT_FALSE(got.parts.empty()) << size;
        if (size < directory) {
            EXPECT_FALSE(got.findings.empty()) << size;
        }
        for (const Part& part : got.parts) EXPECT_TRUE(valid_utf8(part.text));
    }
}

}  // namespace
}  // namespace solander
