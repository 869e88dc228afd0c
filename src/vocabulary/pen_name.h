// SPDX-License-Identifier: GPL-3.0-or-later
// When two pen names are one name: by what programs and typewriters change, and by nothing that a
// person means.
#pragma once
#include <string>
#include <string_view>

namespace solander {

/// The same of "Ann Reed", "ANN  REED" and "ann reed", and of O'Neill with either apostrophe; of
/// "Zoe" and "Zoë" it is not: those may be two people. Begins with fold(), so it sorts as that
/// does. Never for display.
std::string pen_name_key(std::string_view name);

/// Of this very spelling, where a person said that it is somebody else's than the same name in
/// other capitals. Sorts behind that.
std::string spelled_key(std::string_view name);
/// Whether a key is one of these.
bool is_spelled_key(std::string_view key);

}  // namespace solander
