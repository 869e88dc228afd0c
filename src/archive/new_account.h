// SPDX-License-Identifier: GPL-3.0-or-later
// What the ways to an account share: added by a keeper, by an invitation, by anybody.
#pragma once
#include <cstdint>
#include <string_view>

#include "archive/accounts.h"
#include "catalogue/accounts.h"

namespace solander {

std::int64_t now_seconds();  ///< since 1970
Account account_of(const AccountRow&);
/// Errors say what is wrong with name or password. Takes a tenth of a second, for the password.
Result<AccountRow> new_account(std::string_view name, Role, std::string_view password);
/// Error: somebody has the name. Inside a WriteTransaction, which the caller ends.
Result<Account> put_account(Connection&, AccountRow&);
/// With a session, so that the password need not be looked at again; `old_secret` is the browser's
/// before.
Result<Accounts::Login> put_account_and_enter(Connection&, AccountRow&,
                                              std::string_view old_secret);
/// The secret of a new one; nobody is asked for anything. Inside a WriteTransaction, too.
std::string open_session(Connection&, std::int64_t account);

}  // namespace solander
