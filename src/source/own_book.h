// SPDX-License-Identifier: GPL-3.0-or-later
// EPUBs that we wrote ourselves (export/epub.cpp), read back with the same fields and words.
#pragma once
#include "source/book_sections.h"
#include "source/opf.h"
#include "source/part.h"

namespace solander {

/// A book of one work by us, or a work of an anthology (see book_works.h).
bool is_own_book(const OpfPackage&);

/// Adds what only the title page says to `stated`, and fills sections and zones.
void mark_own_book(const BookText&, std::string_view title, Part&);

}  // namespace solander
