// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/api_tokens.h"

#include <fmt/format.h>

#include "account/secret.h"
#include "archive/inside.h"
#include "archive/new_account.h"
#include "base/text.h"
#include "catalogue/api_tokens.h"

namespace solander {
namespace {

constexpr std::int64_t kDay = 86400;

constexpr std::string_view kScopes[] = {"read", "staff"};

bool is_over(const ApiTokenRow& row, std::int64_t now) {
    return row.expires_at != 0 && row.expires_at <= now;
}

}  // namespace

std::string_view name_of(TokenScope scope) { return kScopes[static_cast<std::size_t>(scope)]; }

std::optional<TokenScope> token_scope_from_name(std::string_view name) {
    for (const TokenScope scope : {TokenScope::read, TokenScope::staff})
        if (name_of(scope) == name) return scope;
    return std::nullopt;
}

Result<std::string> ApiTokens::make(const Account& account, std::string_view name, TokenScope scope,
                                    std::int64_t days) {
    constexpr std::size_t kLongestName = 80;
    constexpr std::int64_t kMostDays = 3650;
    name = trim(name);
    if (name.empty() || name.size() > kLongestName || !valid_utf8(name))
        return fail(Fault::usage, fmt::format("Give it a name of one to {} bytes, such as the "
                                              "program's, to know it by.",
                                              kLongestName));
    if (days < 0 || days > kMostDays)
        return fail(Fault::usage, fmt::format("It may hold for up to {} days.", kMostDays));
    const std::int64_t now = now_seconds();
    std::string token = new_secret();
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    if (list_api_tokens(*connection, account.id).size() >= kMostEach)
        return fail(Fault::conflict,
                    fmt::format("There are {} already. End one first.", kMostEach));
    ApiTokenRow row;
    row.digest = digest_of_secret(token);
    row.account = account.id;
    row.name = name;
    row.scope = name_of(scope);
    row.made_at = now;
    row.expires_at = days == 0 ? 0 : now + days * kDay;
    add_api_token(*connection, row);
    transaction.commit();
    return token;
}

std::vector<ApiToken> ApiTokens::list(const Account& account) const {
    auto connection = inside_.writers->borrow();
    std::vector<ApiToken> tokens;
    for (const ApiTokenRow& row : list_api_tokens(*connection, account.id))
        tokens.push_back({row.id, row.name,
                          token_scope_from_name(row.scope).value_or(TokenScope::read), row.made_at,
                          row.used_at, row.expires_at});
    return tokens;
}

bool ApiTokens::end(const Account& account, std::int64_t id) {
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    const bool ended = end_api_token(*connection, account.id, id);
    transaction.commit();
    return ended;
}

std::optional<ApiTokens::Use> ApiTokens::used(std::string_view token) {
    const std::int64_t now = now_seconds();
    auto connection = inside_.writers->borrow();
    const auto open = find_api_token(*connection, digest_of_secret(token));
    if (!open || open->account.locked || is_over(open->token, now)) return std::nullopt;
    if (open->token.used_at + kDay < now)
        write_if_free(*connection,
                      [&] { use_api_token(*connection, open->token.id, now / kDay * kDay); });
    return Use{account_of(open->account),
               token_scope_from_name(open->token.scope).value_or(TokenScope::read)};
}

}  // namespace solander
