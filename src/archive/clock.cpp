// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/clock.h"

#include <ctime>

namespace solander {
namespace {

std::tm utc_of(std::time_t time) {
    std::tm out{};
    gmtime_r(&time, &out);
    return out;
}

}  // namespace

std::string now_text() { return text_of_time(std::time(nullptr)); }

std::string time_text(std::int64_t seconds) { return text_of_time(std::time(nullptr) + seconds); }

std::string text_of_time(std::int64_t seconds) {
    const std::tm tm = utc_of(seconds);
    char text[32];
    const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return {text, length};
}

PartialDate today_date() {
    const std::tm tm = utc_of(std::time(nullptr));
    return {tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday};
}

}  // namespace solander
