// SPDX-License-Identifier: GPL-3.0-or-later
// How many works have a tag, for those who wrangle.
#pragma once
#include <vector>

#include "search/filters.h"

namespace solander {

std::vector<TagCount> count_tags(const Filters&, const std::vector<std::int64_t>& tags,
                                 const Bitmap& visible);
std::vector<TagCount> unsettled(const Filters&, TagKind, const Bitmap& visible);

}  // namespace solander
