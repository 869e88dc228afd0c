// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a work that is taken down, as bytes that can be sealed, and put back as they were.
#pragma once
#include <string>
#include <string_view>

#include "base/error.h"
#include "catalogue/db.h"
#include "work/story.h"

namespace solander {

/// Everything that bury_work() and set_sealed() take away, and the names it bore.
std::string rows_of_work(Connection&, WorkId);
/// The work is as it was, with new numbers for rows whose own were given to others meanwhile.
/// Error{conflict} when another work stands at its place by now, Error{storage} when the bytes are
/// none of ours. Inside a WriteTransaction, to be rolled back after an error.
Result<void> put_rows_back(Connection&, std::string_view rows);

}  // namespace solander
