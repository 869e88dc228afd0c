// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/new_account.h"

#include <fmt/format.h>

#include <chrono>

#include "account/password.h"
#include "account/secret.h"
#include "archive/clock.h"
#include "base/text.h"

namespace solander {
namespace {

constexpr std::size_t kLongestName = 64;  // bytes

std::string name_fault(std::string_view name) {
    if (name.empty() || name.size() > kLongestName || !valid_utf8(name))
        return fmt::format("A name has one to {} bytes of text.", kLongestName);
    for (const char c : name)
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7F)
            return "A name has no control characters.";
    if (name.find('@') != std::string_view::npos)
        return "A name is shown to others: not an address.";
    if (fold(name).empty()) return "A name has letters or digits.";
    return {};
}

}  // namespace

std::int64_t now_seconds() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Account account_of(const AccountRow& row) {
    return {row.id, row.name, row.role, row.locked, row.made_at, !row.totp.empty()};
}

Result<AccountRow> new_account(std::string_view name, Role role, std::string_view password) {
    name = trim(name);
    if (const std::string fault = name_fault(name); !fault.empty())
        return fail(Fault::usage, fault);
    if (const std::string fault = password_fault(password, name); !fault.empty())
        return fail(Fault::usage, fault);
    return AccountRow{0, std::string(name), role, hash_password(password), false, now_text()};
}

Result<Account> put_account(Connection& connection, AccountRow& row) {
    const auto id = add_account(connection, row);
    if (!id)
        return fail(Fault::conflict,
                    fmt::format("Somebody is called '{}' already, or nearly so.", row.name));
    row.id = *id;
    return account_of(row);
}

Result<Accounts::Login> put_account_and_enter(Connection& connection, AccountRow& row,
                                              std::string_view old_secret) {
    auto account = put_account(connection, row);
    if (!account) return tl::unexpected<Error>(account.error());
    if (!old_secret.empty()) end_session(connection, digest_of_secret(old_secret));
    return Accounts::Login{std::move(*account), open_session(connection, row.id)};
}

std::string open_session(Connection& connection, std::int64_t account) {
    const std::int64_t now = now_seconds();
    std::string secret = new_secret();
    drop_old_sessions(connection, account, now - Accounts::kIdleSeconds,
                      now - Accounts::kMostSeconds);
    add_session(connection, {digest_of_secret(secret), account, now, now});
    return secret;
}

}  // namespace solander
