// SPDX-License-Identifier: GPL-3.0-or-later
// Findings as a list, and a split that a form asks for: what several pages of curators have.
#pragma once
#include <string_view>
#include <vector>

#include "web/app.h"

namespace solander {

/// Each with what can be done at once; then to the path `then`.
void write_findings(Markup&, const std::vector<FindingRow>&, std::string_view then);
/// Before that line of the work's original, as write_original numbers them.
Result<WorkId> split_at_line(const App&, const Call&, WorkId, std::string_view line);

}  // namespace solander
