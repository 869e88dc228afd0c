// SPDX-License-Identifier: GPL-3.0-or-later
// What several headers mean, or one without a story: second stories, recommendation lists, tables
// of contents, templates that show what to write.
#pragma once
#include <vector>

#include "header/block.h"
#include "header/sheet.h"

namespace solander {

/// Another title and an author: perhaps a second story in the file.
bool titled_differently(const HeaderBlock&, const std::vector<HeaderBlock>& earlier);

/// "TOM: Not geese again." between quoted paragraphs: a story quoted to be mocked, no answer to
/// one.
bool is_riffed(const Sheet&);

/// Many titles with hardly a line between them, "Why this must be read", or "a proper header looks
/// like this".
bool looks_like_index(const Sheet&, const std::vector<HeaderBlock>&);

}  // namespace solander
