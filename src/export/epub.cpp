// SPDX-License-Identifier: GPL-3.0-or-later
// EPUB 3.3 (W3C Recommendation), with an NCX for older readers. The same works give the same bytes.
#include <fmt/format.h>

#include <algorithm>

#include "base/address.h"
#include "base/error.h"
#include "base/text.h"
#include "export/body.h"
#include "export/export.h"
#include "export/names.h"
#include "export/package.h"
#include "export/zip_writer.h"

namespace solander {
namespace {

constexpr std::string_view kNoDate = "2000-01-01T00:00:00Z";

/// dcterms:modified wants seconds and Z, nothing more.
std::string modified_of(const std::string& stamp) {
    if (stamp.size() >= 19 && stamp[4] == '-' && stamp[10] == 'T') return stamp.substr(0, 19) + "Z";
    return std::string(kNoDate);
}

std::string language_of(const WorkRecord& work) {
    return work.language.empty() ? "en" : work.language;
}

std::string or_number(const std::string& title, const WorkRecord& work) {
    return title.empty() ? fmt::format("Work {}", work.id) : title;
}

void paragraphs(Markup& xml, std::string_view text) {
    for (const std::string_view line : split(text, '\n'))
        if (!trim(line).empty()) xml.element("p", without_addresses(trim(line)));
}

void section(Markup& xml, std::string_view heading, std::string_view text) {
    if (trim(text).empty()) return;
    xml.open("section").element("h2", heading);
    paragraphs(xml, text);
    xml.close();
}

/// Title, by-line and the catalogue card.
std::string title_page(const WorkRecord& work) {
    Markup xml(true);
    const std::string title = or_number(work.title, work);
    open_xhtml(xml, title, language_of(work), "frontmatter");
    xml.open("section").attr("epub:type", "titlepage").element("h1", title);
    const std::string by = creators_text(work);
    if (!by.empty()) xml.open("p").attr("class", "by").text("by " + by).close();
    section(xml, "Summary", work.summary);
    section(xml, "Notes", work.notes);
    section(xml, "Disclaimer", work.disclaimer);
    const auto card = card_of(work);
    if (!card.empty()) {
        xml.open("section").element("h2", "About this text").open("dl");
        for (const auto& [label, value] : card) xml.element("dt", label).element("dd", value);
        xml.close().close();
    }
    xml.close().close().close();
    return xml.take();
}

std::string chapter_page(const Chapter& chapter, const std::string& label, const WorkRecord& work) {
    Markup xml(true);
    open_xhtml(xml, label, language_of(work), "bodymatter");
    xml.open("section")
        .attr("epub:type", "chapter")
        .attr("role", "doc-chapter")
        .attr("aria-labelledby", "title");
    xml.open("h1").attr("id", "title");
    // Told when it is read back (source/own_book): this heading is no part of the text.
    if (chapter.title.empty() || !begins_with_title(chapter.text, chapter.title))
        xml.attr("class", "given");
    xml.text(label).close();
    BodyOptions options;
    options.title_above = chapter.title;
    write_body(xml, chapter.text, options);
    xml.close().close().close();
    return xml.take();
}

std::string end_page(const WorkRecord& work) {
    Markup xml(true);
    open_xhtml(xml, "Notes at the end", language_of(work), "backmatter");
    xml.open("section")
        .attr("epub:type", "afterword")
        .attr("role", "doc-afterword")
        .element("h1", "Notes at the end");
    paragraphs(xml, work.end_notes);
    xml.close().close().close();
    return xml.take();
}

std::string anthology_page(const Book& book) {
    Markup xml(true);
    open_xhtml(xml, book.title, book.language, "frontmatter");
    xml.open("section").attr("epub:type", "titlepage").element("h1", book.title);
    xml.open("p").attr("class", "by").text(fmt::format("{} works", book.works->size())).close();
    xml.close().close().close();
    return xml.take();
}

struct Pages {
    Book& book;
    std::vector<std::string> bytes;

    void add(std::string file, std::string label, int depth, std::string content) {
        book.pages.push_back({std::move(file), std::move(label), depth});
        bytes.push_back(std::move(content));
    }

    void add_work(const ExportWork& work, std::size_t number, bool alone) {
        const std::string before = alone ? "" : fmt::format("work-{:03}-", number);
        const int depth = alone ? 0 : 1;
        const std::string title = or_number(work.record.title, work.record);
        add(before + "title.xhtml", alone ? "Title page" : title, 0, title_page(work.record));
        if (!alone) book.pages.back().about = before + "about.xml";
        for (std::size_t i = 0; i < work.chapters.size(); ++i) {
            const Chapter& chapter = work.chapters[i];
            std::string label = chapter.title;
            if (label.empty()) label = work.chapters.size() == 1 ? title : fmt::format("{}", i + 1);
            add(fmt::format("{}chapter-{:03}.xhtml", before, i + 1), label, depth,
                chapter_page(chapter, label, work.record));
        }
        if (!trim(work.record.end_notes).empty())
            add(before + "notes.xhtml", "Notes at the end", depth, end_page(work.record));
    }
};

}  // namespace

std::string to_epub(const std::vector<ExportWork>& works, std::string_view title) {
    if (works.empty()) throw Error(Fault::usage, "a book needs at least one work");
    const bool alone = works.size() == 1;
    Book book;
    book.works = &works;
    const WorkRecord& first = works.front().record;
    book.title = alone || title.empty() ? or_number(first.title, first) : std::string(title);
    book.language = language_of(first);
    std::string seed = book.title;
    for (const ExportWork& work : works) {
        book.modified = std::max(book.modified, modified_of(work.modified));
        seed += stable_urn(work);
    }
    book.urn = alone ? stable_urn(works.front()) : stable_urn(seed);
    Pages pages{book, {}};
    if (!alone) pages.add("title.xhtml", "Title page", 0, anthology_page(book));
    for (std::size_t i = 0; i < works.size(); ++i) pages.add_work(works[i], i + 1, alone);

    ZipWriter zip;
    zip.store("mimetype", "application/epub+zip");
    zip.deflate("META-INF/container.xml", container_xml());
    zip.deflate("EPUB/package.opf", package_opf(book));
    zip.deflate("EPUB/nav.xhtml", nav_xhtml(book));
    zip.deflate("EPUB/toc.ncx", toc_ncx(book));
    zip.deflate("EPUB/book.css", book_css());
    for (std::size_t i = 0, work = 0; i < book.pages.size(); ++i) {
        zip.deflate("EPUB/" + book.pages[i].file, pages.bytes[i]);
        if (book.pages[i].about.empty()) continue;
        const ExportWork& one = works[work++];
        zip.deflate("EPUB/" + book.pages[i].about, about_xml(one, stable_urn(one)));
    }
    return zip.finish();
}

}  // namespace solander
