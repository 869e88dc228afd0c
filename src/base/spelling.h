// SPDX-License-Identifier: GPL-3.0-or-later
// How far two spellings are apart.
#pragma once
#include <cstddef>
#include <string_view>

namespace solander {

/// Edits of bytes (insert, drop, change, swap neighbours) from a to b; gives up above `most` and
/// returns most + 1.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most);

}  // namespace solander
