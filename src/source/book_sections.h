// SPDX-License-Identifier: GPL-3.0-or-later
// Where a book's chapters begin, and which of its pages are none of the story.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/opf.h"
#include "source/part.h"

namespace solander {

/// One document of a book in the composed text.
struct BookLeaf {
    std::string name;  ///< of the member
    std::uint64_t from = 0, to = 0;
    std::string type;    ///< "toc" "cover" "titlepage" "copyright-page" as the book says; or empty
    bool stray = false;  ///< in no reading order
    std::optional<Zone::Kind> zone{};  ///< what the whole page is, where it is known already
};

struct BookText {
    std::vector<BookLeaf> leaves;
    BookContents contents;  ///< its entries lead to names of members
    std::string nav_name;   ///< member that is the navigation document
};

/// Fills sections and zones. Chapters are what the table of contents lists; without one, the pages
/// that begin with a heading. A page without an entry goes on with the chapter before it. Less than
/// two chapters are not told: the text itself may have more.
void mark_book(const BookText&, std::string_view title, Part&);

}  // namespace solander
