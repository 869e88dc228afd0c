// SPDX-License-Identifier: GPL-3.0-or-later
// The zoo: one file for every kind of input that breaks careless readers.
#pragma once
#include <cstdint>
#include <filesystem>

namespace solander::pile {

void make_hostile(const std::filesystem::path& folder, std::uint64_t line_megabytes);

}  // namespace solander::pile
