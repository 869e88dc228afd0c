// SPDX-License-Identifier: GPL-3.0-or-later
// A date with only the precision that was said: 2003, 2003-02 or 2003-02-14.
#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace solander {

struct PartialDate {
    int year = 0;   ///< 1..9999
    int month = 0;  ///< 1..12, or 0 when not said
    int day = 0;    ///< 1..31, or 0 when not said

    /// "2003", "2003-02", "2003-02-14".
    std::string text() const;
    /// Days since 1970-01-01 of the first day meant; for sorting.
    long first_day() const;
    static std::optional<PartialDate> from_text(std::string_view iso);
    friend auto operator<=>(const PartialDate&, const PartialDate&) = default;
};

}  // namespace solander
