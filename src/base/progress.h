// SPDX-License-Identifier: GPL-3.0-or-later
// Progress of long work: counters that workers bump and a view (bar on a terminal, lines elsewhere)
// reads.
#pragma once
#include <atomic>
#include <cstdint>

namespace solander {

struct Progress {
    std::atomic<std::uint64_t> files_total{0};  ///< grows while folders are walked
    std::atomic<std::uint64_t> files_done{0};
    std::atomic<std::uint64_t> bytes_done{0};
    std::atomic<std::uint64_t> stories{0};
    std::atomic<std::uint64_t> findings{0};
    std::atomic<bool> walking{false};  ///< files_total may still grow
    std::atomic<bool> cancel{false};   ///< set by a signal; work stops at the next safe point
};

}  // namespace solander
