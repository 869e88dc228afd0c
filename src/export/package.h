// SPDX-License-Identifier: GPL-3.0-or-later
// The pieces of an EPUB 3.3 package around the chapters: OPF, navigation, NCX.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/markup.h"
#include "export/export.h"

namespace solander {

/// One content document of the book, in reading order.
struct BookPage {
    std::string file;   ///< "chapter-001.xhtml", beside the OPF
    std::string label;  ///< for the contents; empty = not listed
    int depth = 0;      ///< 1 = below the last entry of depth 0 (a chapter of a work among several)
    std::string about{};  ///< of a work among several: the file that says what a package would
};

struct Book {
    std::string urn, title, language, modified;
    const std::vector<ExportWork>* works = nullptr;
    std::vector<BookPage> pages;
};

std::string container_xml();
std::string package_opf(const Book&);
/// What package_opf() says of a book of this work alone; for the works of an anthology.
std::string about_xml(const ExportWork&, const std::string& urn);
std::string nav_xhtml(const Book&);
std::string toc_ncx(const Book&);
std::string_view book_css();
/// Opens html, head, body of one XHTML page; the caller adds content, then closes two elements.
void open_xhtml(Markup&, std::string_view title, std::string_view language,
                std::string_view body_type);

}  // namespace solander
