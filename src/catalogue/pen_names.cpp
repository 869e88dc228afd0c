// SPDX-License-Identifier: GPL-3.0-or-later
// One pen name that becomes two: by a person's word, or because accents were once left out of it.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "catalogue/name_groups.h"
#include "catalogue/names.h"
#include "catalogue/record_rows.h"
#include "vocabulary/pen_name.h"

namespace solander {
namespace {

constexpr std::string_view kAdd = "insert into creator(name, key) values($1, $2) returning id";
constexpr std::string_view kTake = "update work_creator set creator = $1, name = nullif(name, $4) "
                                   "where creator = $2 and name = $3";
constexpr std::string_view kAll = "select id, name, key from creator where name <> '' order by id";
constexpr std::string_view kSetKey = "update creator set key = $2 where id = $1";
constexpr std::string_view kWritten = "select distinct creator, name from work_creator"
                                      " where name is not null order by creator, name";
constexpr std::string_view kSaidOf =
    "select 1 from ledger where creator = $1 union all"
    " select 1 from claim_link where creator = $1 union all"
    " select 1 from claim_act where creator = $1 union all"
    " select 1 from owner where creator = $1 union all"
    " select 1 from wrangling where list = 'creator' and (subject = $1 or other = $1)";

struct KeyedName {
    std::int64_t id;
    std::string name, key;
};

std::int64_t add_name(Connection& c, std::string_view name, const std::string& key) {
    Query q = c.query(kAdd);
    q.bind(name).bind(key).step();
    return q.integer(0);
}

/// Works of `from` that bear `written` are of `to` from now on; who follows the works is told.
void take_works(Connection& c, std::int64_t from, const KeyedName& to, std::string_view written) {
    c.query(kTake).bind(to.id).bind(from).bind(written).bind(to.name).run();
    c.ids().clear();
    WorkId last = 0;
    for (const NameUse& use : uses_of(c, NameList::creator, to.id))
        if (use.work != last) add_change(c, last = use.work, "put");
}

bool was_spoken_of(Connection& c, std::int64_t creator) {
    Query q = c.query(kSaidOf);
    return q.bind(creator).step();
}

}  // namespace

std::int64_t part_spelling(Connection& c, std::int64_t creator, std::string_view spelling) {
    const std::string key = spelled_key(spelling);
    const KeyedName made{add_name(c, spelling, key), std::string(spelling), key};
    take_works(c, creator, made, spelling);
    return made.id;
}

void part_accents(Connection& c, std::string_view now) {
    std::map<std::int64_t, std::string> key_of;
    std::map<std::string, KeyedName> by_key;
    std::vector<KeyedName> all;
    for (Query q = c.query(kAll); q.step();)
        all.push_back({q.integer(0), std::string(q.text(1)), std::string(q.text(2))});
    for (KeyedName& one : all) {
        const std::string key = pen_name_key(one.name);
        if (key != one.key) c.query(kSetKey).bind(one.id).bind(key).run();
        key_of[one.id] = one.key = key;
        by_key[key] = one;
    }
    std::vector<std::pair<std::int64_t, std::string>> written;
    for (Query q = c.query(kWritten); q.step();)
        written.emplace_back(q.integer(0), std::string(q.text(1)));
    for (const auto& [creator, name] : written) {
        const std::string key = pen_name_key(name);
        const auto known = key_of.find(creator);
        if (known == key_of.end() || known->second == key) continue;
        auto other = by_key.find(key);
        if (other == by_key.end())
            other = by_key.emplace(key, KeyedName{add_name(c, name, key), name, key}).first;
        const KeyedName& to = other->second;
        take_works(c, creator, to, name);
        const std::vector<std::int64_t> group = name_group(c, NameList::creator, creator);
        const bool one_already = std::find(group.begin(), group.end(), to.id) != group.end();
        if (!one_already && was_spoken_of(c, creator))
            record_words(c,
                         {{NameList::creator, group.front(), "canonical"},
                          {NameList::creator, to.id, "synonym", group.front()}},
                         "solander", now);
    }
}

}  // namespace solander
