// SPDX-License-Identifier: GPL-3.0-or-later
// Markdown with front matter, as blogs, static sites and note programs keep stories.
#pragma once
#include "source/part.h"

namespace solander {

/// A text that begins with YAML or TOML between "---" or "+++" lines: each value is stated, the
/// block is a header zone, and "# Headings" of the text are chapters when there are two or more,
/// without their signs; "\\*" becomes a star.
/// Leaves any other part as it is; a header block between rules, with labels as people write them,
/// is one for header/. Linear.
void recognise_markdown(Part&);

}  // namespace solander
