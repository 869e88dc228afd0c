// SPDX-License-Identifier: GPL-3.0-or-later
// Where chapters begin: one family of marks chosen over the whole document (story-files 10.2).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "document/document.h"

namespace solander {

struct ChapterStart {
    std::uint32_t block;
    std::uint8_t level;  ///< 1 part, 2 chapter, 4 a numbered section inside one
    std::string title;   ///< "Chapter One: Snow"
    bool section() const { return level == 4; }
};

/// Accepted marks in order, sections too; marks in other layers are passed over. Gives the same for
/// a document whose marks have become headings.
std::vector<ChapterStart> chapter_starts(const Document&);

/// Blocks [first, last) that list chapters with no text between them; empty when there is none.
struct Contents {
    std::uint32_t first = 0, last = 0;
};
Contents find_contents(const Document&);

}  // namespace solander
