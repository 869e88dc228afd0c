// SPDX-License-Identifier: GPL-3.0-or-later
// A story put together from messages: each of them has its own furniture and its own top.
#pragma once
#include <vector>

#include "document/structure.h"
#include "header/block.h"
#include "source/part.h"

namespace solander {

/// find_furniture(), message by message where a part is made of several.
std::vector<Region> furniture_of(const Part& part, const Lines& lines);

/// find_headers() likewise: what stands at the top of a later message is read as a top is, and
/// counts as a block inside.
HeaderReading headers_of(const Part& part, const Lines& lines, const std::vector<Region>& outside,
                         const LabelTable&);

}  // namespace solander
