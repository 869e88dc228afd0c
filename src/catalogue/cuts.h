// SPDX-License-Identifier: GPL-3.0-or-later
// Where a person cut originals in several works.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/db.h"

namespace solander {

/// source/pieces.h says what its numbers mean.
struct CutRow {
    std::string path;  ///< inside the original
    std::uint64_t at = 0;
    int ordinal = 0;
};
/// Those that stand.
std::vector<CutRow> list_cuts(Connection&, std::int64_t original);

/// Inside a WriteTransaction. Its ordinal: a cut that was made there before and undone stands
/// again. Nothing when one stands there already.
std::optional<int> add_cut(Connection&, std::int64_t original, std::string_view path,
                           std::uint64_t at, std::string_view by, std::string_view now);
/// False when there is none.
bool undo_cut(Connection&, std::int64_t original, std::string_view path, int ordinal,
              std::string_view now);

/// Such a cut was made once, and undone: what was there is in the piece before it.
bool cut_was_undone(Connection&, std::int64_t original, std::string_view path, int ordinal);

/// The work is the piece behind such a cut: its text is another work's again.
bool is_put_back(Connection&, std::int64_t work);

}  // namespace solander
