// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/date.h"

#include <fmt/format.h>
#include <charconv>

namespace solander {

std::string PartialDate::text() const {
    if (month == 0) return fmt::format("{:04}", year);
    if (day == 0) return fmt::format("{:04}-{:02}", year, month);
    return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

// Days from civil date, after the proleptic Gregorian calendar's 400-year cycle.
long PartialDate::first_day() const {
    const int m = month == 0 ? 1 : month;
    const int d = day == 0 ? 1 : day;
    const int y = m <= 2 ? year - 1 : year;
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int year_of_era = y - era * 400;
    const int day_of_year = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return static_cast<long>(era) * 146097 + day_of_era - 719468;
}

std::optional<PartialDate> PartialDate::from_text(std::string_view iso) {
    PartialDate date;
    const char* at = iso.data();
    const char* const end = at + iso.size();
    int* const pieces[] = {&date.year, &date.month, &date.day};
    const std::size_t widths[] = {4, 2, 2};
    for (int i = 0; i < 3; ++i) {
        if (static_cast<std::size_t>(end - at) < widths[i]) return std::nullopt;
        auto [next, error] = std::from_chars(at, at + widths[i], *pieces[i]);
        if (error != std::errc{} || next != at + widths[i]) return std::nullopt;
        at = next;
        if (at == end) break;
        if (*at++ != '-') return std::nullopt;
    }
    if (at != end || date.year < 1 || date.month < 0 || date.month > 12 || date.day < 0)
        return std::nullopt;
    static constexpr int kDays[] = {31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (date.day > kDays[date.month]) return std::nullopt;
    if (date.month == 2 && date.day == 29) {
        const bool leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
        if (!leap) return std::nullopt;
    }
    return date;
}

}  // namespace solander
