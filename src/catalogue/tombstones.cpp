// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/tombstones.h"

#include <fmt/format.h>

#include <algorithm>

#include "catalogue/record_rows.h"
#include "original/digest.h"

namespace solander {
namespace {

constexpr std::string_view kVersions =
    "select id, original, path, ordinal, exact, sketch from version where work = $1 order by id";
constexpr std::string_view kChapterWords = "select words from chapter where version = $1";
constexpr std::string_view kAdd =
    "insert into tombstone(work, original, place, words, exact, sketch, reason, made_by, made_at,"
    " kept, act) values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
constexpr std::string_view kAll =
    "select id, work, original, place, words, exact, sketch, reason, made_by, made_at, kept,"
    " act from tombstone order by id";
constexpr std::string_view kRemove = "delete from tombstone where work = $1";
constexpr std::string_view kForgetKept = "update tombstone set kept = null where work = $1";
constexpr std::string_view kForgetFindings =
    "delete from finding where original = $1 and path = $2";
constexpr std::string_view kEmpty[] = {
    "update work set current = null where id = $1",
    "delete from version where work = $1",  // with chapters, claims, postings
    "delete from edit where work = $1",
    "delete from extra where work = $1",
    "delete from work_tag where work = $1",
    "delete from work_creator where work = $1",
    "delete from work_series where work = $1",
    "delete from twin where work = $1 or other = $1",
};

/// Names are emptied, not deleted: a number must never come to mean another name.
struct NamesOf {
    std::string_view borne, forget;
};
constexpr NamesOf kNames[] = {
    {"select distinct tag from work_tag where work = $1",
     "update tag set name = '', key = $2 where id = $1 and not exists (select 1 from work_tag where"
     " tag = $1) and not exists (select 1 from wrangling where list = 'tag' and (subject = $1 or"
     " other = $1))"},
    {"select distinct creator from work_creator where work = $1",
     "update creator set name = '', key = $2 where id = $1 and not exists (select 1 from"
     " work_creator where creator = $1) and not exists (select 1 from wrangling where"
     " list = 'creator' and (subject = $1 or other = $1)) and not exists (select 1 from ledger"
     " where creator = $1)"},
    {"select distinct series from work_series where work = $1",
     "update series set name = '', key = $2 where id = $1 and not exists (select 1 from work_series"
     " where series = $1) and not exists (select 1 from wrangling where list = 'series' and"
     " (subject = $1 or other = $1))"},
};

constexpr std::string_view kCopies =
    "select distinct v.work from version v where v.exact = $1 and v.work <> $2 order by v.work";
constexpr std::string_view kWorksIn =
    "select distinct work from version where original = $1 order by work";
constexpr std::string_view kOtherParts =
    "select 1 from finding where original = $1 and kind = 'no-story' and path <> '' limit 1";
constexpr std::string_view kSeal =
    "update original set sealed_at = coalesce(sealed_at, $2) where id = $1";
constexpr std::string_view kUnseal = "update original set sealed_at = null where id = $1";
constexpr std::string_view kUnname = "update original set name = '' where id = $1";
constexpr std::string_view kForgetReceipts = "delete from receipt where original = $1";
constexpr std::string_view kForgetAllFindings = "delete from finding where original = $1";

struct Left {
    std::string_view what, sql;
};
constexpr Left kLeft[] = {
    {"a text", "select distinct t.work from tombstone t join version v on v.work = t.work"},
    {"a correction", "select distinct t.work from tombstone t join edit e on e.work = t.work"},
    {"a value", "select distinct t.work from tombstone t join extra e on e.work = t.work"},
    {"a tag", "select distinct t.work from tombstone t join work_tag e on e.work = t.work"},
    {"a creator", "select distinct t.work from tombstone t join work_creator e on e.work = t.work"},
    {"a series", "select distinct t.work from tombstone t join work_series e on e.work = t.work"},
    {"its card", "select distinct t.work from tombstone t join work w on w.id = t.work"
                 " where w.visibility <> 'removed' or w.title <> '' or w.summary <> ''"},
    {"the same words, as another work",
     "select distinct v.work from tombstone t join version v on v.exact = t.exact"
     " where t.exact <> 0 and t.words >= 50"},
};

std::vector<std::int64_t> numbers(Connection& c, std::string_view sql, std::int64_t of) {
    std::vector<std::int64_t> list;
    Query q = c.query(sql);
    for (q.bind(of); q.step();) list.push_back(q.integer(0));
    return list;
}

std::uint64_t words_of_version(Connection& c, std::int64_t version) {
    std::uint64_t words = 0;
    for (const std::int64_t some : numbers(c, kChapterWords, version))
        words += static_cast<std::uint64_t>(some);
    return words;
}

struct BuriedVersion {
    std::int64_t id, original;
    std::string path;
    int ordinal;
    std::uint64_t exact;
    std::string sketch;
};
std::vector<BuriedVersion> versions_of(Connection& c, WorkId work) {
    std::vector<BuriedVersion> versions;
    Query q = c.query(kVersions);
    for (q.bind(work); q.step();)
        versions.push_back({q.integer(0), q.integer(1), std::string(q.text(2)),
                            static_cast<int>(q.integer(3)),
                            static_cast<std::uint64_t>(q.integer(4)), std::string(q.blob(5))});
    return versions;
}

}  // namespace

std::string place_in(std::string_view path, int ordinal) {
    return digest_of(fmt::format("{}\n{}", path, ordinal)).text();
}

std::vector<std::int64_t> bury_work(Connection& c, WorkId work, std::string_view reason,
                                    std::string_view by, std::string_view now, std::int64_t act,
                                    std::string_view kept) {
    std::vector<std::int64_t> originals;
    for (const BuriedVersion& version : versions_of(c, work)) {
        c.query(kAdd)
            .bind(work)
            .bind(version.original)
            .bind(place_in(version.path, version.ordinal))
            .bind(words_of_version(c, version.id))
            .bind(version.exact)
            .bind(Blob{version.sketch})
            .bind(reason)
            .bind(by)
            .bind(now)
            .bind(kept.empty() ? std::nullopt : std::optional(Blob{kept}))
            .bind(act)
            .run();
        c.query(kForgetFindings).bind(version.original).bind(version.path).run();
        originals.push_back(version.original);
    }
    std::vector<std::vector<std::int64_t>> names;
    for (const NamesOf& list : kNames) names.push_back(numbers(c, list.borne, work));
    for (const std::string_view sql : kEmpty) c.query(sql).bind(work).run();
    for (std::size_t i = 0; i < names.size(); ++i)
        for (const std::int64_t name : names[i])
            c.query(kNames[i].forget).bind(name).bind(fmt::format("removed {}", name)).run();
    c.ids().clear();
    WorkRecord nothing;
    nothing.id = work;
    nothing.visibility = Visibility::removed;
    update_work_row(c, nothing);
    add_change(c, work, "put");
    std::sort(originals.begin(), originals.end());
    originals.erase(std::unique(originals.begin(), originals.end()), originals.end());
    return originals;
}

std::vector<Tombstone> load_tombstones(Connection& c) {
    std::vector<Tombstone> list;
    for (Query q = c.query(kAll); q.step();) {
        Tombstone one;
        one.id = q.integer(0);
        one.work = q.integer(1);
        one.original = q.integer(2);
        one.place = q.text(3);
        one.words = static_cast<std::uint64_t>(q.integer(4));
        one.likeness = likeness_from_stored(q.blob(6));
        one.likeness.exact = static_cast<std::uint64_t>(q.integer(5));
        one.reason = q.text(7);
        one.made_by = q.text(8);
        one.made_at = q.text(9);
        if (!q.null(10)) one.kept = q.blob(10);
        one.act = q.integer_or_null(11).value_or(0);
        list.push_back(std::move(one));
    }
    return list;
}

void remove_tombstones(Connection& c, WorkId work) { c.query(kRemove).bind(work).run(); }

void forget_kept(Connection& c, WorkId work) { c.query(kForgetKept).bind(work).run(); }

std::vector<WorkId> copies_of(Connection& c, WorkId work, std::uint64_t least) {
    std::vector<WorkId> copies;
    for (const BuriedVersion& version : versions_of(c, work)) {
        if (version.exact == 0 || words_of_version(c, version.id) < least) continue;
        Query q = c.query(kCopies);
        for (q.bind(version.exact).bind(work); q.step();) copies.push_back(q.integer(0));
    }
    std::sort(copies.begin(), copies.end());
    copies.erase(std::unique(copies.begin(), copies.end()), copies.end());
    return copies;
}

std::vector<WorkId> works_in(Connection& c, std::int64_t original) {
    return numbers(c, kWorksIn, original);
}

bool holds_other_parts(Connection& c, std::int64_t original) {
    Query q = c.query(kOtherParts);
    return q.bind(original).step();
}

void set_sealed(Connection& c, std::int64_t original, std::string_view now, bool nameless) {
    c.query(kSeal).bind(original).bind(now).run();
    if (!nameless) return;
    for (const std::string_view sql : {kUnname, kForgetReceipts, kForgetAllFindings})
        c.query(sql).bind(original).run();
}

void set_open(Connection& c, std::int64_t original) { c.query(kUnseal).bind(original).run(); }

std::vector<std::string> rows_left_of_buried(Connection& c) {
    std::vector<std::string> left;
    for (const Left& row : kLeft)
        for (Query q = c.query(row.sql); q.step();)
            left.push_back(
                fmt::format("{} of what was taken down: work {}", row.what, q.integer(0)));
    return left;
}

}  // namespace solander
