// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts and their sessions as rows. Writing calls must be inside a WriteTransaction.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/role.h"
#include "catalogue/db.h"

namespace solander {

struct AccountRow {
    std::int64_t id = 0;
    std::string name;
    Role role = Role::reader;
    std::string password;  ///< argon2id; for account/password.h alone
    bool locked = false;
    std::string made_at;
    std::string totp{};  ///< account/totp.h; empty: no codes are asked for
    std::int64_t totp_step = 0;
};
struct SessionRow {
    std::string digest;  ///< account/secret.h
    std::int64_t account = 0;
    std::int64_t made_at = 0, used_at = 0;  ///< seconds since 1970
};

/// Its id; nullopt when somebody has that name, or one that looks like it.
std::optional<std::int64_t> add_account(Connection&, const AccountRow&);
std::optional<AccountRow> find_account(Connection&, std::string_view name);
/// By name.
std::vector<AccountRow> list_accounts(Connection&);
void set_role(Connection&, std::int64_t account, Role);
void set_password(Connection&, std::int64_t account, const std::string& hash);
void set_locked(Connection&, std::int64_t account, bool locked);
/// Empty: no codes any more. Nothing of what was taken with an earlier key counts.
void set_totp(Connection&, std::int64_t account, const std::string& key);
/// Takes a step that is later than any before; false when it is not: a code counts once.
bool take_totp_step(Connection&, std::int64_t account, std::int64_t step);
void remove_account(Connection&, std::int64_t account);  ///< and its sessions

void add_session(Connection&, const SessionRow&);
struct OpenSession {
    SessionRow session;
    AccountRow account;
};
std::optional<OpenSession> find_session(Connection&, const std::string& digest);
void use_session(Connection&, const std::string& digest, std::int64_t now);
void end_session(Connection&, const std::string& digest);
/// All of the account but the one with that digest. How many they were.
std::int64_t end_sessions(Connection&, std::int64_t account, const std::string& but = {});
/// Newest first.
std::vector<SessionRow> list_sessions(Connection&, std::int64_t account);
/// Of the account, those not used since `used`, and those made before `made`.
void drop_old_sessions(Connection&, std::int64_t account, std::int64_t used, std::int64_t made);

}  // namespace solander
