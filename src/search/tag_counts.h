// SPDX-License-Identifier: GPL-3.0-or-later
// How many works have a tag, for those who wrangle.
#pragma once
#include <vector>

#include "search/filters.h"

namespace solander {

std::vector<TagCount> count_tags(const Filters&, const std::vector<std::int64_t>& tags,
                                 const Bitmap& visible);
/// Of every kind.
std::vector<TagTotals> total_tags(const Filters&, const Bitmap& visible);
/// Of these kinds, the most used first.
UnsettledCounts unsettled(const Filters&, const std::vector<TagKind>&, const Bitmap& visible,
                          std::size_t from, std::size_t most);

}  // namespace solander
