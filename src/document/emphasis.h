// SPDX-License-Identifier: GPL-3.0-or-later
// Emphasis typed into plain text: *x*, _x_, /x/ and their combinations (story-files.md section 12).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace solander {

/// Which marks a text uses at all; '/' counts only when it is used as a mark twice or more.
struct EmphasisHabit {
    bool star = false, underscore = false, slash = false;
    bool any() const { return star || underscore || slash; }
};
EmphasisHabit emphasis_habit(std::string_view text);

/// From out offset `out` on, the text was copied from offset `in` on.
struct CopyRun {
    std::uint32_t out, in;
};

class EmphasisFinder {
  public:
    /// Finds pairs in text[from..), takes the marks' characters out of `text`, shifts `runs` so
    /// that they still lead back, and appends what was emphasised to `marks`. Linear.
    void take_out(std::string& text, std::uint32_t from, const EmphasisHabit& habit,
                  std::vector<CopyRun>& runs, std::vector<Mark>& marks);

  private:
    struct Sign {
        std::uint32_t from, to;  ///< a run of one to three mark characters
        bool opens, closes;
        bool used = false;
    };
    void find_signs(std::string_view text, const EmphasisHabit& habit);
    void pair_up(std::string_view text, std::uint32_t base, std::vector<Mark>& marks);

    std::vector<Sign> signs_;
    std::vector<CopyRun> shifted_;
};

}  // namespace solander
