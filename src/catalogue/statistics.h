// SPDX-License-Identifier: GPL-3.0-or-later
// What the archive holds, counted by one thing at a time.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/db.h"
#include "consent/policy.h"

namespace solander {

struct StatisticsRow {
    std::string name;  ///< empty: not stated
    std::uint64_t works = 0, words = 0;
};
struct StatisticsTable {
    std::string name;                 ///< "year", "fandom" ...
    std::vector<StatisticsRow> rows;  ///< years and lengths in their order, others by works
    std::uint64_t left_out = 0;       ///< rows with fewer works than those shown
};

/// Only works for which `counted` says yes. Of each table at most `most` rows (0: all).
std::vector<StatisticsTable>
load_statistics(Connection&, const std::function<bool(Visibility)>& counted, std::size_t most);

}  // namespace solander
