// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/name_groups.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "catalogue/record_rows.h"
#include "vocabulary/pen_name.h"

namespace solander {
namespace {

constexpr std::string_view kSynonymsOf =
    "select distinct subject from wrangling where list = $1 and other = $2 and act = 'synonym'"
    " and undone_at is null order by subject";

/// Of each list that has pages of its own.
struct ListTexts {
    std::string_view uses, on, all_uses, name, key, all, keep_written, spell;
};
#define SOLANDER_WORK_SORTING                                                                      \
    ", w.title, w.title_key, case when w.published = '' then w.updated else w.published end"
constexpr ListTexts kCreators = {
    "select x.work, x.creator, w.visibility, x.role, null, null, x.place, coalesce(x.name,"
    " c.name)" SOLANDER_WORK_SORTING " from work_creator x join creator c on c.id = x.creator"
    " join work w on w.id = x.work where x.creator = $1 order by x.work, x.place",
    "select x.work, x.creator, w.visibility, x.role, null, null, x.place, coalesce(x.name,"
    " c.name)" SOLANDER_WORK_SORTING " from work_creator x join creator c on c.id = x.creator"
    " join work w on w.id = x.work where x.work = $1 order by x.place",
    "select x.work, x.creator, w.visibility, x.role, null, null, x.place, coalesce(x.name,"
    " c.name)" SOLANDER_WORK_SORTING " from work_creator x join creator c on c.id = x.creator"
    " join work w on w.id = x.work order by x.work, x.place",
    "select name from creator where id = $1",
    "select id from creator where key = $1 or key = $2 order by case when key = $2 then 0 else 1 "
    "end",
    "select id, name from creator where name <> '' order by key, id",
    "update work_creator set name = (select c.name from creator c where c.id = $1)"
    " where creator = $1 and name is null",
    "update creator set name = $2 where id = $1"};
constexpr ListTexts kSeries = {
    "select x.work, x.series, w.visibility, '', x.position, x.within, x.place, coalesce(x.name,"
    " s.name)" SOLANDER_WORK_SORTING " from work_series x join series s on s.id = x.series"
    " join work w on w.id = x.work where x.series = $1 order by x.work, x.place",
    "select x.work, x.series, w.visibility, '', x.position, x.within, x.place, coalesce(x.name,"
    " s.name)" SOLANDER_WORK_SORTING " from work_series x join series s on s.id = x.series"
    " join work w on w.id = x.work where x.work = $1 order by x.place",
    "select x.work, x.series, w.visibility, '', x.position, x.within, x.place, coalesce(x.name,"
    " s.name)" SOLANDER_WORK_SORTING " from work_series x join series s on s.id = x.series"
    " join work w on w.id = x.work order by x.work, x.place",
    "select name from series where id = $1",
    "select id from series where key = $1 or key = $2",
    "select id, name from series where name <> '' order by key, id",
    "update work_series set name = (select s.name from series s where s.id = $1)"
    " where series = $1 and name is null",
    "update series set name = $2 where id = $1"};

const ListTexts& texts_of(NameList list) { return list == NameList::series ? kSeries : kCreators; }

std::vector<NameUse> uses_from(Query& q) {
    std::vector<NameUse> uses;
    while (q.step()) {
        const auto visibility = visibility_from_name(q.text(2));
        if (!visibility || *visibility == Visibility::removed) continue;
        NameUse use{q.integer(0),
                    q.integer(1),
                    *visibility,
                    std::string(q.text(3)),
                    {},
                    -1,
                    q.integer(6),
                    std::string(q.text(7)),
                    std::string(q.text(8)),
                    std::string(q.text(9)),
                    std::string(q.text(10))};
        if (!q.null(4)) use.position = q.real(4);
        use.within = q.integer_or_null(5).value_or(-1);
        uses.push_back(std::move(use));
    }
    return uses;
}

/// 0: stands for itself.
std::int64_t head_of(Connection& c, NameList list, std::int64_t id) {
    for (const NameWordRow& row : words_that_hold(c, list, id))
        if (row.word.act == "synonym" && row.word.other) return *row.word.other;
    return 0;
}

}  // namespace

std::vector<std::int64_t> name_group(Connection& c, NameList list, std::int64_t id) {
    const std::int64_t above = head_of(c, list, id);
    std::vector<std::int64_t> group{above == 0 ? id : above};
    std::vector<std::int64_t> said;
    {
        Query q = c.query(kSynonymsOf);
        for (q.bind(name_of(list)).bind(group.front()); q.step();) said.push_back(q.integer(0));
    }
    for (const std::int64_t name : said)
        if (head_of(c, list, name) == group.front()) group.push_back(name);
    return group;
}

std::vector<std::int64_t> kept_apart(Connection& c, NameList list, std::int64_t id) {
    std::vector<std::int64_t> others;
    for (const NameWordRow& row : words_that_hold(c, list, id))
        if (row.word.act == "apart" && row.word.other) others.push_back(*row.word.other);
    return others;
}

std::vector<NameUse> uses_of(Connection& c, NameList list, std::int64_t id) {
    Query q = c.query(texts_of(list).uses);
    q.bind(id);
    return uses_from(q);
}

std::vector<NameUse> names_on(Connection& c, NameList list, WorkId work) {
    Query q = c.query(texts_of(list).on);
    q.bind(work);
    return uses_from(q);
}

std::vector<NameUse> all_uses(Connection& c, NameList list) {
    Query q = c.query(texts_of(list).all_uses);
    return uses_from(q);
}

std::vector<std::vector<std::int64_t>> name_groups(Connection& c, NameList list) {
    std::unordered_map<std::int64_t, std::int64_t> heads;
    for (const NameWordRow& row : words_that_hold(c, list))
        if (row.word.act == "synonym" && row.word.other)
            heads.try_emplace(row.word.subject, *row.word.other);
    std::vector<std::vector<std::int64_t>> groups;
    std::unordered_map<std::int64_t, std::size_t> place;  // of the group with that head
    const auto group_of = [&](std::int64_t head) -> std::vector<std::int64_t>& {
        const auto [at, fresh] = place.try_emplace(head, groups.size());
        if (fresh) groups.push_back({head});
        return groups[at->second];
    };
    for (const ListedName& name : listed_names(c, list)) {
        const auto head = heads.find(name.id);
        if (head == heads.end())
            group_of(name.id);
        else
            group_of(head->second).push_back(name.id);
    }
    return groups;
}

std::optional<std::string> listed_name(Connection& c, NameList list, std::int64_t id) {
    Query q = c.query(texts_of(list).name);
    if (!q.bind(id).step()) return std::nullopt;
    return std::string(q.text(0));
}

std::optional<std::int64_t> name_with_key(Connection& c, NameList list, std::string_view name) {
    const bool series = list == NameList::series;
    const std::string key = series ? fold(name) : pen_name_key(name);
    const std::string spelled = series ? key : spelled_key(name);
    Query q = c.query(texts_of(list).key);
    if (!q.bind(key).bind(spelled).step()) return std::nullopt;
    return q.integer(0);
}

std::vector<ListedName> listed_names(Connection& c, NameList list) {
    std::vector<ListedName> names;
    for (Query q = c.query(texts_of(list).all); q.step();)
        names.push_back({q.integer(0), std::string(q.text(1))});
    return names;
}

void spell_name(Connection& c, NameList list, std::int64_t id, std::string_view name) {
    c.query(texts_of(list).keep_written).bind(id).run();
    c.query(texts_of(list).spell).bind(id).bind(name).run();
    c.ids().clear();
    WorkId last = 0;
    for (const NameUse& use : uses_of(c, list, id))
        if (std::exchange(last, use.work) != use.work) add_change(c, use.work, "put");
}

}  // namespace solander
