// SPDX-License-Identifier: GPL-3.0-or-later
// A work as a few lines of a terminal, in the order readers know from AO3.
#pragma once
#include <string>

#include "work/story.h"

namespace solander {

/// "The Weir by A. Marsh", "A by B and C", title alone when no creator is stated.
std::string byline(const WorkRecord&);
/// Several lines, ending in a line break. `width` in columns.
std::string blurb(const WorkRecord&, unsigned width);
/// "teen · M/M · no warnings stated · complete · 12,034 words · 3 chapters · 2003-02"
std::string required_signs(const WorkRecord&);
std::string joined(const std::vector<std::string>&, std::string_view between);

}  // namespace solander
