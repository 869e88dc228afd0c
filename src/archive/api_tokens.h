// SPDX-License-Identifier: GPL-3.0-or-later
// Keys by which programs (e-readers, scripts) read for somebody who has an account.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/accounts.h"

namespace solander {

/// read: what members may read. staff: what the account's role lets her see, too. Neither changes
/// anything.
enum class TokenScope : std::uint8_t { read, staff };
std::string_view name_of(TokenScope);
std::optional<TokenScope> token_scope_from_name(std::string_view);

struct ApiToken {
    std::int64_t id = 0;
    std::string name;
    TokenScope scope = TokenScope::read;
    std::int64_t made_at = 0, used_at = 0, expires_at = 0;  ///< seconds since 1970; 0: never
};

/// A thin handle; the archive must outlive it. Thread safe.
class ApiTokens {
  public:
    static constexpr std::size_t kMostEach = 50;

    explicit ApiTokens(Archive& archive) : inside_(*archive.inside_) {}

    /// The token, kept nowhere. `days` 0: until it is ended. Errors say what is wrong.
    Result<std::string> make(const Account&, std::string_view name, TokenScope, std::int64_t days);
    std::vector<ApiToken> list(const Account&) const;
    bool end(const Account&, std::int64_t id);

    struct Use {
        Account account;  ///< as it is now: its role, too
        TokenScope scope;
    };
    /// nullopt: no such token, too old, or its account is locked.
    std::optional<Use> used(std::string_view token);

  private:
    Archive::Inside& inside_;
};

}  // namespace solander
