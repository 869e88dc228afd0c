// SPDX-License-Identifier: GPL-3.0-or-later
// Pen names that are one person and spellings of one series, as a person said
// (catalogue/wrangling); and the works that bear each.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/wrangling.h"
#include "consent/policy.h"
#include "work/story.h"

namespace solander {

/// The one that stands for the others first; a name of which nothing was said is alone.
std::vector<std::int64_t> name_group(Connection&, NameList, std::int64_t id);
/// All of them, by the key of the first of each that is met.
std::vector<std::vector<std::int64_t>> name_groups(Connection&, NameList);
/// Those that a person said are somebody else, or another series.
std::vector<std::int64_t> kept_apart(Connection&, NameList, std::int64_t id);

/// A work that bears a name of `creator` or `series`.
struct NameUse {
    WorkId work;
    std::int64_t name;  ///< row of the list
    Visibility visibility;
    std::string role;                ///< of a creator
    std::optional<double> position;  ///< in a series
    std::int64_t within = -1;  ///< its place among the work's series, of the outer one; -1: none
    std::int64_t place = 0;
    std::string written;  ///< as it stands on the work
    std::string title, title_key, date;
};
/// By work and place; a removed work bears no name.
std::vector<NameUse> uses_of(Connection&, NameList, std::int64_t id);
/// Of all names.
std::vector<NameUse> all_uses(Connection&, NameList);
/// All names of the list that a work bears.
std::vector<NameUse> names_on(Connection&, NameList, WorkId);

struct ListedName {
    std::int64_t id;
    std::string name;
};
std::optional<std::string> listed_name(Connection&, NameList, std::int64_t id);
std::optional<std::int64_t> name_with_key(Connection&, NameList, std::string_view name);
/// All, by key.
std::vector<ListedName> listed_names(Connection&, NameList);

/// Another spelling of the same key. What works were seen to bear stays as it was written on them;
/// followers see them again. Inside a WriteTransaction.
void spell_name(Connection&, NameList, std::int64_t id, std::string_view name);

}  // namespace solander
