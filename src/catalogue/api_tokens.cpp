// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/api_tokens.h"

namespace solander {
namespace {

constexpr std::string_view kAdd =
    "insert into api_token(digest, account, name, scope, made_at, used_at, expires_at)"
    " values($1, $2, $3, $4, $5, $6, $7) returning id";
constexpr std::string_view kFind =
    "select t.id, t.digest, t.account, t.name, t.scope, t.made_at, t.used_at, t.expires_at, a.name"
    " from api_token t join account a on a.id = t.account where t.digest = $1";
constexpr std::string_view kUse = "update api_token set used_at = $2 where id = $1";
constexpr std::string_view kOf =
    "select id, digest, account, name, scope, made_at, used_at, expires_at from api_token"
    " where account = $1 order by made_at desc, id desc";
constexpr std::string_view kEnd =
    "delete from api_token where account = $1 and id = $2 returning id";
constexpr std::string_view kEndAll = "delete from api_token where account = $1";

ApiTokenRow read_token(const Query& q) {
    ApiTokenRow row;
    row.id = q.integer(0);
    row.digest = q.blob(1);
    row.account = q.integer(2);
    row.name = q.text(3);
    row.scope = q.text(4);
    row.made_at = q.integer(5);
    row.used_at = q.integer(6);
    row.expires_at = q.integer(7);
    return row;
}

}  // namespace

std::int64_t add_api_token(Connection& c, const ApiTokenRow& row) {
    Query q = c.query(kAdd);
    q.bind(Blob{row.digest}).bind(row.account).bind(row.name).bind(row.scope);
    q.bind(row.made_at).bind(row.used_at).bind(row.expires_at).step();
    return q.integer(0);
}

std::optional<OpenApiToken> find_api_token(Connection& c, const std::string& digest) {
    OpenApiToken open;
    std::string name;
    {
        Query q = c.query(kFind);
        if (!q.bind(Blob{digest}).step()) return std::nullopt;
        open.token = read_token(q);
        name = q.text(8);
    }
    auto account = find_account(c, name);
    if (!account || account->id != open.token.account) return std::nullopt;
    open.account = std::move(*account);
    return open;
}

void use_api_token(Connection& c, std::int64_t id, std::int64_t now) {
    c.query(kUse).bind(id).bind(now).run();
}

std::vector<ApiTokenRow> list_api_tokens(Connection& c, std::int64_t account) {
    std::vector<ApiTokenRow> rows;
    Query q = c.query(kOf);
    q.bind(account);
    while (q.step()) rows.push_back(read_token(q));
    return rows;
}

bool end_api_token(Connection& c, std::int64_t account, std::int64_t id) {
    Query q = c.query(kEnd);
    return q.bind(account).bind(id).step();
}

void end_api_tokens(Connection& c, std::int64_t account) { c.query(kEndAll).bind(account).run(); }

}  // namespace solander
