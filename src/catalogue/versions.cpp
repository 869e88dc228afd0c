// SPDX-License-Identifier: GPL-3.0-or-later
// Versions of works, texts that are the same, and the change log.
#include "catalogue/digest_text.h"
#include "catalogue/stories.h"

namespace solander {
namespace {

constexpr std::string_view kVersions =
    "select v.id, o.digest, v.name, v.path, v.encoding, v.bytes, v.added_at, v.class, v.reading,"
    " case when v.id = w.current then 1 else 0 end, v.work from version v"
    " join original o on o.id = v.original join work w on w.id = $1 where v.work in (select $1"
    " union all select other from verdict where work = $1 and verdict = 'joined'"
    " and undone_at is null) order by v.id";
constexpr std::string_view kSameWords =
    "select work, min(id) from version where exact = $1 group by work order by min(id)";
constexpr std::string_view kChanges =
    "select seq, work, what from change where seq > $1 order by seq limit $2";
constexpr std::string_view kLastChange = "select coalesce(max(seq), 0) from change";

}  // namespace

std::vector<VersionInfo> list_versions(Connection& c, WorkId id) {
    std::vector<VersionInfo> list;
    Query q = c.query(kVersions);
    for (q.bind(id); q.step();) {
        OriginalRef original{digest_text(q.blob(1)), std::string(q.text(2)), std::string(q.text(3)),
                             std::string(q.text(4)), static_cast<std::uint64_t>(q.integer(5))};
        list.push_back({q.integer(0), std::move(original), std::string(q.text(6)),
                        std::string(q.text(7)), static_cast<int>(q.integer(8)), q.integer(9) != 0,
                        q.integer(10)});
    }
    return list;
}

std::vector<WorkId> works_with_exact(Connection& c, std::uint64_t exact) {
    std::vector<WorkId> works;
    Query q = c.query(kSameWords);
    for (q.bind(exact); q.step();) works.push_back(q.integer(0));
    return works;
}

std::vector<Change> changes_after(Connection& c, std::int64_t seq, int limit) {
    std::vector<Change> changes;
    Query q = c.query(kChanges);
    for (q.bind(seq).bind(limit); q.step();)
        changes.push_back({q.integer(0), q.integer(1), q.text(2) == "gone"});
    return changes;
}

std::int64_t last_change(Connection& c) {
    Query q = c.query(kLastChange);
    q.step();
    return q.integer(0);
}

}  // namespace solander
