// SPDX-License-Identifier: GPL-3.0-or-later
// Where the last field of a block ends and the story begins: scored, and open about its doubts.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "header/anchors.h"

namespace solander {

struct Boundary {
    std::uint32_t value_end = 0;  ///< lines below it do not belong to the last field
    std::uint32_t notes_end =
        0;  ///< lines [value_end, notes_end) are the author speaking without a label
    std::uint32_t last = 0;  ///< behind closing rules, "On with the story" and the echoed title
    double confidence = 1;
    /// Lines of the paragraph that could be either; it was left to the story. Empty when there is
    /// no doubt.
    std::uint32_t doubt_first = 0, doubt_last = 0;
};

/// `tail`: behind the story's end, where everything that is not a story of its own is the author's.
Boundary find_boundary(const Sheet&, const std::vector<Anchor>&, bool tail);

}  // namespace solander
