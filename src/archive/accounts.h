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
    bool codes = false;   ///< she logs in with a code too (account/totp.h)
};

/// A link by which one person may make an account.
struct Invitation {
    std::string id;  ///< names it and cannot be used: of its digest
    Role role = Role::reader;
    std::string made_by;
    std::int64_t expires_at = 0;  ///< seconds since 1970
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
    /// For who has lost her telephone: codes are not asked for any more.
    Result<Account> forget_codes(std::string_view name);
    Result<Account> set_locked(std::string_view name, bool locked);
    Result<void> remove(std::string_view name);

    struct Login {
        Account account;
        std::string secret;  ///< for the cookie; kept nowhere
    };
    /// A new session, always with a new secret; `old_secret` is the browser's session before, which
    /// ends. nullopt: no such name, another password, locked, or a code is wanted and `code` is
    /// none (of this moment, not used before); which of them is not said, and all take as long.
    /// Throws Error{away} while another password is looked at.
    std::optional<Login> log_in(std::string_view name, std::string_view password,
                                std::string_view code, std::string_view old_secret);
    /// A new reader's account with its first session, in place of `old_secret`.
    Result<Login> sign_up(std::string_view name, std::string_view password,
                          std::string_view old_secret);
    /// Whose session it is, and that it is used; nullopt when it is none any more.
    std::optional<Account> of_session(std::string_view secret);
    void log_out(std::string_view secret);
    std::vector<LoginSession> sessions(const Account&, std::string_view secret) const;
    /// All but that of `secret`.
    std::int64_t end_others(const Account&, std::string_view secret);
    /// The owner of a session gives herself another password; her sessions end, and a new one
    /// begins.
    Result<Login> change_password(const Account&, std::string_view old_password,
                                  std::string_view password);

    /// Asked before a lasting way in is made: that a session is open does not say who sits there.
    /// Throws Error{away} while another password is looked at.
    bool is_password_of(const Account&, std::string_view password) const;
    /// From now on she logs in with codes made of `key` (base32), which `code` shows that she can.
    Result<void> begin_codes(const Account&, std::string_view key, std::string_view code);
    /// A code of this moment is wanted, so that an open session alone cannot do it.
    Result<void> end_codes(const Account&, std::string_view code);

    /// What is wrong with a name that somebody gives herself; empty: nothing.
    static std::string_view fault_of_own_name(std::string_view name);
    /// The secret of a new link, good for `days`; kept nowhere.
    std::string invite(Role, std::string_view made_by, std::int64_t days);
    std::vector<Invitation> invitations();
    std::optional<Invitation> invited(std::string_view secret) const;
    Result<void> withdraw_invitation(std::string_view id);
    /// An account with the role of the invitation, which is used up then and only then; and a
    /// session, as for who signs up.
    Result<Login> accept(std::string_view secret, std::string_view name, std::string_view password,
                         std::string_view old_secret);

  private:
    Archive::Inside& inside_;
};

}  // namespace solander
