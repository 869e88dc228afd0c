// SPDX-License-Identifier: GPL-3.0-or-later
// A record as bytes: what the catalogue keeps of a work as it was read, before a person edited it.
#pragma once
#include "work/story.h"

#include <string>
#include <string_view>

namespace solander {

/// Everything but id, visibility, originals and the ids of creators and series. A version byte
/// comes first; numbers are little-endian, texts and lists have their length before them.
std::string to_stored(const WorkRecord&);
/// Throws Error{storage} on anything that to_stored did not write.
WorkRecord record_from_stored(std::string_view);

}  // namespace solander
