// SPDX-License-Identifier: GPL-3.0-or-later
// Values of number, date and choice fields: checked when a query is read, turned to ranges when it
// is answered.
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "search/fields.h"

namespace solander {

/// Both ends belong to it.
struct ValueRange {
    std::int64_t low = std::numeric_limits<std::int64_t>::min();
    std::int64_t high = std::numeric_limits<std::int64_t>::max();
};

/// ":" 5000, 5,000, 5k, 1000-5000, 1000..5000, 1000.., ..5000; ">" ... 5000.
std::optional<ValueRange> number_range(std::string_view op, std::string_view value);
/// Days since 1970-01-01. ":" 2003, 2003-02, 2003-02-14, 2001..2003, 2001-2003, 2001.., ..2003; ">"
/// ... 2003.
std::optional<ValueRange> date_range(std::string_view op, std::string_view value);
/// First and last day meant by a date of the catalogue ("2003-02"); nullopt when it is none.
std::optional<ValueRange> days_of(std::string_view date);
/// "5k" -> "5000", "YES" -> "yes", "PG-13" -> "teen"; nullopt when the field does not know the
/// value.
std::optional<std::string> normal_value(const QueryField&, std::string_view op,
                                        std::string_view value);

}  // namespace solander
