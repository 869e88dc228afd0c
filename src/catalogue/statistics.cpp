// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/statistics.h"

#include "catalogue/name_groups.h"
#include "vocabulary/nobody.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <optional>
#include <unordered_map>

namespace solander {
namespace {

using Counted = std::function<bool(Visibility)>;
using Rows = std::map<std::string, StatisticsRow>;

/// Tables that count each work once, by a column of kWorks.
struct ColumnTable {
    std::string_view name;
    int column;
    bool in_order;  ///< by name, not by size
};
constexpr std::array kColumns = std::to_array<ColumnTable>({{"year", 2, true},
                                                            {"rating", 3, false},
                                                            {"permission", 4, false},
                                                            {"source", 5, false},
                                                            {"language", 6, false},
                                                            {"kind", 7, false},
                                                            {"charset", 8, false}});
/// Visibility and words first. The source is who gave it, or when it came.
constexpr std::string_view kWorks =
    "select w.visibility, w.words, substr(w.published, 1, 4), w.rating, w.permission,"
    " case when a.given_by = '' then 'added ' || substr(a.started_at, 1, 10) else a.given_by end,"
    " w.language, v.class, v.encoding from work w join version v on v.id = w.current"
    " join original o on o.id = v.original join accession a on a.id = o.accession";
constexpr std::string_view kFandoms = "select id, name from tag where kind = 'fandom'";
constexpr std::string_view kFandomsOfWorks =
    "select x.work, x.tag, w.visibility, w.words from work_tag x join tag t on t.id = x.tag"
    " join work w on w.id = x.work where t.kind = 'fandom' order by x.work";
constexpr std::string_view kAuthorsOfWorks =
    "select x.creator, w.visibility, w.words from work_creator x join work w on w.id = x.work"
    " where x.role = 'author'";

struct SizeClass {
    std::uint64_t below;  ///< words
    std::string_view name;
};
constexpr std::array kSizes = std::to_array<SizeClass>({{1'000, "under 1,000 words"},
                                                        {5'000, "1,000 to 4,999"},
                                                        {20'000, "5,000 to 19,999"},
                                                        {100'000, "20,000 to 99,999"},
                                                        {~std::uint64_t{0}, "100,000 and more"}});

bool counts(const Query& q, int column, const Counted& counted) {
    const auto visibility = visibility_from_name(q.text(column));
    return visibility && counted(*visibility);
}

void add_to(StatisticsRow& row, std::uint64_t words) {
    ++row.works;
    row.words += words;
}

/// A StatisticsRow found again by a text that is looked at in place; most rows are those of the one
/// before.
class Column {
  public:
    void count(std::string_view name, std::uint64_t words) {
        if (last_ == nullptr || name != last_->name) {
            const auto at = std::find_if(rows_.begin(), rows_.end(),
                                         [name](const auto& row) { return row.name == name; });
            if (at != rows_.end()) {
                last_ = &*at;
            } else {
                rows_.push_back({std::string(name)});
                last_ = &rows_.back();
            }
        }
        add_to(*last_, words);
    }
    Rows rows() const {
        Rows by_name;
        for (const StatisticsRow& row : rows_) by_name.emplace(row.name, row);
        return by_name;
    }

  private:
    std::deque<StatisticsRow> rows_;  // few
    StatisticsRow* last_ = nullptr;
};

/// By the canonical tags that those of works stand for; a work counts once in each.
Rows fandoms_as_filed(Connection& c, const Counted& counted) {
    std::unordered_map<std::int64_t, StatisticsRow> rows;
    for (Query q = c.query(kFandoms); q.step();)
        rows.emplace(q.integer(0), StatisticsRow{std::string(q.text(1))});
    const NameGraph graph = load_graph(c, NameList::tag);
    std::int64_t work = 0;
    std::vector<std::int64_t> done;  // of this work
    for (Query q = c.query(kFandomsOfWorks); q.step();) {
        if (!counts(q, 2, counted)) continue;
        if (std::exchange(work, q.integer(0)) != q.integer(0)) done.clear();
        const auto words = static_cast<std::uint64_t>(q.integer(3));
        const auto count = [&](std::int64_t tag) {
            const auto row = rows.find(tag);
            if (row == rows.end() || std::find(done.begin(), done.end(), tag) != done.end()) return;
            done.push_back(tag);
            add_to(row->second, words);
        };
        const NameFacts& facts = graph.of(q.integer(1));
        if (facts.standing == NameStanding::synonym)
            for (const std::int64_t tag : facts.synonym_of) count(tag);
        else
            count(q.integer(1));
    }
    Rows by_name;
    for (auto& [id, row] : rows)
        if (row.works > 0) by_name[row.name] = row;
    return by_name;
}

/// Pen names that a person joined count as one; those that name nobody are nobody. A name that only
/// works borne that are not counted is not brought in.
void fold_people(Connection& c, Rows& by_name) {
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

Rows authors(Connection& c, const Counted& counted) {
    std::unordered_map<std::int64_t, StatisticsRow> rows;
    for (const ListedName& name : listed_names(c, NameList::creator))
        rows.emplace(name.id, StatisticsRow{name.name});
    for (Query q = c.query(kAuthorsOfWorks); q.step();)
        if (counts(q, 1, counted))
            if (const auto row = rows.find(q.integer(0)); row != rows.end())
                add_to(row->second, static_cast<std::uint64_t>(q.integer(2)));
    Rows by_name;
    for (auto& [id, row] : rows)
        if (row.works > 0) by_name[row.name] = row;
    fold_people(c, by_name);
    return by_name;
}

StatisticsTable table_of(std::string_view name, const Rows& rows, bool in_order, std::size_t most) {
    StatisticsTable made{std::string(name), {}, 0};
    for (const auto& [row_name, row] : rows) {
        made.rows.push_back(row);
        made.rows.back().name = row_name;
    }
    if (in_order) return made;
    std::stable_sort(
        made.rows.begin(), made.rows.end(),
        [](const StatisticsRow& a, const StatisticsRow& b) { return a.works > b.works; });
    if (most != 0 && made.rows.size() > most) {
        made.left_out = made.rows.size() - most;
        made.rows.resize(most);
    }
    return made;
}

}  // namespace

std::vector<StatisticsTable> load_statistics(Connection& c, const Counted& counted,
                                             std::size_t most) {
    std::array<Column, kColumns.size()> columns;
    std::array<StatisticsRow, kSizes.size()> sizes;
    for (Query q = c.query(kWorks); q.step();) {
        if (!counts(q, 0, counted)) continue;
        const auto words = static_cast<std::uint64_t>(q.integer(1));
        for (std::size_t i = 0; i < columns.size(); ++i)
            columns[i].count(q.text(kColumns[i].column), words);
        std::size_t size = 0;
        while (words >= kSizes[size].below) ++size;
        add_to(sizes[size], words);
    }
    std::vector<StatisticsTable> tables;
    for (std::size_t i = 0; i < columns.size(); ++i)
        tables.push_back(table_of(kColumns[i].name, columns[i].rows(), kColumns[i].in_order, most));
    StatisticsTable by_size{"size", {}, 0};
    for (std::size_t i = 0; i < kSizes.size(); ++i)
        if (sizes[i].works > 0) {
            by_size.rows.push_back(sizes[i]);
            by_size.rows.back().name = kSizes[i].name;
        }
    // In the order they are shown in: year, fandom, creator, rating, permission, source, language,
    // size, kind, charset.
    tables.insert(tables.begin() + 5, std::move(by_size));
    tables.insert(tables.begin() + 1, table_of("creator", authors(c, counted), false, most));
    tables.insert(tables.begin() + 1,
                  table_of("fandom", fandoms_as_filed(c, counted), false, most));
    return tables;
}

}  // namespace solander
