// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/statistics.h"

#include "catalogue/name_groups.h"
#include "vocabulary/nobody.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <unordered_map>

namespace solander {
namespace {

// Each gives name, visibility, works, words.
struct TableRow {
    std::string_view name;
    bool in_order;  ///< by name, not by size
    std::string_view sql;
};

constexpr std::array kTables = std::to_array<TableRow>({
    {"year", true,
     "select substr(published, 1, 4), visibility, count(*), cast(sum(words) as bigint) from work"
     " group by substr(published, 1, 4), visibility"},
    {"fandom", false, {}},  // fandoms_as_filed
    {"creator", false,
     "select c.name, w.visibility, count(*), cast(sum(w.words) as bigint) from work_creator x"
     " join creator c on c.id = x.creator join work w on w.id = x.work where x.role = 'author'"
     " group by c.id, c.name, w.visibility"},
    {"rating", false,
     "select rating, visibility, count(*), cast(sum(words) as bigint) from work"
     " group by rating, visibility"},
    {"permission", false,
     "select permission, visibility, count(*), cast(sum(words) as bigint) from work"
     " group by permission, visibility"},
    {"language", false,
     "select language, visibility, count(*), cast(sum(words) as bigint) from work"
     " group by language, visibility"},
    // The first letter puts them in order.
    {"size", true,
     "select case when words < 1000 then 'a under 1,000 words'"
     " when words < 5000 then 'b 1,000 to 4,999' when words < 20000 then 'c 5,000 to 19,999'"
     " when words < 100000 then 'd 20,000 to 99,999' else 'e 100,000 and more' end, visibility,"
     " count(*), cast(sum(words) as bigint) from work group by 1, visibility"},
    {"source", false,  // who gave it, or when it came
     "select case when a.given_by = '' then 'added ' || substr(a.started_at, 1, 10)"
     " else a.given_by end, w.visibility, count(*), cast(sum(w.words) as bigint) from work w"
     " join version v on v.id = w.current join original o on o.id = v.original"
     " join accession a on a.id = o.accession group by 1, w.visibility"},
    {"kind", false,
     "select v.class, w.visibility, count(*), cast(sum(w.words) as bigint) from work w"
     " join version v on v.id = w.current group by v.class, w.visibility"},
    {"charset", false,
     "select v.encoding, w.visibility, count(*), cast(sum(w.words) as bigint) from work w"
     " join version v on v.id = w.current group by v.encoding, w.visibility"},
});

constexpr std::string_view kFandoms = "select id, name from tag where kind = 'fandom'";
constexpr std::string_view kFandomsOfWorks =
    "select x.work, x.tag, w.visibility, w.words from work_tag x join tag t on t.id = x.tag"
    " join work w on w.id = x.work where t.kind = 'fandom' order by x.work";

/// By the canonical tags that those of works stand for; a work counts once in each.
std::map<std::string, StatisticsRow>
fandoms_as_filed(Connection& c, const std::function<bool(Visibility)>& counted) {
    std::unordered_map<std::int64_t, StatisticsRow> rows;
    for (Query q = c.query(kFandoms); q.step();)
        rows.emplace(q.integer(0), StatisticsRow{std::string(q.text(1))});
    const NameGraph graph = load_graph(c, NameList::tag);
    std::int64_t work = 0;
    std::vector<std::int64_t> done;  // of this work
    for (Query q = c.query(kFandomsOfWorks); q.step();) {
        const auto visibility = visibility_from_name(q.text(2));
        if (!visibility || !counted(*visibility)) continue;
        if (std::exchange(work, q.integer(0)) != q.integer(0)) done.clear();
        const auto count = [&](std::int64_t tag) {
            const auto row = rows.find(tag);
            if (row == rows.end() || std::find(done.begin(), done.end(), tag) != done.end()) return;
            done.push_back(tag);
            ++row->second.works;
            row->second.words += static_cast<std::uint64_t>(q.integer(3));
        };
        const NameFacts& facts = graph.of(q.integer(1));
        if (facts.standing == NameStanding::synonym)
            for (const std::int64_t tag : facts.synonym_of) count(tag);
        else
            count(q.integer(1));
    }
    std::map<std::string, StatisticsRow> by_name;
    for (auto& [id, row] : rows)
        if (row.works > 0) by_name[row.name] = row;
    return by_name;
}

/// Pen names that a person joined count as one; those that name nobody are nobody. A name that only
/// works borne that are not counted is not brought in.
void fold_people(Connection& c, std::map<std::string, StatisticsRow>& by_name) {
    for (auto at = by_name.begin(); at != by_name.end();)
        at = names_nobody(at->first) ? by_name.erase(at) : std::next(at);
    const NameGraph graph = load_graph(c, NameList::creator);
    for (const auto& [id, facts] : graph.all()) {
        if (facts.standing != NameStanding::synonym || facts.synonym_of.empty()) continue;
        const std::int64_t head = facts.synonym_of.front();
        const auto from = by_name.find(listed_name(c, NameList::creator, id).value_or(""));
        const std::string to = listed_name(c, NameList::creator, head).value_or("");
        if (from == by_name.end() || to.empty()) continue;
        if (by_name.count(to) == 0 && !uses_of(c, NameList::creator, head).empty()) continue;
        StatisticsRow& row = by_name[to];
        row.works += from->second.works;
        row.words += from->second.words;
        by_name.erase(from);
    }
}

std::map<std::string, StatisticsRow> counted_rows(Connection& c, std::string_view sql,
                                                  const std::function<bool(Visibility)>& counted) {
    std::map<std::string, StatisticsRow> by_name;
    for (Query q = c.query(sql); q.step();) {
        const auto visibility = visibility_from_name(q.text(1));
        if (!visibility || !counted(*visibility)) continue;
        StatisticsRow& row = by_name[std::string(q.text(0))];
        row.works += static_cast<std::uint64_t>(q.integer(2));
        row.words += static_cast<std::uint64_t>(q.integer(3));
    }
    return by_name;
}

StatisticsTable load_table(Connection& c, const TableRow& table,
                           const std::function<bool(Visibility)>& counted, std::size_t most) {
    auto by_name =
        table.sql.empty() ? fandoms_as_filed(c, counted) : counted_rows(c, table.sql, counted);
    if (table.name == "creator") fold_people(c, by_name);
    StatisticsTable made{std::string(table.name), {}, 0};
    for (auto& [name, row] : by_name) {
        row.name = table.name == "size" ? name.substr(2) : name;
        made.rows.push_back(std::move(row));
    }
    if (!table.in_order)
        std::stable_sort(
            made.rows.begin(), made.rows.end(),
            [](const StatisticsRow& a, const StatisticsRow& b) { return a.works > b.works; });
    if (most != 0 && !table.in_order && made.rows.size() > most) {
        made.left_out = made.rows.size() - most;
        made.rows.resize(most);
    }
    return made;
}

}  // namespace

std::vector<StatisticsTable>
load_statistics(Connection& c, const std::function<bool(Visibility)>& counted, std::size_t most) {
    std::vector<StatisticsTable> tables;
    tables.reserve(kTables.size());
    for (const TableRow& table : kTables) tables.push_back(load_table(c, table, counted, most));
    return tables;
}

}  // namespace solander
