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

std::vector<TagTotals> total_tags(const Filters& filters, const Bitmap& visible) {
    std::vector<TagTotals> totals;
    for (const TagKind kind : kTagKinds) totals.push_back({kind});
    for (std::uint32_t i = 0; i < filters.names.size(); ++i) {
        const auto kind = static_cast<std::size_t>(filters.names[i].kind);
        if (kind >= totals.size()) continue;
        TagTotals& total = totals[kind];
        ++total.tags;
        switch (filters.standing_of(i)) {
        case NameStanding::canonical:
            ++total.canonical;
            break;
        case NameStanding::synonym:
            ++total.synonyms;
            break;
        case NameStanding::ignored:
            ++total.ignored;
            break;
        case NameStanding::unsettled:
            total.unsettled += filters.names[i].works->intersect(visible) ? 1 : 0;
        }
    }
    return totals;
}

UnsettledCounts unsettled(const Filters& filters, const std::vector<TagKind>& kinds,
                          const Bitmap& visible, std::size_t from, std::size_t most) {
    struct Counted {
        std::uint64_t works;
        std::uint32_t number;
    };
    std::vector<Counted> found;
    for (std::uint32_t i = 0; i < filters.names.size(); ++i) {
        const Name& name = filters.names[i];
        if (std::find(kinds.begin(), kinds.end(), static_cast<TagKind>(name.kind)) == kinds.end()
            || filters.standing_of(i) != NameStanding::unsettled)
            continue;
        if (const std::uint64_t works = name.works->and_cardinality(visible))
            found.push_back({works, i});
    }
    UnsettledCounts counts;
    counts.all = found.size();
    from = std::min(from, found.size());
    const std::size_t to = from + std::min(most, found.size() - from);
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(to), found.end(),
                      [&](const Counted& a, const Counted& b) {
                          const Name &x = filters.names[a.number], &y = filters.names[b.number];
                          if (a.works != b.works) return a.works > b.works;
                          return x.kind != y.kind ? x.kind < y.kind : x.name < y.name;
                      });
    for (std::size_t i = from; i < to; ++i)
        counts.tags.push_back({filters.names[found[i].number].id, found[i].works, found[i].works});
    return counts;
}

}  // namespace solander
