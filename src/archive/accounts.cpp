// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/accounts.h"

#include <fmt/format.h>

#include <chrono>

#include "account/password.h"
#include "account/secret.h"
#include "archive/clock.h"
#include "archive/inside.h"
#include "base/text.h"
#include "catalogue/accounts.h"

namespace solander {
namespace {

constexpr std::size_t kLongestName = 64;      // bytes
constexpr std::int64_t kUsedEvery = 60 * 60;  // seconds; a page need not write

std::int64_t now_seconds() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Account shown(const AccountRow& row) {
    return {row.id, row.name, row.role, row.locked, row.made_at};
}

Error nobody(std::string_view name) {
    return {Fault::not_found, fmt::format("nobody has an account called '{}'", name),
            "solander user list shows them all"};
}

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

bool is_over(const SessionRow& session, std::int64_t now) {
    return session.used_at + Accounts::kIdleSeconds < now
           || session.made_at + Accounts::kMostSeconds < now;
}

std::string open_session(Connection& connection, std::int64_t account) {
    const std::int64_t now = now_seconds();
    std::string secret = new_secret();
    drop_old_sessions(connection, account, now - Accounts::kIdleSeconds,
                      now - Accounts::kMostSeconds);
    add_session(connection, {digest_of_secret(secret), account, now, now});
    return secret;
}

/// Finds the account, changes it, ends its sessions.
template <class Change>
Result<Account> change(Archive::Inside& inside, std::string_view name, Change&& apply) {
    auto connection = inside.writers->borrow();
    WriteTransaction transaction(*connection);
    const auto row = find_account(*connection, name);
    if (!row) return tl::unexpected<Error>(nobody(name));
    apply(*connection, row->id);
    end_sessions(*connection, row->id);
    const auto now = find_account(*connection, name);
    transaction.commit();
    return shown(now ? *now : *row);
}

}  // namespace

std::vector<Account> Accounts::list() const {
    auto connection = inside_.writers->borrow();
    std::vector<Account> accounts;
    for (const AccountRow& row : list_accounts(*connection)) accounts.push_back(shown(row));
    return accounts;
}

std::optional<Account> Accounts::called(std::string_view name) const {
    auto connection = inside_.writers->borrow();
    const auto row = find_account(*connection, trim(name));
    return row ? std::optional(shown(*row)) : std::nullopt;
}

Result<Account> Accounts::add(std::string_view name, Role role, std::string_view password) {
    name = trim(name);
    if (const std::string fault = name_fault(name); !fault.empty())
        return fail(Fault::usage, fault);
    if (const std::string fault = password_fault(password, name); !fault.empty())
        return fail(Fault::usage, fault);
    AccountRow row{0, std::string(name), role, hash_password(password), false, now_text()};
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    const auto id = add_account(*connection, row);
    if (!id)
        return fail(Fault::conflict,
                    fmt::format("somebody is called '{}' already, or nearly so", name));
    transaction.commit();
    row.id = *id;
    return shown(row);
}

Result<Account> Accounts::set_role(std::string_view name, Role role) {
    return change(inside_, trim(name), [&](Connection& connection, std::int64_t id) {
        solander::set_role(connection, id, role);
    });
}

Result<Account> Accounts::set_password(std::string_view name, std::string_view password) {
    if (const std::string fault = password_fault(password, trim(name)); !fault.empty())
        return fail(Fault::usage, fault);
    const std::string hash = hash_password(password);
    return change(inside_, trim(name), [&](Connection& connection, std::int64_t id) {
        solander::set_password(connection, id, hash);
    });
}

Result<Account> Accounts::set_locked(std::string_view name, bool locked) {
    return change(inside_, trim(name), [&](Connection& connection, std::int64_t id) {
        solander::set_locked(connection, id, locked);
    });
}

Result<void> Accounts::remove(std::string_view name) {
    const auto removed = change(inside_, trim(name), [](Connection& connection, std::int64_t id) {
        remove_account(connection, id);
    });
    if (!removed) return tl::unexpected<Error>(removed.error());
    return {};
}

std::optional<Accounts::Login> Accounts::log_in(std::string_view name, std::string_view password,
                                                std::string_view old_secret) {
    std::optional<AccountRow> row;
    {
        auto connection = inside_.writers->borrow();
        row = find_account(*connection, trim(name));
    }
    // Looked at even when there is nobody: the answer takes as long.
    const PasswordAnswer answer = verify_password(row ? row->password : std::string(), password);
    if (answer == PasswordAnswer::busy)
        throw Error(Fault::away, "somebody else is logging in at this very moment",
                    "try again in a second");
    if (!row || answer != PasswordAnswer::right || row->locked) return std::nullopt;
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    // It may have been locked, or its password changed, while the password was looked at.
    const auto now = find_account(*connection, trim(name));
    if (!now || now->id != row->id || now->locked || now->password != row->password)
        return std::nullopt;
    if (!old_secret.empty()) end_session(*connection, digest_of_secret(old_secret));
    std::string secret = open_session(*connection, row->id);
    transaction.commit();
    return Login{shown(*row), std::move(secret)};
}

std::optional<Account> Accounts::of_session(std::string_view secret) {
    if (secret.empty()) return std::nullopt;
    const std::string digest = digest_of_secret(secret);
    const std::int64_t now = now_seconds();
    auto connection = inside_.writers->borrow();
    const auto open = find_session(*connection, digest);
    if (!open || open->account.locked || is_over(open->session, now)) return std::nullopt;
    if (open->session.used_at + kUsedEvery < now) {
        WriteTransaction transaction(*connection);
        use_session(*connection, digest, now);
        transaction.commit();
    }
    return shown(open->account);
}

void Accounts::log_out(std::string_view secret) {
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    end_session(*connection, digest_of_secret(secret));
    transaction.commit();
}

std::vector<LoginSession> Accounts::sessions(const Account& account,
                                             std::string_view secret) const {
    const std::string digest = digest_of_secret(secret);
    const std::int64_t now = now_seconds();
    auto connection = inside_.writers->borrow();
    std::vector<LoginSession> sessions;
    for (const SessionRow& row : list_sessions(*connection, account.id))
        if (!is_over(row, now))
            sessions.push_back({row.made_at, row.used_at, row.digest == digest});
    return sessions;
}

std::int64_t Accounts::end_others(const Account& account, std::string_view secret) {
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    const std::int64_t ended = end_sessions(*connection, account.id, digest_of_secret(secret));
    transaction.commit();
    return ended;
}

Result<Accounts::Login> Accounts::change_password(const Account& account, std::string_view secret,
                                                  std::string_view old_password,
                                                  std::string_view password) {
    if (const std::string fault = password_fault(password, account.name); !fault.empty())
        return fail(Fault::usage, fault);
    const auto login = log_in(account.name, old_password, secret);
    if (!login) return fail(Fault::denied, "That is not the password you have now.");
    const std::string hash = hash_password(password);
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    solander::set_password(*connection, account.id, hash);
    end_sessions(*connection, account.id, digest_of_secret(login->secret));
    transaction.commit();
    return *login;
}

}  // namespace solander
