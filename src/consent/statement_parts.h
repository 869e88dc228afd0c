// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by the readers of fields and of prose; not for other folders.
#pragma once
#include <string_view>

#include "consent/statement.h"

namespace solander {

/// The wording alone; as_given and said_in are left to the caller. In prose only clauses that speak
/// of archiving name places.
Statement read_wording(std::string_view text, bool prose);

}  // namespace solander
