// SPDX-License-Identifier: GPL-3.0-or-later
// One work in the forms that its site or a downloader gives it says the same in each: AO3's HTML
// and EPUB, FanFicFare's EPUB, HTML and text. Many works, made up by numbers.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/markup.h"
#include "base/text.h"
#include "document/walk.h"
#include "export/zip_writer.h"
#include "source/peel.h"
#include "tests/support/book.h"
#include "work/assemble.h"
#include "work/record_json.h"

namespace solander {
namespace {

using testing::book_document;
using testing::BookMembers;

struct MadeChapter {
    std::string title, summary, note_before, note_after;
    std::vector<std::string> paragraphs;
};
struct MadeWork {
    std::string title, summary, notes, end_notes, rating, language, series, published, updated;
    std::vector<std::string> authors, fandoms, relationships, characters, tags, warnings;
    bool finished = false;
    std::vector<MadeChapter> chapters;
};

class Maker {
  public:
    explicit Maker(unsigned seed) : random_(seed) {}
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_()) % n; }
    bool half() { return below(2) == 0; }

    std::string words(std::size_t n) {
        constexpr const char* kWords[] = {"lamp",   "ladder", "kettle",  "ferry",  "gull",
                                          "window", "marsh",  "orchard", "button", "clock",
                                          "salt",   "fiddle", "harbour", "stair",  "caf\xC3\xA9"};
        std::string out;
        for (std::size_t i = 0; i < n; ++i) {
            if (i > 0) out += ' ';
            out += kWords[below(std::size(kWords))];
        }
        return out;
    }
    std::string name() {
        std::string out = words(1 + below(2));
        for (std::size_t i = 0; i < out.size(); ++i)
            if (i == 0 || out[i - 1] == ' ') out[i] = static_cast<char>(out[i] - 'a' + 'A');
        return out + ' ' + std::to_string(below(90) + 10);  // or two might be the same
    }
    std::vector<std::string> names(std::size_t least, std::size_t most) {
        std::vector<std::string> out(least + below(most - least + 1));
        for (std::string& one : out) one = name();
        return out;
    }
    std::string sentence() { return "The " + words(6 + below(20)) + " & went out."; }

    MadeWork work() {
        constexpr const char* kRatings[] = {"General Audiences", "Teen And Up Audiences", "Mature",
                                            "Explicit", "Not Rated"};
        MadeWork work;
        work.title = name();
        work.authors = names(1, 3);
        work.fandoms = names(1, 3);
        work.relationships = {};
        for (std::size_t n = below(3); n > 0; --n)
            work.relationships.push_back(name() + "/" + name());
        work.characters = names(0, 3);
        work.tags = names(0, 4);
        work.warnings = {half() ? "No Archive Warnings Apply" : "Major Character Death"};
        work.rating = kRatings[below(std::size(kRatings))];
        if (half()) work.language = "English";
        if (half()) work.series = name();
        if (half()) work.summary = sentence();
        if (half()) work.notes = sentence();
        if (half()) work.end_notes = sentence();
        work.published = "2014-0" + std::to_string(1 + below(9)) + "-1" + std::to_string(below(10));
        work.updated = "2016-0" + std::to_string(1 + below(9)) + "-1" + std::to_string(below(10));
        work.finished = half();
        work.chapters.resize(1 + below(4));
        for (MadeChapter& chapter : work.chapters) {
            if (work.chapters.size() > 1) chapter.title = name();
            if (work.chapters.size() > 1 && half()) chapter.summary = sentence();
            if (half()) chapter.note_before = sentence();
            if (half()) chapter.note_after = sentence();
            for (std::size_t n = 2 + below(5); n > 0; --n) chapter.paragraphs.push_back(sentence());
        }
        return work;
    }

  private:
    std::mt19937 random_;
};

std::string html(const std::string& text) {
    std::string out;
    escape_text(out, text);
    return out;
}

std::string joined(const std::vector<std::string>& all, const std::string& before = "",
                   const std::string& after = "") {
    std::string out;
    for (const std::string& one : all) {
        if (!out.empty()) out += ", ";
        out += before + html(one) + after;
    }
    return out;
}

std::string zip_of(const BookMembers& members) {
    ZipWriter zip;
    for (const auto& [name, content] : members) zip.store(name, content);
    return zip.finish();
}

/// Package and spine around pages that are there already.
std::string book_of(BookMembers pages, const std::string& metadata) {
    std::string manifest, spine;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const std::string id = "p" + std::to_string(i);
        manifest += "<item id=\"" + id + "\" href=\"" + pages[i].first
                    + "\" media-type=\"application/xhtml+xml\"/>";
        spine += "<itemref idref=\"" + id + "\"/>";
    }
    BookMembers book{{"mimetype", "application/epub+zip"},
                     {"META-INF/container.xml", testing::book_container("content.opf")},
                     {"content.opf", "<package version=\"2.0\"><metadata>" + metadata
                                         + "</metadata><manifest>" + manifest + "</manifest><spine>"
                                         + spine + "</spine></package>"}};
    for (auto& page : pages) book.push_back(std::move(page));
    return zip_of(book);
}

/// All that is said of a work, and the words of each chapter's story.
std::string said(const std::string& bytes, const std::string& format) {
    std::vector<Part> parts;
    peel("x", bytes, {}, [&](Part&& part) { parts.push_back(std::move(part)); });
    if (parts.size() != 1) return "parts: " + std::to_string(parts.size());
    EXPECT_EQ(parts[0].format, format);
    for (const Finding& finding : parts[0].findings) ADD_FAILURE() << finding.text;
    Story story = read_stories(parts[0], {{2026, 11, 23}})[0];
    std::sort(story.record.extra.begin(), story.record.extra.end(),
              [](const Extra& a, const Extra& b) { return a.label < b.label; });
    JsonWriter json;
    json.object();
    write_work_members(json, story.record);
    json.end();
    std::string out = json.take();
    for (const Chapter& chapter : story.chapters) {
        out += "\n" + chapter.title + ":";
        for (const Block& block : chapter.text.blocks)
            if (block.layer == Layer::story)
                for_each_word(chapter.text.text_of(block),
                              [&](std::string_view word) { out.append(" ").append(word); });
    }
    return out;
}

// ---- AO3

/// Age of a download: class names, labels, headings, and where the EPUB cuts the preface.
struct Ao3Form {
    bool epub = false, old = false, cut_preface = false;
};

class Ao3 {
  public:
    Ao3(const MadeWork& work, const Ao3Form& form) : work_(work), form_(form) {}

    std::string bytes() const {
        if (!form_.epub) {
            std::string page = "<html><head><title>x</title></head><body><div id=\"preface\">"
                               + tags() + preface()
                               + "</div><div id=\"chapters\" class=\"userstuff\">";
            for (std::size_t i = 0; i < work_.chapters.size(); ++i) page += chapter(i);
            return page + "</div>" + afterword() + "</body></html>";
        }
        BookMembers pages;
        const auto add = [&](const std::string& body) {
            pages.emplace_back("x_split_00" + std::to_string(pages.size()) + ".xhtml",
                               book_document(body));
        };
        const auto in_preface = [](const std::string& body) {
            return "<div id=\"preface\">" + body + "</div>";
        };
        if (form_.cut_preface) {
            add(in_preface(tags()));
            add(in_preface(preface()) + "<div id=\"chapters\" class=\"userstuff\"></div>");
        } else {
            add(in_preface(tags() + preface()));
        }
        for (std::size_t i = 0; i < work_.chapters.size(); ++i)
            add("<div id=\"chapters\" class=\"userstuff\">" + chapter(i) + "</div>");
        add(afterword());
        return book_of(std::move(pages),
                       "<title>" + html(work_.title) + "</title><creator>" + joined(work_.authors)
                           + "</creator><subject>Fanworks</subject><date>2020-01-01</date>"
                           + (work_.language.empty() ? "" : "<language>en</language>"));
    }

  private:
    std::string css(const std::string& name) const {
        return form_.epub ? "calibre" + std::to_string(name.size()) : name;
    }
    std::string row(const std::string& label, const std::vector<std::string>& values) const {
        if (values.empty()) return "";
        std::string name = label;
        if (!form_.old && values.size() > 1 && !label.ends_with('s')) name += 's';
        return "<dt class=\"" + css("dt") + "\">" + name + ":</dt>\n<dd class=\"" + css("dd")
               + "\">" + joined(values, "<a href=\"https://archiveofourown.org/tags/x\">", "</a>")
               + "</dd>\n";
    }
    std::string plain_row(const std::string& label, const std::string& value) const {
        return value.empty() ? "" : "<dt>" + label + ":</dt>\n<dd>" + value + "</dd>\n";
    }
    std::string tags() const {
        const std::string all = std::to_string(work_.chapters.size());
        return "<h2 class=\"toc-heading\">Preface</h2><p class=\"message\"><b>" + html(work_.title)
               + "</b><br />Posted originally on the <a "
                 "href=\"https://archiveofourown.org/\">Archive "
                 "of Our Own</a> at <a href=\"https://archiveofourown.org/works/5\">https://"
                 "archiveofourown.org/works/5</a>.</p><div class=\""
               + css("meta") + "\"><dl class=\"tags\">" + row("Rating", {work_.rating})
               + row("Archive Warning", work_.warnings) + row("Fandom", work_.fandoms)
               + row("Relationship", work_.relationships) + row("Character", work_.characters)
               + row("Additional Tags", work_.tags) + plain_row("Language", work_.language)
               + (work_.series.empty() ? ""
                                       : plain_row("Series", "Part 2 of <a href=\"/series/9\">"
                                                                 + html(work_.series) + "</a>"))
               + plain_row("Stats", "Published: " + work_.published + "\n"
                                        + (work_.finished ? "Completed: " : "Updated: ")
                                        + work_.updated + " Words: 1,234 Chapters: " + all + "/"
                                        + (work_.finished ? all : "?"))
               + "</dl></div>";
    }
    std::string noted(const std::string& label, const std::string& text) const {
        return text.empty() ? ""
                            : "<p>" + label + "</p><blockquote class=\"userstuff\"><p>" + html(text)
                                  + "</p></blockquote>";
    }
    std::string preface() const {
        return "<div class=\"" + css("meta") + "\"><h1>" + html(work_.title)
               + "</h1><div class=\"byline\">by "
               + joined(work_.authors, "<a rel=\"author\" href=\"/users/x\">", "</a>") + "</div>"
               + noted("Summary", work_.summary) + noted("Notes", work_.notes) + "</div>";
    }
    std::string chapter(std::size_t i) const {
        const MadeChapter& chapter = work_.chapters[i];
        const std::string n = std::to_string(i + 1);
        std::string out;
        if (work_.chapters.size() == 1)
            out = "<h2 class=\"toc-heading\">" + html(work_.title) + "</h2>";
        else
            out = "<div class=\"" + css("meta group") + "\"><h2 class=\"heading\">"
                  + (form_.old ? "" : "Chapter " + n + ": ") + html(chapter.title) + "</h2>"
                  + noted("Chapter Summary", chapter.summary)
                  + noted("Chapter Notes", chapter.note_before)
                  + (chapter.note_after.empty() ? ""
                                                : "<div class=\"endnote-link\">See the end of the "
                                                  "chapter for <a href=\"#endnotes"
                                                      + n + "\">notes</a></div>")
                  + "</div>";
        out += "<div class=\"" + std::string(form_.epub ? "userstuff1" : "userstuff") + "\">";
        for (const std::string& paragraph : chapter.paragraphs)
            out += "<p>" + html(paragraph) + "</p>";
        out += "</div>";
        if (work_.chapters.size() > 1 && !chapter.note_after.empty())
            out += "<div class=\"" + css("meta") + "\" id=\"endnotes" + n + "\">"
                   + noted("Chapter End Notes", chapter.note_after) + "</div>";
        return out;
    }
    std::string afterword() const {
        return "<div id=\"afterword\"><h2 class=\"toc-heading\">Afterword</h2><div class=\""
               + css("meta") + "\"><div id=\"endnotes\">" + noted("End Notes", work_.end_notes)
               + "</div></div><p class=\"message\">Please drop by the Archive and comment to let "
                 "the "
                 "author know if you enjoyed their work!</p></div>";
    }

    const MadeWork& work_;
    Ao3Form form_;
};

TEST(SameWork, of_ao3_as_page_and_as_book_of_any_age) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        const MadeWork work = Maker(seed).work();
        for (const bool old : {false, true}) {
            const std::string page = said(Ao3(work, {false, old, false}).bytes(), "ao3-download");
            for (const bool cut : {false, true})
                ASSERT_EQ(said(Ao3(work, {true, old, cut}).bytes(), "ao3-download"), page)
                    << "seed " << seed;
        }
    }
}

// ---- FanFicFare

using Rows = std::vector<std::pair<std::string, std::string>>;

Rows fanficfare_rows(const MadeWork& work) {
    const auto list = [](const std::vector<std::string>& all) {
        std::string out;
        for (const std::string& one : all) out += (out.empty() ? "" : ", ") + one;
        return out;
    };
    Rows rows{{"Series", work.series.empty() ? "" : work.series + " [2]"},
              {"Category", list(work.fandoms)},
              {"Genre", list(work.tags)},
              {"Language", work.language},
              {"Characters", list(work.characters)},
              {"Relationships", list(work.relationships)},
              {"Status", work.finished ? "Completed" : "In-Progress"},
              {"Published", work.published},
              {"Updated", work.updated},
              {"Packaged", "2020-01-01 10:00:00"},
              {"Rating", work.rating},
              {"Warnings", list(work.warnings)},
              {"Chapters", std::to_string(work.chapters.size())},
              {"Words", "1,234"},
              {"Publisher", "www.example.net"},
              {"Story URL", "https://www.example.net/s/5"},
              {"Summary", work.summary}};
    std::erase_if(rows, [](const auto& row) { return row.second.empty(); });
    return rows;
}

std::string by_line(const MadeWork& work) {
    return "<a href=\"https://www.example.net/s/5\">" + html(work.title) + "</a> by "
           + joined(work.authors, "<a class='authorlink' href='https://www.example.net/u/1'>",
                    "</a>");
}

std::string chapter_name(const MadeWork& work, std::size_t i) {
    return std::to_string(i + 1) + ". "
           + (work.chapters[i].title.empty() ? work.title : work.chapters[i].title);
}

std::string paragraphs_of(const MadeChapter& chapter) {
    std::string out;
    for (const std::string& paragraph : chapter.paragraphs)
        out += "<p>" + html(paragraph) + "</p>\n";
    return out;
}

std::string fanficfare_epub(const MadeWork& work) {
    BookMembers pages;
    const auto add = [&](const std::string& name, const std::string& css, const std::string& body) {
        std::string text = book_document(body, html(work.title));
        text.replace(text.find("<body>"), 6, "<body class=\"" + css + "\">");
        pages.emplace_back(name, text);
    };
    std::string rows;
    for (const auto& [label, value] : fanficfare_rows(work))
        if (label != "Story URL") rows += "<b>" + label + ":</b> " + html(value) + "<br />\n";
    add("OEBPS/title_page.xhtml", "fff_titlepage",
        "<h3>" + by_line(work) + "</h3><div>" + rows + "</div>");
    std::string contents;
    for (std::size_t i = 0; i < work.chapters.size(); ++i)
        contents += "<a href=\"file" + std::to_string(i) + ".xhtml\">" + html(chapter_name(work, i))
                    + "</a><br />";
    add("OEBPS/toc_page.xhtml", "fff_tocpage", "<h3>Table of Contents</h3>" + contents);
    for (std::size_t i = 0; i < work.chapters.size(); ++i)
        add("OEBPS/file" + std::to_string(i) + ".xhtml", "fff_chapter",
            "<h3 class=\"fff_chapter_title\">" + html(chapter_name(work, i)) + "</h3>\n"
                + paragraphs_of(work.chapters[i]));
    std::string metadata = "<title>" + html(work.title) + "</title>";
    for (const std::string& author : work.authors)
        metadata += "<creator role=\"aut\">" + html(author) + "</creator>";
    return book_of(std::move(pages),
                   metadata
                       + "<contributor role=\"bkp\">FanFicFare [https://x.example]</contributor>"
                         "<source>https://www.example.net/s/5</source><publisher>www.example.net"
                         "</publisher><subject>FanFiction</subject><subject>Completed</subject>");
}

std::string fanficfare_html(const MadeWork& work) {
    std::string page = "<html><head><title>" + html(work.title) + "</title></head><body><h1>"
                       + by_line(work) + "</h1>\n<table class=\"full\">\n";
    for (const auto& [label, value] : fanficfare_rows(work)) {
        if (label == "Story URL") continue;
        page += label == "Summary" ? "<tr><td colspan=\"2\"><b>" + label + ":</b> " + html(value)
                                   : "<tr><td><b>" + label + ":</b></td><td>" + html(value);
        page += "</td></tr>\n";
    }
    page += "</table>\n<a name=\"TOCTOP\"><h2>Table of Contents</h2></a><p>\n";
    for (std::size_t i = 0; i < work.chapters.size(); ++i)
        page += "<a href=\"#section000" + std::to_string(i + 1) + "\">"
                + html(chapter_name(work, i)) + "</a><br />\n";
    page += "</p>\n";
    for (std::size_t i = 0; i < work.chapters.size(); ++i)
        page += "<a name=\"section000" + std::to_string(i + 1) + "\"><h2>"
                + html(chapter_name(work, i)) + "</h2></a>\n" + paragraphs_of(work.chapters[i]);
    return page + "</body></html>";
}

/// Lines of 78 characters, as the program wraps them.
std::string wrapped(const std::string& text) {
    std::string out, line;
    for (const std::string_view word : split(text, ' ')) {
        if (line.size() + 1 + word.size() > 78) {
            out += line + "\r\n";
            line.clear();
        }
        line.append(line.empty() ? "" : " ").append(word);
    }
    return out + line + "\r\n";
}

std::string fanficfare_text(const MadeWork& work) {
    std::string authors;
    for (const std::string& author : work.authors)
        authors += (authors.empty() ? "" : ", ") + author;
    std::string out = "\r\n\r\n" + work.title + "\r\n\r\nby " + authors + "\r\n\r\n\r\n";
    for (const auto& [label, value] : fanficfare_rows(work)) out += wrapped(label + ": " + value);
    out += "\r\n\r\nTABLE OF CONTENTS\r\n\r\n\r\n";
    for (std::size_t i = 0; i < work.chapters.size(); ++i)
        out += chapter_name(work, i) + "\r\n\r\n\r\n";
    for (std::size_t i = 0; i < work.chapters.size(); ++i) {
        out += "\t" + chapter_name(work, i) + "\r\n\r\n";
        for (const std::string& paragraph : work.chapters[i].paragraphs)
            out += wrapped(paragraph) + "\r\n";
        out += "\r\n";
    }
    return out + "End file.\r\n";
}

TEST(SameWork, of_fanficfare_as_book_page_and_text) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        MadeWork work = Maker(seed).work();
        const std::string book = said(fanficfare_epub(work), "fanficfare-epub");
        ASSERT_EQ(said(fanficfare_html(work), "fanficfare-html"), book) << "seed " << seed;
        ASSERT_EQ(said(fanficfare_text(work), "fanficfare-text"), book) << "seed " << seed;
    }
}

}  // namespace
}  // namespace solander
