// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers for people.
#pragma once
#include <cstdint>
#include <string>

namespace solander {

std::string with_separators(std::uint64_t);  ///< 12,034
std::string human_bytes(std::uint64_t);      ///< "4.2 MB"; powers of ten

}  // namespace solander
