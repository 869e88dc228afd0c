// SPDX-License-Identifier: GPL-3.0-or-later
// How big, how deep and how dense an input may be before reading stops with a finding.
#pragma once
#include <cstdint>

namespace solander {

struct Limits {
    std::uint64_t max_part_bytes = std::uint64_t{256}
                                   << 20;   ///< of one file or member read as text
    std::uint64_t max_members = 1'000'000;  ///< read from one original
    unsigned max_depth = 8;                 ///< containers inside containers
    std::uint64_t max_ratio =
        250;  ///< unpacked bytes per byte of the original, all levels together
    std::uint64_t ratio_floor = std::uint64_t{64} << 20;  ///< below this the ratio does not count
    std::uint64_t max_gathered_bytes = std::uint64_t{32}
                                       << 20;  ///< of one story put together from messages
    std::uint64_t max_total_unpacked = std::uint64_t{64} << 30;  ///< from one original
    std::uint64_t max_rows = 10'000'000;  ///< of a site's tables, kept in mind while it is read
};

}  // namespace solander
