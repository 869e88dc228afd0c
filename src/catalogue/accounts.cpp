// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/accounts.h"

#include "base/text.h"

namespace solander {
namespace {

#define SOLANDER_ACCOUNT                                                                           \
    "a.id, a.name, a.role, a.password, a.locked, a.made_at, a.totp, a.totp_step"
constexpr std::string_view kAdd =
    "insert into account(name, key, role, password, locked, made_at)"
    " values($1, $2, $3, $4, $5, $6) on conflict(key) do nothing returning id";
constexpr std::string_view kFind = "select " SOLANDER_ACCOUNT " from account a where a.key = $1";
constexpr std::string_view kAll = "select " SOLANDER_ACCOUNT " from account a order by a.key";
constexpr std::string_view kSetRole = "update account set role = $2 where id = $1";
constexpr std::string_view kSetPassword = "update account set password = $2 where id = $1";
constexpr std::string_view kSetLocked = "update account set locked = $2 where id = $1";
constexpr std::string_view kSetTotp = "update account set totp = $2, totp_step = 0 where id = $1";
constexpr std::string_view kTakeStep =
    "update account set totp_step = $2 where id = $1 and totp_step < $2 returning id";
constexpr std::string_view kRemove = "delete from account where id = $1";

constexpr std::string_view kAddSession =
    "insert into session(digest, account, made_at, used_at) values($1, $2, $3, $4)";
constexpr std::string_view kFindSession =
    "select " SOLANDER_ACCOUNT ", s.made_at, s.used_at from session s"
    " join account a on a.id = s.account where s.digest = $1";
constexpr std::string_view kUse = "update session set used_at = $2 where digest = $1";
constexpr std::string_view kEnd = "delete from session where digest = $1";
constexpr std::string_view kEndAll =
    "delete from session where account = $1 and digest <> $2 returning made_at";
constexpr std::string_view kOf =
    "select digest, made_at, used_at from session where account = $1 order by used_at desc, digest";
constexpr std::string_view kDropOld =
    "delete from session where account = $1 and (used_at < $2 or made_at < $3)";
#undef SOLANDER_ACCOUNT

AccountRow read_account(const Query& q) {
    AccountRow row;
    row.id = q.integer(0);
    row.name = q.text(1);
    // A role that is not known to this program lets nobody do more.
    row.role = role_from_name(q.text(2)).value_or(Role::reader);
    row.password = q.text(3);
    row.locked = q.integer(4) != 0;
    row.made_at = q.text(5);
    if (!q.null(6)) row.totp = q.blob(6);
    row.totp_step = q.integer(7);
    return row;
}

}  // namespace

std::optional<std::int64_t> add_account(Connection& c, const AccountRow& row) {
    const std::string key = fold(row.name);
    Query q = c.query(kAdd);
    q.bind(row.name).bind(key).bind(name_of(row.role)).bind(row.password).bind(row.locked);
    if (!q.bind(row.made_at).step()) return std::nullopt;
    return q.integer(0);
}

std::optional<AccountRow> find_account(Connection& c, std::string_view name) {
    const std::string key = fold(name);
    Query q = c.query(kFind);
    if (!q.bind(key).step()) return std::nullopt;
    return read_account(q);
}

std::vector<AccountRow> list_accounts(Connection& c) {
    std::vector<AccountRow> rows;
    Query q = c.query(kAll);
    while (q.step()) rows.push_back(read_account(q));
    return rows;
}

void set_role(Connection& c, std::int64_t account, Role role) {
    c.query(kSetRole).bind(account).bind(name_of(role)).run();
}

void set_password(Connection& c, std::int64_t account, const std::string& hash) {
    c.query(kSetPassword).bind(account).bind(hash).run();
}

void set_locked(Connection& c, std::int64_t account, bool locked) {
    c.query(kSetLocked).bind(account).bind(locked).run();
}

void set_totp(Connection& c, std::int64_t account, const std::string& key) {
    Query q = c.query(kSetTotp);
    q.bind(account);
    if (key.empty())
        q.bind(nullptr);
    else
        q.bind(Blob{key});
    q.run();
}

bool take_totp_step(Connection& c, std::int64_t account, std::int64_t step) {
    Query q = c.query(kTakeStep);
    return q.bind(account).bind(step).step();
}

void remove_account(Connection& c, std::int64_t account) { c.query(kRemove).bind(account).run(); }

void add_session(Connection& c, const SessionRow& row) {
    c.query(kAddSession)
        .bind(Blob{row.digest})
        .bind(row.account)
        .bind(row.made_at)
        .bind(row.used_at)
        .run();
}

std::optional<OpenSession> find_session(Connection& c, const std::string& digest) {
    Query q = c.query(kFindSession);
    if (!q.bind(Blob{digest}).step()) return std::nullopt;
    OpenSession open;
    open.account = read_account(q);
    open.session = {digest, open.account.id, q.integer(8), q.integer(9)};
    return open;
}

void use_session(Connection& c, const std::string& digest, std::int64_t now) {
    c.query(kUse).bind(Blob{digest}).bind(now).run();
}

void end_session(Connection& c, const std::string& digest) {
    c.query(kEnd).bind(Blob{digest}).run();
}

std::int64_t end_sessions(Connection& c, std::int64_t account, const std::string& but) {
    std::int64_t ended = 0;
    Query q = c.query(kEndAll);
    q.bind(account).bind(Blob{but});
    while (q.step()) ++ended;
    return ended;
}

std::vector<SessionRow> list_sessions(Connection& c, std::int64_t account) {
    std::vector<SessionRow> rows;
    Query q = c.query(kOf);
    q.bind(account);
    while (q.step()) rows.push_back({std::string(q.blob(0)), account, q.integer(1), q.integer(2)});
    return rows;
}

void drop_old_sessions(Connection& c, std::int64_t account, std::int64_t used, std::int64_t made) {
    c.query(kDropOld).bind(account).bind(used).bind(made).run();
}

}  // namespace solander
