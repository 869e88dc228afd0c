// SPDX-License-Identifier: GPL-3.0-or-later
// Findings: kept with the file they were met in until a person has settled them.
#include "catalogue/records.h"

#include "catalogue/digest_text.h"

namespace solander {
namespace {

constexpr std::string_view kAdd =
    "insert into finding(accession, original, path, version, kind, text, from_byte, to_byte)"
    " values($1, $2, $3, $4, $5, $6, $7, $8)";
#define SOLANDER_FINDING                                                                           \
    "select f.id, f.kind, f.text, f.path, o.name, f.from_byte, f.to_byte, v.work, f.settled"       \
    " from finding f left join version v on v.id = f.version"                                      \
    " left join original o on o.id = f.original"
constexpr std::string_view kOfWork =
    "select f.id, f.kind, f.text, f.path, o.name, f.from_byte, f.to_byte, v.work, f.settled"
    " from version v join finding f on f.version = v.id left join original o on o.id = f.original"
    " where v.work = $1 and f.settled is null order by f.id limit $2";
constexpr std::string_view kNewest = SOLANDER_FINDING
    " where f.settled is null and f.kind <> 'no-story' order by f.id desc limit $1";
constexpr std::string_view kOldest =
    SOLANDER_FINDING " where f.settled is null and f.kind = $1 order by f.id limit $2";
constexpr std::string_view kOne = SOLANDER_FINDING " where f.id = $1 and f.kind <> 'no-story'";
constexpr std::string_view kSettled = SOLANDER_FINDING
    " where f.settled is not null and f.kind <> 'no-story' order by f.settled desc, f.id limit $1";
#undef SOLANDER_FINDING
constexpr std::string_view kNext =
    "select id from finding where id > $1 and kind = $2 and settled is null order by id limit 1";
constexpr std::string_view kKinds =
    "select kind, count(*) from finding where settled is null and kind <> 'no-story'"
    " group by kind order by count(*) desc, kind";
constexpr std::string_view kSettle =
    "update finding set settled = $1 where id = $2 and settled is null and kind <> 'no-story'"
    " returning id";
constexpr std::string_view kReopen =
    "update finding set settled = null where id = $1 and settled is not null returning id";
constexpr std::string_view kNotStories =
    "select o.name, f.path, f.text, o.digest, o.id as original, f.id as finding from finding f"
    " join original o on o.id = f.original where f.kind = 'no-story' union all"
    " select o.name, '', o.class, o.digest, o.id, 0 from original o where o.class <> 'unfinished'"
    " and o.id not in (select original from version) and o.id not in (select original from finding"
    " where kind = 'no-story' and original is not null) order by original, finding limit $1";

FindingRow row_from(const Query& q) {
    return {q.integer(0),
            std::string(q.text(1)),
            std::string(q.text(2)),
            std::string(q.text(3)),
            std::string(q.text(4)),
            {static_cast<std::uint64_t>(q.integer(5)), static_cast<std::uint64_t>(q.integer(6))},
            q.integer_or_null(7),
            std::string(q.null(8) ? "" : q.text(8))};
}

// 0 stands for none.
void bind_id(Query& q, std::int64_t id) {
    if (id == 0)
        q.bind(nullptr);
    else
        q.bind(id);
}

}  // namespace

void add_finding(Connection& c, const Finding& finding, std::int64_t accession,
                 std::int64_t original, std::string_view path,
                 std::optional<std::int64_t> version) {
    Query q = c.query(kAdd);
    bind_id(q, accession);
    bind_id(q, original);
    q.bind(path).bind(version).bind(finding.kind).bind(finding.text);
    q.bind(finding.where.from).bind(finding.where.to).run();
}

std::vector<FindingRow> findings_from(Query& q) {
    std::vector<FindingRow> list;
    while (q.step()) list.push_back(row_from(q));
    return list;
}

Query ask_findings(Connection& c, WorkId work, int limit) {
    Query q = c.query(kOfWork);
    q.bind(work).bind(limit).ahead();
    return q;
}

std::vector<FindingRow> list_findings(Connection& c, std::optional<WorkId> work, int limit) {
    Query q = c.query(work ? kOfWork : kNewest);
    if (work) q.bind(*work);
    q.bind(limit);
    return findings_from(q);
}

std::vector<FindingRow> list_findings_of_kind(Connection& c, std::string_view kind, int limit) {
    Query q = c.query(kOldest);
    q.bind(kind).bind(limit);
    return findings_from(q);
}

std::optional<FindingRow> find_finding(Connection& c, std::int64_t finding) {
    Query q = c.query(kOne);
    return q.bind(finding).step() ? std::optional(row_from(q)) : std::nullopt;
}

std::vector<FindingRow> list_settled_findings(Connection& c, int limit) {
    Query q = c.query(kSettled);
    q.bind(limit);
    return findings_from(q);
}

std::optional<std::int64_t> next_finding(Connection& c, std::string_view kind, std::int64_t after) {
    for (const std::int64_t behind : {after, std::int64_t{0}}) {
        Query q = c.query(kNext);
        if (q.bind(behind).bind(kind).step() && q.integer(0) != after) return q.integer(0);
    }
    return std::nullopt;
}

std::vector<FindingKind> list_finding_kinds(Connection& c) {
    std::vector<FindingKind> kinds;
    for (Query q = c.query(kKinds); q.step();)
        kinds.push_back({std::string(q.text(0)), static_cast<std::uint64_t>(q.integer(1))});
    return kinds;
}

bool settle_finding(Connection& c, std::int64_t finding, std::string_view now) {
    Query q = c.query(kSettle);
    return q.bind(now).bind(finding).step();
}

bool reopen_finding(Connection& c, std::int64_t finding) {
    Query q = c.query(kReopen);
    return q.bind(finding).step();
}

void add_not_story(Connection& c, std::string_view class_name, std::int64_t accession,
                   std::int64_t original, std::string_view path) {
    add_finding(c, {"no-story", std::string(class_name), {}}, accession, original, path, {});
}

std::vector<NotStoryRow> list_not_stories(Connection& c, int limit) {
    std::vector<NotStoryRow> list;
    Query q = c.query(kNotStories);
    for (q.bind(limit); q.step();)
        list.push_back({std::string(q.text(0)), std::string(q.text(1)), std::string(q.text(2)),
                        digest_text(q.blob(3))});
    return list;
}

}  // namespace solander
