// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/visitor.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "account/secret.h"
#include "archive/accounts.h"
#include "base/text.h"

namespace solander {
namespace {

/// One way of writing for each address: "::ffff:127.0.0.1" is 127.0.0.1. Empty: it is none.
std::string normal(std::string_view text) {
    if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
    const std::string wanted(text);
    std::array<char, INET6_ADDRSTRLEN> out{};
    in_addr four{};
    if (inet_pton(AF_INET, wanted.c_str(), &four) == 1)
        return inet_ntop(AF_INET, &four, out.data(), out.size());
    in6_addr six{};
    if (inet_pton(AF_INET6, wanted.c_str(), &six) != 1) return {};
    if (IN6_IS_ADDR_V4MAPPED(&six)) return inet_ntop(AF_INET, &six.s6_addr[12], out.data(), 16);
    return inet_ntop(AF_INET6, &six, out.data(), out.size());
}

bool is_one_of(const std::vector<std::string>& proxies, std::string_view address) {
    return std::any_of(proxies.begin(), proxies.end(),
                       [address](const std::string& proxy) { return normal(proxy) == address; });
}

}  // namespace

bool is_proxy(std::string_view peer, const std::vector<std::string>& proxies) {
    return is_one_of(proxies, normal(peer));
}

Origin origin_of(const Request& request, const std::vector<std::string>& proxies) {
    Origin origin{normal(request.peer), false};
    if (origin.address.empty() || !is_one_of(proxies, origin.address)) return origin;
    origin.https = equals_ignoring_ascii_case(request.header("x-forwarded-proto"), "https");
    std::vector<std::string_view> way;
    for (const auto& [name, value] : request.headers)
        if (name == "x-forwarded-for")
            for (const std::string_view step : split(value, ',')) way.push_back(trim(step));
    for (auto step = way.rbegin(); step != way.rend(); ++step) {
        const std::string address = normal(*step);
        if (address.empty()) break;
        origin.address = address;
        if (!is_one_of(proxies, address)) break;
    }
    return origin;
}

std::string counted_as(std::string_view address) {
    in6_addr six{};
    if (inet_pton(AF_INET6, std::string(address).c_str(), &six) != 1) return std::string(address);
    std::fill(std::begin(six.s6_addr) + 8, std::end(six.s6_addr), std::uint8_t{0});
    std::array<char, INET6_ADDRSTRLEN> out{};
    return std::string(inet_ntop(AF_INET6, &six, out.data(), out.size())) + "/64";
}

std::string cookie_header(std::string_view name, std::string_view value, std::int64_t seconds,
                          bool https) {
    return fmt::format("{}={}; Path=/; Max-Age={}; SameSite=Lax; HttpOnly{}", name, value,
                       value.empty() ? 0 : seconds, https ? "; Secure" : "");
}

std::string token_of(const Request& request) {
    const std::string_view said = request.header("authorization");
    const std::size_t blank = said.find(' ');
    if (blank == std::string_view::npos) return {};
    const std::string_view scheme = said.substr(0, blank), rest = trim(said.substr(blank));
    if (equals_ignoring_ascii_case(scheme, "bearer")) return std::string(rest);
    if (!equals_ignoring_ascii_case(scheme, "basic")) return {};
    const std::string plain = bytes_of_base64(rest);
    const std::size_t colon = plain.find(':');
    return colon == std::string::npos ? std::string() : plain.substr(colon + 1);
}

std::string session_cookie(std::string_view secret, bool https) {
    return cookie_header(kSessionCookie, secret, Accounts::kIdleSeconds, https);
}

}  // namespace solander
