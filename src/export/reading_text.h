// SPDX-License-Identifier: GPL-3.0-or-later
// A document as plain text for reading: all that write_body shows, paragraphs apart by a blank
// line.
#pragma once
#include <string>

#include "document/document.h"

namespace solander {

/// Story and notes, ornaments and verse lines as they stand; header lines and furniture left out.
/// Ends in a line break.
std::string reading_text(const Document&);

}  // namespace solander
