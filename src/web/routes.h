// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of routes: every address, who may call it, what answers.
#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "web/app.h"

namespace solander {

/// Without --public its owner may all of it; with it, strangers and people with accounts come
/// (account/role.h). Which works an answer may show is asked of the archive in any case.
enum class Who : std::uint8_t { anyone, member, wrangler, archivist, admin };
bool lets_in(Who, const Call&);

/// In `path`, # stands for a positive number; a last segment "#." for a number with one of the
/// suffixes; "$" for a secret (account/secret.h).
struct Route {
    std::string_view method, path;
    Who who = Who::admin;
    Response (*handler)(App&, const Call&) = nullptr;
    bool cached = false;             ///< the answer depends on the address and the archive alone
    bool asks = true;                ///< the catalogue
    std::uint64_t body = 64 * 1024;  ///< bytes of a request's body
};
std::span<const Route> routes();

struct RouteMatch {
    const Route* route = nullptr;
    std::vector<std::int64_t> numbers;
    std::string suffix;
};
/// The route whose path fits; `other_method` is set when only the method does not.
RouteMatch match_route(std::string_view method, std::string_view path, bool& other_method);

}  // namespace solander
