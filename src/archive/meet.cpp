// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/meet.h"

#include <algorithm>

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

}  // namespace

std::optional<MetGroup> meet(Connection& connection, Viewer viewer, NameList list,
                             std::int64_t id) {
    MetGroup met;
    met.all = name_group(connection, list, id);
    std::vector<Known> known;
    for (const std::int64_t name : met.all) {
        auto text = listed_name(connection, list, name);
        if (!text || (list == NameList::creator && names_nobody(*text))) continue;
        Known one{name, without_addresses(*text)};
        WorkId last = 0;
        for (NameUse& use : uses_of(connection, list, name)) {
            one.borne = true;
            if (!may(viewer, Act::list, use.visibility)) continue;
            if (std::exchange(last, use.work) != use.work) ++one.works;
            met.uses.push_back(std::move(use));
        }
        known.push_back(std::move(one));
    }
    if (met.uses.empty() || known.empty()) return std::nullopt;
    const auto asked =
        std::find_if(known.begin(), known.end(), [&](const Known& one) { return one.id == id; });
    if (asked == known.end() || !asked->may_be_told()) return std::nullopt;
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

}  // namespace solander
