// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/accounts.h"

#include <fmt/format.h>

#include "account/password.h"
#include "account/secret.h"
#include "account/totp.h"
#include "archive/inside.h"
#include "archive/new_account.h"
#include "base/text.h"
#include "catalogue/api_tokens.h"

namespace solander {
namespace {

constexpr std::int64_t kUsedEvery = 60 * 60;  // seconds; a page need not write

Error nobody(std::string_view name) {
    return {Fault::not_found, fmt::format("nobody has an account called '{}'", name),
            "solander user list shows them all"};
}

bool is_over(const SessionRow& session, std::int64_t now) {
    return session.used_at + Accounts::kIdleSeconds < now
           || session.made_at + Accounts::kMostSeconds < now;
}

/// The account of that name and password. Takes as long whether there is one or not.
std::optional<AccountRow> who_has(Archive::Inside& inside, std::string_view name,
                                  std::string_view password) {
    std::optional<AccountRow> row;
    {
        auto connection = inside.writers->borrow();
        row = find_account(*connection, trim(name));
    }
    const PasswordAnswer answer = verify_password(row ? row->password : std::string(), password);
    if (answer == PasswordAnswer::busy)
        throw Error(Fault::away, "somebody else is logging in at this very moment",
                    "try again in a second");
    if (!row || answer != PasswordAnswer::right || row->locked) return std::nullopt;
    return row;
}

/// It may have been locked, or its password changed, while the password was looked at.
bool is_as_it_was(Connection& connection, const AccountRow& row) {
    const auto now = find_account(connection, row.name);
    return now && now->id == row.id && !now->locked && now->password == row.password
           && now->totp == row.totp;
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
    return account_of(now ? *now : *row);
}

}  // namespace

std::vector<Account> Accounts::list() const {
    auto connection = inside_.writers->borrow();
    std::vector<Account> accounts;
    for (const AccountRow& row : list_accounts(*connection)) accounts.push_back(account_of(row));
    return accounts;
}

std::optional<Account> Accounts::called(std::string_view name) const {
    auto connection = inside_.writers->borrow();
    const auto row = find_account(*connection, trim(name));
    return row ? std::optional(account_of(*row)) : std::nullopt;
}

Result<Account> Accounts::add(std::string_view name, Role role, std::string_view password) {
    auto row = new_account(name, role, password);
    if (!row) return tl::unexpected<Error>(row.error());
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    auto added = put_account(*connection, *row);
    if (added) transaction.commit();
    return added;
}

Result<Accounts::Login> Accounts::sign_up(std::string_view name, std::string_view password,
                                          std::string_view old_secret) {
    auto row = new_account(name, Role::reader, password);
    if (!row) return tl::unexpected<Error>(row.error());
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    auto login = put_account_and_enter(*connection, *row, old_secret);
    if (login) transaction.commit();
    return login;
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
        end_api_tokens(connection, id);
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
                                                std::string_view code,
                                                std::string_view old_secret) {
    const auto row = who_has(inside_, name, password);
    if (!row) return std::nullopt;
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    if (!is_as_it_was(*connection, *row)) return std::nullopt;
    if (!row->totp.empty()) {
        const auto step = totp_step_of(row->totp, code, now_seconds(), row->totp_step);
        if (!step || !take_totp_step(*connection, row->id, *step)) return std::nullopt;
    }
    if (!old_secret.empty()) end_session(*connection, digest_of_secret(old_secret));
    std::string secret = open_session(*connection, row->id);
    transaction.commit();
    return Login{account_of(*row), std::move(secret)};
}

std::optional<Account> Accounts::of_session(std::string_view secret) {
    if (secret.empty()) return std::nullopt;
    const std::string digest = digest_of_secret(secret);
    const std::int64_t now = now_seconds();
    auto connection = inside_.writers->borrow();
    const auto open = find_session(*connection, digest);
    if (!open || open->account.locked || is_over(open->session, now)) return std::nullopt;
    if (open->session.used_at + kUsedEvery < now)
        write_if_free(*connection, [&] { use_session(*connection, digest, now); });
    return account_of(open->account);
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

Result<Accounts::Login> Accounts::change_password(const Account& account,
                                                  std::string_view old_password,
                                                  std::string_view password) {
    if (const std::string fault = password_fault(password, account.name); !fault.empty())
        return fail(Fault::usage, fault);
    const auto row = who_has(inside_, account.name, old_password);
    if (!row) return fail(Fault::denied, "That is not the password you have now.");
    const std::string hash = hash_password(password);
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    if (!is_as_it_was(*connection, *row) || row->id != account.id)
        return fail(Fault::denied, "The account has changed meanwhile. Log in again.");
    solander::set_password(*connection, account.id, hash);
    end_sessions(*connection, account.id);
    std::string fresh = open_session(*connection, account.id);
    transaction.commit();
    return Login{account_of(*row), std::move(fresh)};
}

bool Accounts::is_password_of(const Account& account, std::string_view password) const {
    const auto row = who_has(inside_, account.name, password);
    return row && row->id == account.id;
}

Result<Account> Accounts::forget_codes(std::string_view name) {
    return change(inside_, trim(name),
                  [](Connection& connection, std::int64_t id) { set_totp(connection, id, {}); });
}

Result<void> Accounts::begin_codes(const Account& account, std::string_view key,
                                   std::string_view code) {
    constexpr std::size_t kFewest = 16;  // bytes, RFC 4226 section 4
    const auto bytes = bytes_of_base32(key);
    if (!bytes || bytes->size() < kFewest)
        return fail(Fault::usage, "That is no key. Open the page again.");
    const auto step = totp_step_of(*bytes, code, now_seconds(), 0);
    if (!step)
        return fail(Fault::denied,
                    "That is not the code of this moment. Is the telephone's clock right?");
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    set_totp(*connection, account.id, *bytes);
    take_totp_step(*connection, account.id, *step);
    transaction.commit();
    return {};
}

Result<void> Accounts::end_codes(const Account& account, std::string_view code) {
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    const auto row = find_account(*connection, account.name);
    if (!row || row->id != account.id) return tl::unexpected<Error>(nobody(account.name));
    const auto step = totp_step_of(row->totp, code, now_seconds(), row->totp_step);
    if (!row->totp.empty() && (!step || !take_totp_step(*connection, row->id, *step)))
        return fail(Fault::denied, "That is not a code of this moment.");
    set_totp(*connection, account.id, {});
    transaction.commit();
    return {};
}

}  // namespace solander
