// SPDX-License-Identifier: GPL-3.0-or-later
// A person's corrections: rows that are only added to, or undone.
#include "catalogue/records.h"

namespace solander {
namespace {

constexpr std::string_view kAddEdit = "insert into edit(work, field, value, made_by, made_at) "
                                      "values($1, $2, $3, $4, $5) returning id";
constexpr std::string_view kUndoEdit =
    "update edit set undone_at = $1 where id = $2 and undone_at is null returning id";
constexpr std::string_view kEdits =
    "select id, field, value, made_by, made_at, coalesce(undone_at, '') from edit where work = $1"
    " order by id";

}  // namespace

std::int64_t add_edit(Connection& c, WorkId work, std::string_view field, std::string_view value,
                      std::string_view by, std::string_view now) {
    Query q = c.query(kAddEdit);
    q.bind(work).bind(field).bind(value).bind(by).bind(now).step();
    return q.integer(0);
}

bool undo_edit(Connection& c, std::int64_t edit, std::string_view now) {
    Query q = c.query(kUndoEdit);
    return q.bind(now).bind(edit).step();
}

Query ask_edits(Connection& c, WorkId work) {
    Query q = c.query(kEdits);
    q.bind(work).ahead();
    return q;
}

std::vector<Edit> list_edits(Connection& c, WorkId work) {
    Query q = c.query(kEdits);
    q.bind(work);
    return edits_from(q);
}

std::vector<Edit> edits_from(Query& q) {
    std::vector<Edit> list;
    while (q.step())
        list.push_back({q.integer(0), std::string(q.text(1)), std::string(q.text(2)),
                        std::string(q.text(3)), std::string(q.text(4)), std::string(q.text(5))});
    return list;
}

}  // namespace solander
