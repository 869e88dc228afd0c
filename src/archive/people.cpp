// SPDX-License-Identifier: GPL-3.0-or-later
// People: all works under all pen names that a person joined, and names that may be one.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "archive/archive.h"
#include "archive/meet.h"
#include "base/address.h"
#include "base/text.h"
#include "vocabulary/nobody.h"

namespace solander {
namespace {

std::vector<CountedName> most_first(const std::map<std::int64_t, CountedName>& counted) {
    std::vector<CountedName> names;
    names.reserve(counted.size());
    for (const auto& [id, name] : counted) names.push_back(name);
    std::stable_sort(names.begin(), names.end(),
                     [](const CountedName& a, const CountedName& b) { return a.works > b.works; });
    return names;
}

/// Counts works by the group that a name is met in.
class Counter {
  public:
    Counter(Connection& connection, Viewer viewer, NameList list)
        : connection_(connection), viewer_(viewer), list_(list) {}
    void count(std::int64_t name, WorkId work) {
        auto [known, fresh] = met_.try_emplace(name);
        if (fresh) known->second = meet(connection_, viewer_, list_, name);
        if (!known->second || !seen_.emplace(known->second->id, work).second) return;
        CountedName& counted = counted_[known->second->id];
        counted.id = known->second->id;
        counted.name = known->second->name;
        ++counted.works;
    }
    std::vector<CountedName> names() const { return most_first(counted_); }

  private:
    Connection& connection_;
    Viewer viewer_;
    NameList list_;
    std::map<std::int64_t, std::optional<MetGroup>> met_;
    std::set<std::pair<std::int64_t, WorkId>> seen_;
    std::map<std::int64_t, CountedName> counted_;
};

/// Names as they stand on works, where that is not what the row is called. Most used first.
std::vector<CountedName> spellings_in(const MetGroup& met) {
    std::map<std::pair<std::int64_t, std::string>, std::set<WorkId>> works;
    for (const NameUse& use : met.uses)
        works[{use.name, without_addresses(use.written)}].insert(use.work);
    for (const CountedName& name : met.names) works.erase({name.id, name.name});
    std::vector<CountedName> spellings;
    spellings.reserve(works.size());
    for (const auto& [which, on] : works)
        spellings.push_back({which.first, which.second, on.size()});
    std::stable_sort(spellings.begin(), spellings.end(),
                     [](const CountedName& a, const CountedName& b) { return a.works > b.works; });
    return spellings;
}

}  // namespace

std::optional<Person> Archive::person(Viewer viewer, std::int64_t id) const {
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    auto met = meet(*connection, viewer, NameList::creator, id);
    if (!met) return std::nullopt;
    Person person{met->id, met->name, {}, spellings_in(*met), {}, 0, {}, {}, {}};
    person.names = std::move(met->names);
    std::set<WorkId> wrote;
    for (const NameUse& use : met->uses)
        if (use.role == "author") wrote.insert(use.work);
    person.wrote.assign(wrote.begin(), wrote.end());
    for (const NameUse& use : met->uses)
        if (wrote.count(use.work) == 0) person.others.push_back({use.work, use.role});
    constexpr std::size_t kLookedThrough = 1000;  // works
    Counter others(*connection, viewer, NameList::creator);
    Counter series(*connection, viewer, NameList::series);
    for (std::size_t i = 0; i < person.wrote.size() && i < kLookedThrough; ++i) {
        bool with_others = false;
        for (const NameUse& name : names_on(*connection, NameList::creator, person.wrote[i])) {
            if (name.role != "author" || names_nobody(name.written)
                || std::find(met->all.begin(), met->all.end(), name.name) != met->all.end())
                continue;
            with_others = true;
            others.count(name.name, name.work);
        }
        person.with_others += with_others ? 1 : 0;
        for (const NameUse& name : names_on(*connection, NameList::series, person.wrote[i]))
            series.count(name.name, name.work);
    }
    person.co_authors = others.names();
    person.series = series.names();
    return person;
}

std::vector<CountedName> Archive::names(Viewer viewer, NameList list) const {
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    std::vector<CountedName> names;
    for (const MetGroup& met : meet_all(*connection, viewer, list)) {
        std::set<WorkId> works;
        for (const NameUse& use : met.uses) works.insert(use.work);
        names.push_back({met.id, met.name, works.size()});
    }
    return names;
}

std::optional<std::int64_t> Archive::name_called(NameList list, std::string_view name) const {
    auto connection = inside_->readers->borrow();
    return name_with_key(*connection, list, name);
}

}  // namespace solander
