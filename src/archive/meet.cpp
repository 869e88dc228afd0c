// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/meet.h"

#include <algorithm>
#include <unordered_map>

#include "base/address.h"
#include "vocabulary/nobody.h"

namespace solander {
namespace {

/// One name of a group.
struct Known {
    std::int64_t id;
    std::string name;
    std::uint64_t works = 0;  ///< that the viewer may know of
    bool borne = false;       ///< by any work
    /// A name that no work bears was chosen by a person to be shown.
    bool may_be_told() const { return works > 0 || !borne; }
};

/// What each name of a group is called, and who bears it.
struct NameRow {
    std::int64_t id;
    std::optional<std::string> name;  ///< as it is listed
    std::vector<NameUse> uses;
};

/// `asked`: the name that somebody asked for; 0: whichever is shown.
std::optional<MetGroup> group_as_met(Viewer viewer, NameList list, std::vector<NameRow>&& rows,
                                     std::int64_t asked) {
    MetGroup met;
    std::vector<Known> known;
    for (NameRow& row : rows) {
        met.all.push_back(row.id);
        if (!row.name || (list == NameList::creator && names_nobody(*row.name))) continue;
        Known one{row.id, without_addresses(*row.name)};
        WorkId last = 0;
        for (NameUse& use : row.uses) {
            one.borne = true;
            if (!may(viewer, Act::list, use.visibility)) continue;
            if (std::exchange(last, use.work) != use.work) ++one.works;
            met.uses.push_back(std::move(use));
        }
        known.push_back(std::move(one));
    }
    if (met.uses.empty() || known.empty()) return std::nullopt;
    if (asked != 0 && std::none_of(known.begin(), known.end(), [asked](const Known& one) {
            return one.id == asked && one.may_be_told();
        }))
        return std::nullopt;
    // The group's own name, or the one that most works bear.
    auto shown = known.begin();
    if (shown->id != met.all.front() || !shown->may_be_told())
        shown = std::max_element(known.begin(), known.end(), [](const Known& a, const Known& b) {
            return a.works != b.works ? a.works < b.works : a.id > b.id;
        });
    met.id = shown->id;
    met.name = shown->name;
    std::iter_swap(known.begin(), shown);
    std::sort(known.begin() + 1, known.end(), [](const Known& a, const Known& b) {
        return a.works != b.works ? a.works > b.works : a.id < b.id;
    });
    for (const Known& one : known)
        if (one.works > 0 || one.id == met.id) met.names.push_back({one.id, one.name, one.works});
    std::sort(met.uses.begin(), met.uses.end(), [](const NameUse& a, const NameUse& b) {
        return a.work != b.work ? a.work < b.work : a.place < b.place;
    });
    return met;
}

}  // namespace

std::optional<MetGroup> meet(Connection& connection, Viewer viewer, NameList list,
                             std::int64_t id) {
    std::vector<NameRow> rows;
    for (const std::int64_t name : name_group(connection, list, id))
        rows.push_back(
            {name, listed_name(connection, list, name), uses_of(connection, list, name)});
    return group_as_met(viewer, list, std::move(rows), id);
}

std::vector<MetGroup> meet_all(Connection& connection, Viewer viewer, NameList list) {
    std::unordered_map<std::int64_t, NameRow> all;
    for (ListedName& name : listed_names(connection, list))
        all.emplace(name.id, NameRow{name.id, std::move(name.name), {}});
    for (NameUse& use : all_uses(connection, list))
        if (const auto row = all.find(use.name); row != all.end())
            row->second.uses.push_back(std::move(use));
    std::vector<MetGroup> groups;
    for (const std::vector<std::int64_t>& group : name_groups(connection, list)) {
        std::vector<NameRow> rows;
        for (const std::int64_t name : group)
            if (auto row = all.extract(name)) rows.push_back(std::move(row.mapped()));
        if (auto met = group_as_met(viewer, list, std::move(rows), 0))
            groups.push_back(std::move(*met));
    }
    return groups;
}

}  // namespace solander
