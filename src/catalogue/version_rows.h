// SPDX-License-Identifier: GPL-3.0-or-later
// Rows below a version: its chapters, claims and findings.
#pragma once
#include "catalogue/stories.h"

namespace solander {

/// `replace` takes away what an earlier reading of the version left.
void save_version_rows(Connection&, std::int64_t version, const PreparedStory&, bool replace);

}  // namespace solander
