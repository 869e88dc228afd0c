// SPDX-License-Identifier: GPL-3.0-or-later
// How many connections the system lets us hold.
#pragma once
#include <cstddef>

namespace solander {

/// Raises the limit of open files as far as it goes for `wanted` connections; gives how many can be
/// had beside the files that the archive needs, and says so when they are fewer.
std::size_t room_for_connections(std::size_t wanted);

}  // namespace solander
