// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/new_account.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "account/password.h"
#include "account/secret.h"
#include "archive/clock.h"
#include "base/text.h"

namespace solander {
namespace {

constexpr std::size_t kLongestName = 64;  // bytes

struct CodePoints {
    char32_t from, to;
};
/// Characters that show nothing and change how others are shown.
constexpr CodePoints kUnseen[] = {{0xAD, 0xAD},     {0x34F, 0x34F},    {0x61C, 0x61C},
                                  {0x180E, 0x180E}, {0x200B, 0x200F},  {0x2028, 0x202E},
                                  {0x2060, 0x206F}, {0xFE00, 0xFE0F},  {0xFEFF, 0xFEFF},
                                  {0xFFF9, 0xFFFB}, {0xE0000, 0xE0FFF}};
/// Scripts whose letters look alike: of each of these a name has one.
constexpr CodePoints kLatin = {0xC0, 0x24F}, kGreek = {0x370, 0x3FF}, kCyrillic = {0x400, 0x52F};

bool is_in(char32_t c, CodePoints range) { return c >= range.from && c <= range.to; }

/// What readers would take for somebody who looks after the library. Folded.
constexpr std::string_view kKeepers[] = {
    "admin",     "administrator", "archivist",  "archivists", "keeper",    "keepers",
    "librarian", "mod",           "moderator",  "moderators", "owner",     "root",
    "security",  "solander",      "staff",      "support",    "system",    "the admin",
    "the mod",   "the owner",     "the author", "wrangler",   "wranglers", "webmaster",
    "the staff", "the archivist", "the keeper"};

std::string name_fault(std::string_view name) {
    if (name.empty() || name.size() > kLongestName || !valid_utf8(name))
        return fmt::format("A name has one to {} bytes of text.", kLongestName);
    for (const char c : name)
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7F)
            return "A name has no control characters.";
    bool latin = false, greek = false, cyrillic = false;
    for (std::size_t at = 0; at < name.size();) {
        std::size_t length = 1;
        const char32_t c = first_code_point(name.substr(at), length);
        at += length;
        if (std::any_of(std::begin(kUnseen), std::end(kUnseen),
                        [&](CodePoints range) { return is_in(c, range); }))
            return "A name has no characters that cannot be seen.";
        latin = latin || (c < 0x80 && is_ascii_alpha(static_cast<char>(c))) || is_in(c, kLatin);
        greek = greek || is_in(c, kGreek);
        cyrillic = cyrillic || is_in(c, kCyrillic);
    }
    if (latin + greek + cyrillic > 1)
        return "A name has letters of one alphabet: those of two could look like another name.";
    if (name.find('@') != std::string_view::npos)
        return "A name is shown to others: not an address.";
    if (fold(name).empty()) return "A name has letters or digits.";
    return {};
}

}  // namespace

std::string_view Accounts::fault_of_own_name(std::string_view name) {
    const std::string folded = fold(name);
    return std::find(std::begin(kKeepers), std::end(kKeepers), folded) == std::end(kKeepers)
               ? std::string_view()
               : "That name would be taken for somebody who looks after the library.";
}

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
