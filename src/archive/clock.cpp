// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/clock.h"

#include <ctime>

namespace solander {
namespace {

std::tm utc_now() {
    const std::time_t now = std::time(nullptr);
    std::tm out{};
    gmtime_r(&now, &out);
    return out;
}

}  // namespace

std::string now_text() {
    const std::tm tm = utc_now();
    char text[32];
    const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return {text, length};
}

PartialDate today_date() {
    const std::tm tm = utc_now();
    return {tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday};
}

}  // namespace solander
