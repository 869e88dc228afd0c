// SPDX-License-Identifier: GPL-3.0-or-later
// FIELD=VALUE as a person types it.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace solander {

/// Throws Error{usage} for one that is not so.
std::vector<std::pair<std::string, std::string>>
field_values(const std::vector<std::string>& words);

}  // namespace solander
