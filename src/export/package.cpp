// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/package.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

#include "base/address.h"
#include "export/names.h"

namespace solander {
namespace {

constexpr std::string_view kXml = R"(<?xml version="1.0" encoding="UTF-8"?>)";

void meta(Markup& xml, std::string_view property, std::string_view value,
          std::string_view refines = {}) {
    if (value.empty()) return;
    xml.open("meta");
    if (!refines.empty()) xml.attr("refines", "#" + std::string(refines));
    xml.attr("property", property).text(value).close();
}

/// MARC relator codes for the roles of a work object.
std::string_view relator(std::string_view role) {
    if (role == "translator") return "trl";
    if (role == "editor") return "edt";
    return "aut";
}

/// Readers see dc:subject; the kind is said twice: by authority and term, and by a property of
/// ours.
struct Subjects {
    Markup& xml;
    int number = 0;
    std::set<std::string> said;

    void add(std::string_view kind, const std::vector<std::string>& names) {
        for (const std::string& name : names) {
            if (name.empty() || !said.insert(std::string(kind) + '\n' + name).second) continue;
            const std::string id = fmt::format("subject-{}", ++number);
            xml.open("dc:subject").attr("id", id).text(name).close();
            meta(xml, "authority", fmt::format("urn:solander:{}", kind), id);
            meta(xml, "term", name, id);
        }
    }
};

void write_creators(Markup& xml, std::span<const ExportWork> works) {
    std::set<std::string> said;
    int number = 0;
    for (const ExportWork& work : works) {
        for (const Creator& creator : work.record.creators) {
            if (creator.name.empty() || !said.insert(creator.role + '\n' + creator.name).second)
                continue;
            const std::string id = fmt::format("creator-{}", ++number);
            xml.open("dc:creator").attr("id", id).text(creator.name).close();
            xml.open("meta")
                .attr("refines", "#" + id)
                .attr("property", "role")
                .attr("scheme", "marc:relators");
            xml.text(relator(creator.role)).close();
        }
    }
}

void write_series(Markup& xml, const WorkRecord& work) {
    int number = 0;
    for (const SeriesPlace& place : work.series) {
        if (place.name.empty()) continue;
        const std::string id = fmt::format("series-{}", ++number);
        xml.open("meta")
            .attr("property", "belongs-to-collection")
            .attr("id", id)
            .text(place.name)
            .close();
        meta(xml, "collection-type", "series", id);
        if (place.position) meta(xml, "group-position", fmt::format("{}", *place.position), id);
        if (number > 1) continue;  // older readers know one series
        xml.open("meta").attr("name", "calibre:series").attr("content", place.name).close();
        if (place.position)
            xml.open("meta")
                .attr("name", "calibre:series_index")
                .attr("content", fmt::format("{}", *place.position))
                .close();
    }
}

void write_metadata(Markup& xml, const Book& book, std::span<const ExportWork> works) {
    xml.open("metadata").attr("xmlns:dc", "http://purl.org/dc/elements/1.1/");
    xml.open("dc:identifier").attr("id", "uid").text(book.urn).close();
    xml.element("dc:title", book.title);
    xml.element("dc:language", book.language);
    write_creators(xml, works);
    if (works.size() == 1) {
        const WorkRecord& work = works.front().record;
        if (!work.summary.empty()) xml.element("dc:description", without_addresses(work.summary));
        if (work.published) xml.element("dc:date", work.published->text());
    }
    Subjects subjects{xml, 0, {}};
    for (const ExportWork& work : works) {
        subjects.add("fandom", work.record.fandoms);
        subjects.add("relationship", work.record.relationships);
        subjects.add("character", work.record.characters);
        subjects.add("category", work.record.categories);
        subjects.add("warning", work.record.warnings);
        subjects.add("tag", work.record.tags);
    }
    for (const ExportWork& work : works) {
        for (const OriginalRef& original : work.record.originals) {
            xml.element("dc:source", "urn:sha256:" + original.sha256);
            break;  // the version that is read
        }
        if (!work.record.permission.as_given.empty())
            xml.element("dc:rights",
                        "Archive: " + without_addresses(work.record.permission.as_given));
    }
    meta(xml, "dcterms:modified", book.modified);
    if (works.size() == 1) {
        const WorkRecord& work = works.front().record;
        write_series(xml, work);
        meta(xml, "solander:rating", name_of(work.rating));
        meta(xml, "solander:rating-as-given", work.rating_as_given);
        meta(xml, "solander:permission", name_of(work.permission.by_default));
        meta(xml, "solander:embargo", work.permission.embargo);
        if (work.complete) meta(xml, "solander:complete", *work.complete ? "yes" : "no");
        meta(xml, "solander:words", fmt::format("{}", work.words));
    }
    meta(xml, "schema:accessMode", "textual");
    meta(xml, "schema:accessModeSufficient", "textual");
    for (const char* feature :
         {"tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"})
        meta(xml, "schema:accessibilityFeature", feature);
    meta(xml, "schema:accessibilityHazard", "none");
    meta(xml, "schema:accessibilitySummary",
         "Text only, in reading order, with headings and a table of contents.");
    xml.close();
}

void open_package(Markup& xml, const Book& book) {
    xml.literal(kXml)
        .open("package")
        .attr("xmlns", "http://www.idpf.org/2007/opf")
        .attr("version", "3.0");
    xml.attr("unique-identifier", "uid")
        .attr("xml:lang", book.language)
        .attr("prefix", "solander: urn:solander:terms:");
}

}  // namespace

std::string container_xml() {
    Markup xml(true);
    xml.literal(kXml)
        .open("container")
        .attr("version", "1.0")
        .attr("xmlns", "urn:oasis:names:tc:opendocument:xmlns:container");
    xml.open("rootfiles").open("rootfile").attr("full-path", "EPUB/package.opf");
    xml.attr("media-type", "application/oebps-package+xml").close().close().close();
    return xml.take();
}

std::string about_xml(const ExportWork& work, const std::string& urn) {
    Markup xml(true);
    Book alone{urn, work.record.title, work.record.language, work.modified, nullptr, {}};
    if (alone.language.empty()) alone.language = "en";
    open_package(xml, alone);
    write_metadata(xml, alone, {&work, 1});
    xml.close();
    return xml.take();
}

std::string package_opf(const Book& book) {
    Markup xml(true);
    open_package(xml, book);
    write_metadata(xml, book, *book.works);
    xml.open("manifest");
    const auto item = [&](std::string_view id, std::string_view href, std::string_view type,
                          std::string_view properties = {}) {
        xml.open("item").attr("id", id).attr("href", href).attr("media-type", type);
        if (!properties.empty()) xml.attr("properties", properties);
        xml.close();
    };
    item("nav", "nav.xhtml", "application/xhtml+xml", "nav");
    item("ncx", "toc.ncx", "application/x-dtbncx+xml");
    item("css", "book.css", "text/css");
    for (std::size_t i = 0; i < book.pages.size(); ++i) {
        item(fmt::format("page-{}", i + 1), book.pages[i].file, "application/xhtml+xml");
        if (!book.pages[i].about.empty())
            item(fmt::format("about-{}", i + 1), book.pages[i].about, "application/xml");
    }
    xml.close().open("spine").attr("toc", "ncx");
    for (std::size_t i = 0; i < book.pages.size(); ++i) {
        xml.open("itemref").attr("idref", fmt::format("page-{}", i + 1)).close();
        if (i == 0) xml.open("itemref").attr("idref", "nav").close();
    }
    xml.close().close();
    return xml.take();
}

void open_xhtml(Markup& xml, std::string_view title, std::string_view language,
                std::string_view body_type) {
    xml.literal(kXml).doctype().open("html").attr("xmlns", "http://www.w3.org/1999/xhtml");
    xml.attr("xmlns:epub", "http://www.idpf.org/2007/ops")
        .attr("lang", language)
        .attr("xml:lang", language);
    xml.open("head").element("title", title);
    xml.open("link")
        .attr("rel", "stylesheet")
        .attr("type", "text/css")
        .attr("href", "book.css")
        .close()
        .close();
    xml.open("body");
    if (!body_type.empty()) xml.attr("epub:type", body_type);
}

std::string nav_xhtml(const Book& book) {
    Markup xml(true);
    open_xhtml(xml, "Contents", book.language, "frontmatter");
    xml.open("nav")
        .attr("epub:type", "toc")
        .attr("role", "doc-toc")
        .attr("aria-labelledby", "contents");
    xml.open("h1").attr("id", "contents").text("Contents").close().open("ol");
    bool nested = false, open = false;
    for (const BookPage& page : book.pages) {
        if (page.label.empty()) continue;
        const bool deeper = page.depth > 0 && open;
        if (deeper && !nested) {
            xml.open("ol");
        } else {
            if (nested && !deeper) xml.close();  // inner li
            if (nested && !deeper) xml.close();  // inner ol
            if (open) xml.close();               // the li before
        }
        nested = deeper;
        xml.open("li").open("a").attr("href", page.file).text(page.label).close();
        open = true;
    }
    if (nested) xml.close().close();
    if (open) xml.close();
    xml.close().close();
    xml.open("nav")
        .attr("epub:type", "landmarks")
        .attr("hidden", "hidden")
        .attr("aria-label", "Landmarks")
        .open("ol");
    const auto landmark = [&](std::string_view type, std::string_view file,
                              std::string_view label) {
        xml.open("li")
            .open("a")
            .attr("epub:type", type)
            .attr("href", file)
            .text(label)
            .close()
            .close();
    };
    landmark("titlepage", book.pages.front().file, "Title page");
    landmark("toc", "nav.xhtml", "Contents");
    if (book.pages.size() > 1) landmark("bodymatter", book.pages[1].file, "Text");
    xml.close().close().close().close();
    return xml.take();
}

std::string toc_ncx(const Book& book) {
    Markup xml(true);
    xml.literal(kXml)
        .open("ncx")
        .attr("xmlns", "http://www.daisy.org/z3986/2005/ncx/")
        .attr("version", "2005-1");
    xml.open("head").open("meta").attr("name", "dtb:uid").attr("content", book.urn).close();
    const bool deep = std::any_of(book.pages.begin(), book.pages.end(),
                                  [](const BookPage& p) { return p.depth > 0; });
    xml.open("meta").attr("name", "dtb:depth").attr("content", deep ? "2" : "1").close().close();
    xml.open("docTitle").element("text", book.title).close().open("navMap");
    int number = 0;
    int open = 0;
    for (const BookPage& page : book.pages) {
        if (page.label.empty()) continue;
        for (; open > page.depth; --open) xml.close();
        ++number;
        xml.open("navPoint").attr("id", fmt::format("point-{}", number)).attr("playOrder", number);
        xml.open("navLabel").element("text", page.label).close();
        xml.open("content").attr("src", page.file).close();
        ++open;
    }
    for (; open > 0; --open) xml.close();
    xml.close().close();
    return xml.take();
}

std::string_view book_css() {
    return R"(body { margin: 0 5%; line-height: 1.5; hyphens: auto; -webkit-hyphens: auto; }
h1, h2, h3 { text-align: center; font-weight: normal; hyphens: none; -webkit-hyphens: none; page-break-after: avoid; break-after: avoid; }
h1 { font-size: 1.5em; margin: 2em 0 1.5em; }
h2 { font-size: 1.2em; margin: 1.5em 0 1em; }
p { margin: 0; text-indent: 1.4em; orphans: 2; widows: 2; }
h1 + p, h2 + p, h3 + p, hr + p, p.scene + p, aside p:first-child, blockquote p:first-child { text-indent: 0; }
p.scene { text-align: center; text-indent: 0; margin: 1.2em 0; }
hr.scene { width: 20%; margin: 1.5em auto; border: 0; border-top: 1px solid currentColor; }
p.verse { text-indent: 0; margin: 1em 0 1em 2em; hyphens: none; -webkit-hyphens: none; text-align: left; }
p.centred, p.end { text-align: center; text-indent: 0; margin: 1em 0; }
pre { white-space: pre-wrap; font-size: 0.85em; }
blockquote { margin: 1em 2em; }
aside { margin: 1.5em 0; padding: 0 1em; border-left: 2px solid currentColor; font-size: 0.9em; }
.u { text-decoration: underline; }
.by { text-align: center; text-indent: 0; margin: 0 0 2em; }
dl { font-size: 0.9em; }
dt { font-weight: bold; }
dd { margin: 0 0 0.4em 1.2em; }
)";
}

}  // namespace solander
