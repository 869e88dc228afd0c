// SPDX-License-Identifier: GPL-3.0-or-later
// Keys by which programs read for somebody, as rows. Writing calls must be inside a
// WriteTransaction.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/accounts.h"

namespace solander {

struct ApiTokenRow {
    std::int64_t id = 0;
    std::string digest;  ///< account/secret.h
    std::int64_t account = 0;
    std::string name, scope;
    std::int64_t made_at = 0, used_at = 0, expires_at = 0;  ///< seconds since 1970; 0: never
};

std::int64_t add_api_token(Connection&, const ApiTokenRow&);  ///< id is not looked at
struct OpenApiToken {
    ApiTokenRow token;
    AccountRow account;
};
std::optional<OpenApiToken> find_api_token(Connection&, const std::string& digest);
void use_api_token(Connection&, std::int64_t id, std::int64_t now);
/// Newest first.
std::vector<ApiTokenRow> list_api_tokens(Connection&, std::int64_t account);
/// False when the account has none of that number.
bool end_api_token(Connection&, std::int64_t account, std::int64_t id);
void end_api_tokens(Connection&, std::int64_t account);

}  // namespace solander
