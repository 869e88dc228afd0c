// SPDX-License-Identifier: GPL-3.0-or-later
// Tags by their rows.
#pragma once
#include <optional>

#include "archive/wrangle_plan.h"
#include "catalogue/db.h"

namespace solander {

TagBook load_book(Connection&);
std::optional<TagName> load_tag(Connection&, std::int64_t id);

}  // namespace solander
