// SPDX-License-Identifier: GPL-3.0-or-later
// EPUBs that FanFicFare, or its forerunner FanFictionDownLoader, packed from a site's pages.
#pragma once
#include "source/book_sections.h"
#include "source/opf.h"
#include "source/part.h"

namespace solander {

/// By the program's name among those who made the book, by its identifier, or by the class names of
/// its pages, which calibre's conversions leave alone.
bool is_fanficfare_book(const OpfPackage&, const BookText&, std::string_view text);

/// States what the title page says, typed by its labels; zones for title page, contents, log and
/// authors' notes; a chapter for each page. `package` fills what the title page has not.
void mark_fanficfare_book(const OpfPackage& package, BookText&, Part&);

}  // namespace solander
