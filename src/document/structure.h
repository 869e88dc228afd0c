// SPDX-License-Identifier: GPL-3.0-or-later
// Chapters, end marks, notes and furniture of a finished document.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/finding.h"
#include "document/document.h"
#include "document/lines.h"

namespace solander {

/// Blocks [first, last) of the document; the heading that opens it is the first block when there is
/// one.
struct ChapterRange {
    std::uint32_t first, last;
    std::string title;  ///< as the reader should see it: "Chapter One: Snow"; empty for the text
                        ///< before or without headings
};

/// Regions of list footers, signatures, adverts, spoiler space, page chrome: to be found before
/// anything else reads the lines. Anchored at the edges; patterns from data/furniture.tsv.
std::vector<Region> find_furniture(const Lines&);

/// Layers (notes, toc, end marks) set on the document's blocks; never a story block hidden on
/// doubt.
void mark_structure(Document&);

/// One entry at least; together they cover all blocks. What stands above the first heading and is
/// no story (headers, notes) belongs to the first entry. Marks count only as one family over the
/// whole text (story-files.md 10.2). Call it after mark_structure.
std::vector<ChapterRange> find_chapters(const Document&);

/// What the mark behind the last word of the story says: "The End", or that it goes on.
struct StatedEnd {
    bool complete;
    std::size_t block;  ///< the mark
};
/// Nothing when there is no mark, or only one of a part, or story behind it.
std::optional<StatedEnd> stated_end(const Document&);

/// The last block, where it is prose that ends in the middle of a sentence, with nothing but
/// furniture behind it. Nothing for fragments, verse, letters' ends.
std::optional<std::size_t> broken_off(const Document&);

}  // namespace solander
