// SPDX-License-Identifier: GPL-3.0-or-later
// Several works in one book: our anthologies, and FanFicFare's books put together by EpubMerge.
#pragma once
#include <string>
#include <vector>

#include "source/book_sections.h"

namespace solander {

struct BookWork {
    Part part;            ///< with its text and path; nothing marked yet
    BookText book;        ///< the work's own leaves, in `part.text`
    std::string package;  ///< member that says of this work what a package says of a book
};

/// Each with the documents that carry its sign in their names ("work-002-chapter-001.xhtml",
/// "2/OEBPS/file0001.xhtml"), in order; what stands in front of the first is furniture of that one.
/// Nothing when there are less than two, or when the book has other documents between them. `whole`
/// gives its findings to the first.
std::vector<BookWork> works_apart(const BookText&, Part& whole);

}  // namespace solander
