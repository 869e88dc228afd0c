// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/twins.h"

#include <algorithm>
#include <unordered_map>

namespace solander {
namespace {

constexpr std::string_view kPrints =
    "select w.id, v.sketch, w.title_key, w.part_number from work w join version v"
    " on v.id = w.current where w.visibility <> 'removed' and w.visibility <> 'joined'"
    " order by w.id";
constexpr std::string_view kCreators =
    "select work, creator from work_creator order by work, place";
#define SOLANDER_TWIN                                                                              \
    "select t.work, t.other, t.kind, t.alike, t.held, t.compared, a.visibility, b.visibility"      \
    " from twin t join work a on a.id = t.work join work b on b.id = t.other"
constexpr std::string_view kTwins = SOLANDER_TWIN " order by t.work, t.other";
constexpr std::string_view kTwinsOf =
    SOLANDER_TWIN " where t.work = $1 or t.other = $1 order by t.work, t.other";
#undef SOLANDER_TWIN
constexpr std::string_view kForgetTwins = "delete from twin";
constexpr std::string_view kAddTwin =
    "insert into twin(work, other, kind, alike, held, compared) values($1, $2, $3, $4, $5, $6)";
constexpr std::string_view kAddVerdict =
    "insert into verdict(work, other, verdict, made_by, made_at) values($1, $2, $3, $4, $5)"
    " returning id";
constexpr std::string_view kUndoVerdict =
    "update verdict set undone_at = $1 where id = $2 and undone_at is null";
constexpr std::string_view kVerdicts =
    "select id, work, other, verdict, made_by, made_at from verdict where undone_at is null"
    " order by id";
constexpr std::string_view kVerdictsOf =
    "select id, work, other, verdict, made_by, made_at from verdict where undone_at is null"
    " and (work = $1 or other = $1) order by id";
constexpr std::string_view kHistory =
    "select id, work, other, verdict, made_by, made_at, undone_at from verdict"
    " order by id desc limit $1";
constexpr std::string_view kHistoryOf =
    "select id, work, other, verdict, made_by, made_at, undone_at from verdict"
    " where work = $1 or other = $1 order by id desc";
constexpr std::string_view kJoinedInto =
    "select work from verdict where other = $1 and verdict = 'joined' and undone_at is null";
constexpr std::string_view kJoinedTo =
    "select other from verdict where work = $1 and verdict = 'joined' and undone_at is null"
    " order by other";

constexpr std::string_view name_of(Verdict verdict) {
    return verdict == Verdict::joined ? "joined" : "apart";
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15;
    return hash ^ (hash >> 29);
}

/// FNV-1a.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return hash;
}

VerdictRow verdict_from(const Query& q) {
    return {q.integer(0),           q.integer(1),
            q.integer(2),           q.text(3) == "joined" ? Verdict::joined : Verdict::apart,
            std::string(q.text(4)), std::string(q.text(5)),
            std::string()};
}

std::unordered_map<WorkId, std::vector<std::int64_t>> load_creators(Connection& c) {
    std::unordered_map<WorkId, std::vector<std::int64_t>> creators;
    for (Query q = c.query(kCreators); q.step();) creators[q.integer(0)].push_back(q.integer(1));
    return creators;
}

}  // namespace

std::vector<TextPrint> load_prints(Connection& c) {
    auto creators = load_creators(c);
    std::vector<TextPrint> prints;
    for (Query q = c.query(kPrints); q.step();) {
        TextPrint print{q.integer(0), likeness_from_stored(q.blob(1)), 0};
        const auto who = creators.find(print.work);
        if (who != creators.end() && !q.text(2).empty()) {
            std::sort(who->second.begin(), who->second.end());
            // Parts of one story bear one name.
            const double part = q.null(3) ? -1 : q.real(3);
            std::uint64_t hash =
                mixed(hash_of(q.text(2)),
                      static_cast<std::uint64_t>(static_cast<std::int64_t>(part * 8)));
            for (const std::int64_t creator : who->second)
                hash = mixed(hash, static_cast<std::uint64_t>(creator));
            print.named = hash | 1;
        }
        prints.push_back(print);
    }
    return prints;
}

std::vector<TwinRow> load_twins(Connection& c, std::optional<WorkId> work) {
    std::vector<TwinRow> rows;
    Query q = c.query(work ? kTwinsOf : kTwins);
    if (work) q.bind(*work);
    while (q.step()) {
        const auto kind = twin_kind_from_name(q.text(2));
        if (!kind) continue;  // of a newer program: derived, and found again by it
        rows.push_back({{q.integer(0), q.integer(1)},
                        *kind,
                        {q.real(3), q.real(4)},
                        q.integer(5),
                        visibility_from_name(q.text(6)).value_or(Visibility::kept),
                        visibility_from_name(q.text(7)).value_or(Visibility::kept)});
    }
    return rows;
}

void save_twins(Connection& c, const std::vector<TwinRow>& rows) {
    c.query(kForgetTwins).run();
    for (const TwinRow& row : rows) {
        Query q = c.query(kAddTwin);
        q.bind(row.works.a).bind(row.works.b).bind(solander::name_of(row.kind));
        q.bind(row.shared.alike).bind(row.shared.held).bind(row.compared).run();
    }
}

std::int64_t add_verdict(Connection& c, const VerdictRow& row) {
    Query q = c.query(kAddVerdict);
    q.bind(row.work).bind(row.other).bind(name_of(row.verdict)).bind(row.made_by);
    q.bind(row.made_at).step();
    return q.integer(0);
}

void undo_verdict(Connection& c, std::int64_t id, std::string_view now) {
    c.query(kUndoVerdict).bind(now).bind(id).run();
}

std::vector<VerdictRow> verdicts(Connection& c, std::optional<WorkId> work) {
    std::vector<VerdictRow> rows;
    Query q = c.query(work ? kVerdictsOf : kVerdicts);
    if (work) q.bind(*work);
    while (q.step()) rows.push_back(verdict_from(q));
    return rows;
}

std::vector<VerdictRow> verdict_history(Connection& c, std::optional<WorkId> work, int most) {
    std::vector<VerdictRow> rows;
    Query q = c.query(work ? kHistoryOf : kHistory);
    q.bind(work.value_or(most));
    while (q.step()) {
        rows.push_back(verdict_from(q));
        if (!q.null(6)) rows.back().undone_at = q.text(6);
    }
    return rows;
}

WorkId joined_into(Connection& c, WorkId work) {
    Query q = c.query(kJoinedInto);
    return q.bind(work).step() ? q.integer(0) : 0;
}

std::vector<WorkId> joined_to(Connection& c, WorkId work) {
    std::vector<WorkId> works;
    Query q = c.query(kJoinedTo);
    for (q.bind(work); q.step();) works.push_back(q.integer(0));
    return works;
}

}  // namespace solander
