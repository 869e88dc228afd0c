// SPDX-License-Identifier: GPL-3.0-or-later
// Who meets which names of people and series: the one place that asks. For the files of this
// folder.
#pragma once
#include <optional>
#include <vector>

#include "archive/inside.h"
#include "catalogue/name_groups.h"

namespace solander {

/// A group of names as a viewer meets it. A name that only works hidden from her bear is not in it.
struct MetGroup {
    std::int64_t id = 0;  ///< of the name that is shown
    std::string name;
    std::vector<std::int64_t> all;   ///< the whole group; for the rows, not for showing
    std::vector<CountedName> names;  ///< those with works; the one shown first, with or without
    std::vector<NameUse> uses;       ///< by works that she may know of; by work, each of its places
};
/// Nothing when `id` is a name she may not know of, or names nobody.
std::optional<MetGroup> meet(Connection&, Viewer, NameList, std::int64_t id);
/// All groups that the viewer meets, by key.
std::vector<MetGroup> meet_all(Connection&, Viewer, NameList);

}  // namespace solander
