// SPDX-License-Identifier: GPL-3.0-or-later
// From a chapter's stored body straight to its words, for those who need no document.
#pragma once
#include <string>
#include <string_view>

#include "work/story.h"

namespace solander {

/// Story layer only, paragraphs apart by a blank line: what is indexed, compared and quoted. Throws
/// Error{storage} on damage.
std::string plain_text_of_body(std::string_view zstd_frame);
/// The prose of all chapters of a story that was just read: no headings, scene breaks, end marks.
std::string prose_of(const Story&);

}  // namespace solander
