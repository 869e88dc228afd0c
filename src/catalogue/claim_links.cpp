// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/claim_links.h"

namespace solander {
namespace {

constexpr std::string_view kAddLink =
    "insert into claim_link(digest, creator, address, made_by, made_at, until)"
    " values($1, $2, $3, $4, $5, $6) returning id";
#define SOLANDER_LINK                                                                              \
    "select id, digest, creator, address, made_by, made_at, until, revoked_at from claim_link "
constexpr std::string_view kFindLink = SOLANDER_LINK "where digest = $1";
constexpr std::string_view kAllLinks = SOLANDER_LINK "order by id desc";
constexpr std::string_view kLinksOf = SOLANDER_LINK "where creator = $1 order by id desc";
#undef SOLANDER_LINK
constexpr std::string_view kRevoke =
    "update claim_link set revoked_at = $2 where id = $1 and revoked_at is null returning id";
constexpr std::string_view kForgetLink = "delete from claim_link where digest = $1";

constexpr std::string_view kAddAct =
    "insert into claim_act(batch, creator, work, what, ledger, edit, made_at)"
    " values($1, $2, $3, $4, $5, $6, $7) returning id";
constexpr std::string_view kOwnBatch = "update claim_act set batch = id where id = $1";
constexpr std::string_view kActs =
    "select id, batch, creator, work, what, ledger, edit, made_at, undone_at from claim_act"
    " where creator = $1 order by id desc";
constexpr std::string_view kUndoActs =
    "update claim_act set undone_at = $2 where batch = $1 and undone_at is null";
constexpr std::string_view kRemovedBefore =
    "select distinct work from claim_act where what = 'removed' and work is not null"
    " and undone_at is null and made_at < $1 order by work";

constexpr std::string_view kAddNoMail = "insert into no_mail(digest, made_by, made_at)"
                                        " values($1, $2, $3) on conflict(digest) do nothing";
constexpr std::string_view kRemoveNoMail = "delete from no_mail where digest = $1";
constexpr std::string_view kIsNoMail = "select 1 from no_mail where digest = $1";

constexpr std::string_view kAddOwner =
    "insert into owner(account, creator, made_at) values($1, $2, $3)"
    " on conflict(account, creator) do nothing returning creator";
constexpr std::string_view kRemoveOwners = "delete from owner where creator = $1 and made_at = $2";
constexpr std::string_view kOwned = "select creator from owner where account = $1 order by creator";
constexpr std::string_view kOwners =
    "select account from owner where creator = $1 order by account";

ClaimLinkRow link_from(const Query& q) {
    ClaimLinkRow row;
    row.id = q.integer(0);
    row.digest = q.blob(1);
    row.creator = q.integer(2);
    if (!q.null(3)) row.address = q.blob(3);
    row.made_by = q.text(4);
    row.made_at = q.text(5);
    row.until = q.text(6);
    if (!q.null(7)) row.revoked_at = q.text(7);
    return row;
}

std::vector<std::int64_t> numbers(Connection& c, std::string_view sql, std::int64_t of) {
    std::vector<std::int64_t> list;
    Query q = c.query(sql);
    for (q.bind(of); q.step();) list.push_back(q.integer(0));
    return list;
}

}  // namespace

std::int64_t add_claim_link(Connection& c, const ClaimLinkRow& row) {
    Query q = c.query(kAddLink);
    q.bind(Blob{row.digest}).bind(row.creator);
    q.bind(row.address.empty() ? std::nullopt : std::optional(Blob{row.address}));
    q.bind(row.made_by).bind(row.made_at).bind(row.until).step();
    return q.integer(0);
}

std::optional<ClaimLinkRow> find_claim_link(Connection& c, std::string_view digest) {
    Query q = c.query(kFindLink);
    if (!q.bind(Blob{digest}).step()) return std::nullopt;
    return link_from(q);
}

std::vector<ClaimLinkRow> list_claim_links(Connection& c, std::optional<std::int64_t> creator) {
    std::vector<ClaimLinkRow> rows;
    Query q = c.query(creator ? kLinksOf : kAllLinks);
    if (creator) q.bind(*creator);
    while (q.step()) rows.push_back(link_from(q));
    return rows;
}

bool revoke_claim_link(Connection& c, std::int64_t id, std::string_view now) {
    Query q = c.query(kRevoke);
    return q.bind(id).bind(now).step();
}

void forget_claim_link(Connection& c, std::string_view digest) {
    c.query(kForgetLink).bind(Blob{digest}).run();
}

std::int64_t add_claim_act(Connection& c, const ClaimActRow& row) {
    std::int64_t id = 0;
    {
        Query q = c.query(kAddAct);
        q.bind(row.batch).bind(row.creator).bind(row.work).bind(row.what);
        q.bind(row.ledger).bind(row.edit).bind(row.made_at).step();
        id = q.integer(0);
    }
    if (row.batch != 0) return row.batch;
    c.query(kOwnBatch).bind(id).run();
    return id;
}

std::vector<ClaimActRow> list_claim_acts(Connection& c, std::int64_t creator) {
    std::vector<ClaimActRow> rows;
    Query q = c.query(kActs);
    for (q.bind(creator); q.step();) {
        ClaimActRow row;
        row.id = q.integer(0);
        row.batch = q.integer(1);
        row.creator = q.integer(2);
        row.work = q.integer_or_null(3);
        row.what = q.text(4);
        row.ledger = q.integer_or_null(5);
        row.edit = q.integer_or_null(6);
        row.made_at = q.text(7);
        if (!q.null(8)) row.undone_at = q.text(8);
        rows.push_back(std::move(row));
    }
    return rows;
}

void undo_claim_acts(Connection& c, std::int64_t batch, std::string_view now) {
    c.query(kUndoActs).bind(batch).bind(now).run();
}

std::vector<WorkId> removed_by_claim(Connection& c, std::string_view moment) {
    std::vector<WorkId> works;
    Query q = c.query(kRemovedBefore);
    for (q.bind(moment); q.step();) works.push_back(q.integer(0));
    return works;
}

void add_no_mail(Connection& c, std::string_view digest, std::string_view by,
                 std::string_view now) {
    c.query(kAddNoMail).bind(Blob{digest}).bind(by).bind(now).run();
}

void remove_no_mail(Connection& c, std::string_view digest) {
    c.query(kRemoveNoMail).bind(Blob{digest}).run();
}

bool is_no_mail(Connection& c, std::string_view digest) {
    Query q = c.query(kIsNoMail);
    return q.bind(Blob{digest}).step();
}

bool add_owner(Connection& c, std::int64_t account, std::int64_t creator, std::string_view now) {
    Query q = c.query(kAddOwner);
    return q.bind(account).bind(creator).bind(now).step();
}

void remove_owners(Connection& c, std::int64_t creator, std::string_view made_at) {
    c.query(kRemoveOwners).bind(creator).bind(made_at).run();
}

std::vector<std::int64_t> owned_names(Connection& c, std::int64_t account) {
    return numbers(c, kOwned, account);
}

std::vector<std::int64_t> owners_of(Connection& c, std::int64_t creator) {
    return numbers(c, kOwners, creator);
}

}  // namespace solander
