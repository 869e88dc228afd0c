// SPDX-License-Identifier: GPL-3.0-or-later
// "> " before lines: a message quoted whole, or answers and riffs between quoted lines.
#pragma once
#include <cstdint>
#include <vector>

#include "document/lines.h"

namespace solander {

struct Quoting {
    std::vector<Line>
        lines;  ///< as given, with the marks cut off; a bare ">" is empty (from == to)
    std::vector<std::uint8_t> level;  ///< of each line, above what all lines have
    bool any() const { return !level.empty(); }
};
/// Empty when the text quotes nothing (fewer than two such lines).
Quoting take_off_quotes(const Lines& lines);

}  // namespace solander
