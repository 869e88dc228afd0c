// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/remembered.h"

#include <algorithm>
#include <ctime>

#include "account/signed_text.h"
#include "web/visitor.h"

namespace solander {
namespace {

constexpr std::int64_t kDay = 86'400, kYear = 365 * kDay;
constexpr std::int64_t kLeftOutSeconds = 2 * kYear;
constexpr std::uint64_t kMostDays = 3650;
constexpr std::string_view kYes = "yes";

}  // namespace

Remembered::Remembered(std::string secret, std::uint64_t adult_days)
    : secret_(std::move(secret)),
      adult_seconds_(static_cast<std::int64_t>(std::clamp<std::uint64_t>(adult_days, 1, kMostDays))
                     * kDay) {}

bool Remembered::is_adult(const Request& request) const {
    const std::string_view cookie = request.cookie(kAdultCookie);
    return !cookie.empty()
           && text_signed(secret_, kAdultCookie, cookie, std::time(nullptr), adult_seconds_)
                  == kYes;
}

std::string Remembered::left_out(const Request& request) const {
    const std::string_view cookie = request.cookie(kLeftOutCookie);
    if (cookie.empty()) return {};
    return text_signed(secret_, kLeftOutCookie, cookie, std::time(nullptr), kLeftOutSeconds)
        .value_or("");
}

std::string Remembered::adult_cookie(bool adult, bool https) const {
    return cookie_header(kAdultCookie,
                         adult ? signed_text(secret_, kAdultCookie, kYes, std::time(nullptr))
                               : std::string(),
                         adult_seconds_, https);
}

std::string Remembered::left_out_cookie(std::string_view left_out, bool https) const {
    return cookie_header(kLeftOutCookie,
                         left_out.empty()
                             ? std::string()
                             : signed_text(secret_, kLeftOutCookie, left_out, std::time(nullptr)),
                         kLeftOutSeconds, https);
}

}  // namespace solander
