// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/tag_counts.h"

#include <algorithm>

namespace solander {

std::vector<TagCount> count_tags(const Filters& filters, const std::vector<std::int64_t>& tags,
                                 const Bitmap& visible) {
    std::vector<TagCount> counts;
    counts.reserve(tags.size());
    for (const std::int64_t id : tags) {
        const std::uint32_t number = filters.tag_number(id);
        if (number == kNoSlot) {
            counts.push_back({id, 0, 0});
            continue;
        }
        const Name& name = filters.names[number];
        counts.push_back(
            {id, name.works->and_cardinality(visible), name.found().and_cardinality(visible)});
    }
    return counts;
}

std::vector<TagCount> unsettled(const Filters& filters, TagKind kind, const Bitmap& visible) {
    struct Counted {
        std::uint64_t works;
        std::uint32_t number;
    };
    std::vector<Counted> found;
    for (std::uint32_t i = 0; i < filters.names.size(); ++i) {
        const Name& name = filters.names[i];
        if (name.kind != static_cast<NameKind>(kind)
            || filters.standing_of(i) != NameStanding::unsettled)
            continue;
        if (const std::uint64_t works = name.works->and_cardinality(visible))
            found.push_back({works, i});
    }
    std::sort(found.begin(), found.end(), [&](const Counted& a, const Counted& b) {
        if (a.works != b.works) return a.works > b.works;
        return filters.names[a.number].name < filters.names[b.number].name;
    });
    std::vector<TagCount> counts;
    counts.reserve(found.size());
    for (const Counted& one : found)
        counts.push_back({filters.names[one.number].id, one.works, one.works});
    return counts;
}

}  // namespace solander
