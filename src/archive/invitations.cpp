// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts: links by which people make their own.
#include "catalogue/invitations.h"

#include <fmt/format.h>

#include "account/secret.h"
#include "archive/accounts.h"
#include "archive/inside.h"
#include "archive/new_account.h"

namespace solander {
namespace {

/// The first bytes of the digest: nobody finds a secret that has them.
std::string id_of(const std::string& digest) {
    constexpr std::size_t kBytes = 8;
    std::string id;
    for (const char c : digest.substr(0, kBytes))
        id += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return id;
}

Invitation shown(const InvitationRow& row) {
    return {id_of(row.digest), row.role, row.made_by, row.expires_at};
}

Error used_up() {
    return {Fault::denied, "This invitation has been used, withdrawn, or is too old.",
            "ask for another one"};
}

}  // namespace

std::string Accounts::invite(Role role, std::string_view made_by, std::int64_t days) {
    constexpr std::int64_t kDay = 86400, kMostDays = 365;
    std::string secret = new_secret();
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    add_invitation(*connection,
                   {digest_of_secret(secret), role, std::string(made_by),
                    now_seconds() + std::clamp<std::int64_t>(days, 1, kMostDays) * kDay});
    transaction.commit();
    return secret;
}

std::vector<Invitation> Accounts::invitations() {
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    std::vector<Invitation> open;
    for (const InvitationRow& row : list_invitations(*connection, now_seconds()))
        open.push_back(shown(row));
    transaction.commit();
    return open;
}

std::optional<Invitation> Accounts::invited(std::string_view secret) const {
    auto connection = inside_.writers->borrow();
    const auto row = find_invitation(*connection, digest_of_secret(secret), now_seconds());
    return row ? std::optional(shown(*row)) : std::nullopt;
}

Result<void> Accounts::withdraw_invitation(std::string_view id) {
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    const std::int64_t now = now_seconds();
    for (const InvitationRow& row : list_invitations(*connection, now)) {
        if (id_of(row.digest) != id) continue;
        take_invitation(*connection, row.digest, now);
        transaction.commit();
        return {};
    }
    return fail(Fault::not_found, fmt::format("there is no invitation {}", id),
                "solander user invitations shows them all");
}

Result<Accounts::Login> Accounts::accept(std::string_view secret, std::string_view name,
                                         std::string_view password, std::string_view old_secret) {
    const auto invitation = invited(secret);
    if (!invitation) return tl::unexpected<Error>(used_up());
    auto row = new_account(name, invitation->role, password);
    if (!row) return tl::unexpected<Error>(row.error());
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    if (!take_invitation(*connection, digest_of_secret(secret), now_seconds()))
        return tl::unexpected<Error>(used_up());
    auto login = put_account_and_enter(*connection, *row, old_secret);
    if (login) transaction.commit();
    return login;
}

}  // namespace solander
