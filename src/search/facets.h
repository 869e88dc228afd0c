// SPDX-License-Identifier: GPL-3.0-or-later
// Counts over a result, by every field that has few or many names.
#pragma once
#include <vector>

#include "search/filters.h"

namespace solander {

/// Each facet field of search/fields.h with its `most` biggest values among `works`, ties by name.
std::vector<Facet> count_facets(const Filters&, const Bitmap& works, std::uint32_t most);

}  // namespace solander
