// SPDX-License-Identifier: GPL-3.0-or-later
// People who log in to an archive: their accounts, and the sessions they are logged in by.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/role.h"
#include "archive/archive.h"

namespace solander {

struct Account {
    std::int64_t id = 0;
    std::string name;
    Role role = Role::reader;
    bool locked = false;
    std::string made_at;  ///< RFC 3339, UTC
};

struct LoginSession {
    std::int64_t made_at = 0, used_at = 0;  ///< seconds since 1970; the second to the hour
    bool this_one = false;
};

/// A thin handle; the archive must outlive it. Thread safe. All of it is asked of the primary
/// database: a session that ended is over on every server at once.
class Accounts {
  public:
    explicit Accounts(Archive& archive) : inside_(*archive.inside_) {}

    /// A session ends a fortnight after its last use, and half a year after its login in any case.
    static constexpr std::int64_t kIdleSeconds = 14 * 86400, kMostSeconds = 180 * 86400;

    std::vector<Account> list() const;
    std::optional<Account> called(std::string_view name) const;
    /// Errors say what is wrong with name or password.
    Result<Account> add(std::string_view name, Role, std::string_view password);
    /// These end the account's sessions: who has lost a right, or a password, has lost it now.
    Result<Account> set_role(std::string_view name, Role);
    Result<Account> set_password(std::string_view name, std::string_view password);
    Result<Account> set_locked(std::string_view name, bool locked);
    Result<void> remove(std::string_view name);

    struct Login {
        Account account;
        std::string secret;  ///< for the cookie; kept nowhere
    };
    /// A new session, always with a new secret; `old_secret` is the browser's session before, which
    /// ends. nullopt: no such name, another password, or locked; which of them is not said, and all
    /// take as long. Throws Error{away} while another password is looked at.
    std::optional<Login> log_in(std::string_view name, std::string_view password,
                                std::string_view old_secret);
    /// Whose session it is, and that it is used; nullopt when it is none any more.
    std::optional<Account> of_session(std::string_view secret);
    void log_out(std::string_view secret);
    std::vector<LoginSession> sessions(const Account&, std::string_view secret) const;
    /// All but that of `secret`.
    std::int64_t end_others(const Account&, std::string_view secret);
    /// The owner of a session gives herself another password; her other sessions end, this one gets
    /// a new secret.
    Result<Login> change_password(const Account&, std::string_view secret,
                                  std::string_view old_password, std::string_view password);

  private:
    Archive::Inside& inside_;
};

}  // namespace solander
