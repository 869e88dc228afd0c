// SPDX-License-Identifier: GPL-3.0-or-later
// A document's blocks as HTML or XHTML: the one renderer for pages, EPUB and HTML files.
#pragma once
#include <string_view>

#include "base/markup.h"
#include "document/document.h"

namespace solander {

struct BodyOptions {
    bool own_ornaments = true;  ///< scene breaks as the author's ornament; else a fine rule
    int heading_level = 2;      ///< level that a level-1 heading of the text gets
    /// What the page shows above the text: a first heading that says nothing else is left out.
    std::string_view title_above = {};
    bool block_ids = false;  ///< id="p12" on every block, for links to a passage
};
/// Header-layer and furniture blocks are left out (the record shows them); notes come as <aside
/// class="note">.
void write_body(Markup&, const Document&, const BodyOptions&);

/// Whether the first thing in the text is a heading that the title says too; write_body() leaves it
/// out where `title_above` is that title.
bool begins_with_title(const Document&, std::string_view title);

}  // namespace solander
