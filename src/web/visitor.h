// SPDX-License-Identifier: GPL-3.0-or-later
// Where a request comes from, as far as that can be known.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "web/http.h"

namespace solander {

inline constexpr std::string_view kSessionCookie = "session";

struct Origin {
    std::string address;  ///< as numbers; of the nearest machine that is no proxy of ours
    bool https = false;   ///< a proxy of ours says that the browser's way to it was encrypted
};
/// X-Forwarded-For and -Proto are believed when the peer is one of `proxies`, and only up to the
/// nearest address that is none: whatever stands before that anybody could have written.
Origin origin_of(const Request&, const std::vector<std::string>& proxies);

/// Whether this peer is one of them.
bool is_proxy(std::string_view peer, const std::vector<std::string>& proxies);

/// What tries are counted by: of IPv6 addresses the first 64 bits, which one household has whole.
std::string counted_as(std::string_view address);

/// "NAME=VALUE; Path=/; ...", for no script and no other site; an empty value has the browser
/// forget it.
std::string cookie_header(std::string_view name, std::string_view value, std::int64_t seconds,
                          bool https);

/// The key that a program asks with: "Bearer KEY", or the password of "Basic" (RFC 7617), where the
/// name does not matter. Empty: none.
std::string token_of(const Request&);

/// "session=...; Path=/; ..."; an empty secret has the browser forget it.
std::string session_cookie(std::string_view secret, bool https);

}  // namespace solander
