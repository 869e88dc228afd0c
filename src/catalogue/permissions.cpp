// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/permissions.h"

#include <algorithm>

#include "catalogue/work_columns.h"

namespace solander {
namespace {

#define SOLANDER_PERMITS                                                                           \
    "select w.id, w.title, coalesce(x.name, c.name, ''), w.permission, w.permission_text,"         \
    " w.visibility, coalesce(c.key, ''), w.title_key, (select max(l.id) from ledger l"             \
    " where l.work = w.id and l.what <> 'stated') from work w"                                     \
    " left join work_creator x on x.work = w.id and x.place = 0"                                   \
    " left join creator c on c.id = x.creator "
constexpr std::string_view kAll = SOLANDER_PERMITS "where w.visibility <> 'removed'";
constexpr std::string_view kOfAuthor =
    SOLANDER_PERMITS "where w.visibility <> 'removed' and w.id in (select work from work_creator "
                     "where creator = $1)";
#undef SOLANDER_PERMITS
constexpr std::string_view kEvent = "select what, at from ledger where id = $1";
constexpr std::string_view kOfCreator =
    "select max(l.id) from ledger l join work_creator x on x.creator = l.creator where x.work = $1"
    " and (l.work is null or l.work = $1)";

struct Sorted {
    PermitRow row;
    std::string author_key, title_key;
    std::int64_t event;
};

std::int64_t last_of_authors(Connection& c, WorkId work) {
    Query q = c.query(kOfCreator);
    return q.bind(work).step() ? q.integer_or_null(0).value_or(0) : 0;
}

std::string event_text(Connection& c, std::int64_t id) {
    Query q = c.query(kEvent);
    if (!q.bind(id).step()) return {};
    return std::string(q.text(0)) + " " + std::string(q.text(1).substr(0, 10));
}

}  // namespace

std::vector<PermitRow> list_permissions(Connection& c, const PermitFilter& filter) {
    const ReadTransaction moment(c);
    std::vector<Sorted> found;
    {
        Query q = c.query(filter.author ? kOfAuthor : kAll);
        if (filter.author) q.bind(*filter.author);
        while (q.step()) {
            const auto permission = permission_from_name(q.text(3));
            const WorkId id = q.integer(0);
            if (!permission) bad_column(id, "permission", q.text(3));
            const Visibility visibility = read_visibility(q, 5, id);
            if (filter.permission && *filter.permission != *permission) continue;
            if (filter.visibility && *filter.visibility != visibility) continue;
            found.push_back({{id,
                              std::string(q.text(1)),
                              std::string(q.text(2)),
                              *permission,
                              std::string(q.text(4)),
                              visibility,
                              {}},
                             std::string(q.text(6)),
                             std::string(q.text(7)),
                             q.integer_or_null(8).value_or(0)});
        }
    }
    std::sort(found.begin(), found.end(), [](const Sorted& a, const Sorted& b) {
        if (a.author_key != b.author_key) return a.author_key < b.author_key;
        return a.title_key != b.title_key ? a.title_key < b.title_key : a.row.work < b.row.work;
    });
    if (filter.limit != 0 && found.size() > filter.limit) found.resize(filter.limit);
    std::vector<PermitRow> rows;
    rows.reserve(found.size());
    for (Sorted& one : found) {
        const std::int64_t event = std::max(one.event, last_of_authors(c, one.row.work));
        if (event != 0) one.row.last = event_text(c, event);
        rows.push_back(std::move(one.row));
    }
    return rows;
}

}  // namespace solander
