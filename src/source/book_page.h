// SPDX-License-Identifier: GPL-3.0-or-later
// One document of a book made fit to stand among others on one page.
#pragma once
#include <string>
#include <string_view>

namespace solander {

/// The markup as it was, head, ids and classes included, with as little changed as that takes: <i/>
/// becomes <i></i>, CDATA becomes text, and what is left open at the end (a comment, a script, a
/// quote, emphasis) ends there and reaches into no other document. A reader of HTML finds the same
/// words in the same order as in the document alone. Linear.
std::string book_page(std::string_view markup);

}  // namespace solander
