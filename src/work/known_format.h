// SPDX-License-Identifier: GPL-3.0-or-later
// What a known format says of titles, chapters and headings, against what their lines look like.
#pragma once
#include <cstdint>

#include "document/document.h"
#include "document/lines.h"
#include "header/block.h"
#include "source/part.h"

namespace solander {

/// Takes back what only looked like a header: a chapter's heading that is not the title the format
/// states; beside a form, a second story and a list.
void settle_headers(HeaderReading&, const Part&, const Lines&);

/// Offset in Part::text behind the first chapter; 0 in a part that is a later chapter by itself.
std::uint64_t behind_first_chapter(const Part&);

/// Makes headings of lines that are the format's title of the chapter which begins there, where the
/// text itself (a downloader's plain text) does not mark them.
void mark_headings(const Part&, Document&);

}  // namespace solander
