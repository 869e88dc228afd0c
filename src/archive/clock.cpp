// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/clock.h"

#include <ctime>

namespace solander {
namespace {

std::tm utc_now(std::int64_t more = 0) {
    const std::time_t now = std::time(nullptr) + more;
    std::tm out{};
    gmtime_r(&now, &out);
    return out;
}

}  // namespace

std::string now_text() { return time_text(0); }

std::string time_text(std::int64_t seconds) {
    const std::tm tm = utc_now(seconds);
    char text[32];
    const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return {text, length};
}

PartialDate today_date() {
    const std::tm tm = utc_now();
    return {tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday};
}

}  // namespace solander
