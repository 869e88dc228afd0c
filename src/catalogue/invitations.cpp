// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/invitations.h"

namespace solander {
namespace {

constexpr std::string_view kAdd =
    "insert into invitation(digest, role, made_by, expires_at) values($1, $2, $3, $4)";
constexpr std::string_view kFind = "select digest, role, made_by, expires_at from invitation"
                                   " where digest = $1 and expires_at > $2";
constexpr std::string_view kTake =
    "delete from invitation where digest = $1 and expires_at > $2 returning role";
constexpr std::string_view kDropOld = "delete from invitation where expires_at <= $1";
constexpr std::string_view kAll =
    "select digest, role, made_by, expires_at from invitation order by expires_at desc, digest";

InvitationRow read_invitation(const Query& q) {
    return {std::string(q.blob(0)), role_from_name(q.text(1)).value_or(Role::reader),
            std::string(q.text(2)), q.integer(3)};
}

}  // namespace

void add_invitation(Connection& c, const InvitationRow& row) {
    c.query(kAdd)
        .bind(Blob{row.digest})
        .bind(name_of(row.role))
        .bind(row.made_by)
        .bind(row.expires_at)
        .run();
}

std::optional<InvitationRow> find_invitation(Connection& c, const std::string& digest,
                                             std::int64_t now) {
    Query q = c.query(kFind);
    if (!q.bind(Blob{digest}).bind(now).step()) return std::nullopt;
    return read_invitation(q);
}

bool take_invitation(Connection& c, const std::string& digest, std::int64_t now) {
    Query q = c.query(kTake);
    return q.bind(Blob{digest}).bind(now).step();
}

std::vector<InvitationRow> list_invitations(Connection& c, std::int64_t now) {
    c.query(kDropOld).bind(now).run();
    std::vector<InvitationRow> rows;
    Query q = c.query(kAll);
    while (q.step()) rows.push_back(read_invitation(q));
    return rows;
}

}  // namespace solander
