// SPDX-License-Identifier: GPL-3.0-or-later
// Links for authors, what they did by them, addresses that are never written to, and pen names that
// are an account's own: as rows. Writing calls must be inside a WriteTransaction.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/db.h"
#include "work/story.h"

namespace solander {

struct ClaimLinkRow {
    std::int64_t id = 0;
    std::string digest;  ///< account/secret.h
    std::int64_t creator = 0;
    std::string address;  ///< digest of where it was sent to; empty: it was handed over
    std::string made_by, made_at, until;
    std::string revoked_at;  ///< empty: it was not
};
std::int64_t add_claim_link(Connection&, const ClaimLinkRow&);
/// Whatever its date.
std::optional<ClaimLinkRow> find_claim_link(Connection&, std::string_view digest);
/// All, or those for one pen name; the newest first.
std::vector<ClaimLinkRow> list_claim_links(Connection&, std::optional<std::int64_t> creator);
/// False: there is none, or it was revoked before.
bool revoke_claim_link(Connection&, std::int64_t id, std::string_view now);
/// As if it had never been made: its letter was not sent.
void forget_claim_link(Connection&, std::string_view digest);

struct ClaimActRow {
    std::int64_t id = 0, batch = 0, creator = 0;
    std::optional<WorkId> work;  ///< none: about all of hers
    std::string what;            ///< a word of the ledger, or "corrected"
    std::optional<std::int64_t> ledger, edit;
    std::string made_at, undone_at;  ///< undone_at empty: it holds
};
/// 0 as batch: one of its own. Returns the batch.
std::int64_t add_claim_act(Connection&, const ClaimActRow&);
/// The newest first.
std::vector<ClaimActRow> list_claim_acts(Connection&, std::int64_t creator);
void undo_claim_acts(Connection&, std::int64_t batch, std::string_view now);
/// Works that authors took away before `moment` and have not brought back.
std::vector<WorkId> removed_by_claim(Connection&, std::string_view moment);

void add_no_mail(Connection&, std::string_view digest, std::string_view by, std::string_view now);
void remove_no_mail(Connection&, std::string_view digest);
bool is_no_mail(Connection&, std::string_view digest);

/// False: it is hers already.
bool add_owner(Connection&, std::int64_t account, std::int64_t creator, std::string_view now);
/// Those that it was claimed by at that moment.
void remove_owners(Connection&, std::int64_t creator, std::string_view made_at);
/// Pen names of an account.
std::vector<std::int64_t> owned_names(Connection&, std::int64_t account);
/// Accounts that own a pen name.
std::vector<std::int64_t> owners_of(Connection&, std::int64_t creator);

}  // namespace solander
