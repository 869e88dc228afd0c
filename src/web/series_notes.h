// SPDX-License-Identifier: GPL-3.0-or-later
// Where a work stands in its series, on its own page and at the end of reading.
#pragma once
#include <vector>

#include "archive/name_views.h"
#include "base/markup.h"

namespace solander {

/// A <nav> for each series: what comes before and after; nothing where there is neither.
void write_neighbours(Markup&, const std::vector<SeriesNeighbours>&);

}  // namespace solander
