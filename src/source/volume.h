// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces of containers that were split over several disks or files.
#pragma once
#include <string_view>

namespace solander {

/// The first or last piece of a split zip, a piece of a rar, the first of a 7z. Those in the middle
/// of a zip or 7z look like nothing.
bool is_volume(std::string_view bytes);

}  // namespace solander
