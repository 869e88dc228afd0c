// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of one work that its words are taken from, read from the catalogue.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "catalogue/db.h"

namespace solander {

struct WorkWords {
    std::string text, title, creator, tags, summary, notes;
};
/// nullopt when the work is gone or removed: nothing of it may be found.
std::optional<WorkWords> read_work_words(Connection&, std::int64_t work);

}  // namespace solander
