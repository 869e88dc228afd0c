// SPDX-License-Identifier: GPL-3.0-or-later
// What a browser remembers for its reader without an account: cookies that nobody can alter. They
// say what she chose, and nothing of who she is.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "web/http.h"

namespace solander {

inline constexpr std::string_view kAdultCookie = "adult", kLeftOutCookie = "left_out";

class Remembered {
  public:
    /// `secret`: Archive::secret(). `adult_days`: how long an answer to the adult notice holds.
    Remembered(std::string secret, std::uint64_t adult_days);

    bool is_adult(const Request&) const;
    /// Form text of web/left_out.h; empty: nothing, or not of ours.
    std::string left_out(const Request&) const;

    // Values of Set-Cookie.
    std::string adult_cookie(bool adult, bool https) const;
    std::string left_out_cookie(std::string_view left_out, bool https) const;

  private:
    std::string secret_;
    std::int64_t adult_seconds_;
};

}  // namespace solander
