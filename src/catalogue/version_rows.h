// SPDX-License-Identifier: GPL-3.0-or-later
// Rows below a version: its chapters, claims and findings.
#pragma once
#include "catalogue/stories.h"

namespace solander {

/// Of version $1: what says how a story lies to others of the pile. No reading of it finds that, or
/// takes it back. Of missing parts a reading knows only where it alone holds the story's parts.
#define SOLANDER_FINDING_OF_THE_PILE                                                               \
    "(kind in ('same-text', 'posted-twice', 'earlier-posting') or (kind = 'missing-parts'"         \
    " and exists (select 1 from posting p where p.version = $1)))"

/// `replace` takes away what an earlier reading of the version left.
void save_version_rows(Connection&, std::int64_t version, const PreparedStory&, bool replace);

}  // namespace solander
