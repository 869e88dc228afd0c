// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of a work's row, read. A word that this program does not know throws Error{storage}.
#pragma once
#include "catalogue/db.h"
#include "work/story.h"

namespace solander {

/// What is wrong: a newer program wrote it, or a hand.
[[noreturn]] void bad_column(WorkId, std::string_view column, std::string_view value);
Rating read_rating(const Query&, int column, WorkId);
Visibility read_visibility(const Query&, int column, WorkId);
/// part_number and part_of, which stand side by side.
std::optional<PartPlace> read_part(const Query&, int column);
/// complete
std::optional<bool> read_complete(const Query&, int column);

}  // namespace solander
