// SPDX-License-Identifier: GPL-3.0-or-later
// Now and other times, as the catalogue writes it.
#pragma once
#include <cstdint>
#include <string>

#include "base/date.h"

namespace solander {

std::string now_text();  ///< RFC 3339 in UTC, to the second: "2004-02-29T12:00:00Z"
/// The same, so many seconds from now; before, when negative.
std::string time_text(std::int64_t seconds);
/// The same, so many seconds after 1970 began.
std::string text_of_time(std::int64_t seconds);
PartialDate today_date();  ///< in UTC

}  // namespace solander
