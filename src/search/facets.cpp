// SPDX-License-Identifier: GPL-3.0-or-later
// One walk over the works found, bumping a counter a name: cheaper than crossing every name's
// bitmap until the archive has a million works, and then both cost about the same.
#include "search/facets.h"

#include <algorithm>

#include "search/fields.h"

namespace solander {
namespace {

/// A work with two names under one is counted there once.
struct Counter {
    std::uint32_t count = 0, last = kNoSlot;
};

struct Counted {
    std::uint32_t count;
    std::uint32_t name;
};

Facet from_names(const Filters& filters, std::string_view field, std::vector<Counted>& counted,
                 std::uint32_t most) {
    const auto keep = std::min<std::size_t>(most, counted.size());
    std::partial_sort(counted.begin(), counted.begin() + static_cast<std::ptrdiff_t>(keep),
                      counted.end(), [&](const Counted& a, const Counted& b) {
                          if (a.count != b.count) return a.count > b.count;
                          return filters.names[a.name].name < filters.names[b.name].name;
                      });
    Facet facet;
    facet.field = std::string(field);
    for (std::size_t i = 0; i < keep; ++i) {
        const Name& name = filters.names[counted[i].name];
        facet.values.push_back({name.name, counted[i].count, name.id});
    }
    return facet;
}

Facet from_choice(const Choice& choice, std::string_view field,
                  const std::vector<std::uint32_t>& slots, std::uint32_t most) {
    std::vector<std::uint32_t> counts(choice.values.size());
    for (const std::uint32_t slot : slots) ++counts[choice.of[slot]];
    Facet facet;
    facet.field = std::string(field);
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0 && !choice.values[i].empty())
            facet.values.push_back({choice.values[i], counts[i], 0});
    std::sort(facet.values.begin(), facet.values.end(), [](const auto& a, const auto& b) {
        return a.count != b.count ? a.count > b.count : a.value < b.value;
    });
    if (facet.values.size() > most) facet.values.resize(most);
    return facet;
}

}  // namespace

std::vector<Facet> count_facets(const Filters& filters, const Bitmap& works, std::uint32_t most) {
    const std::vector<std::uint32_t> slots = members(works);
    std::vector<Counter> counts(filters.names.size());
    for (const std::uint32_t slot : slots)
        for (std::uint32_t i = filters.names_from[slot]; i < filters.names_from[slot + 1]; ++i)
            filters.under(filters.names_of[i], [&](std::uint32_t name) {
                Counter& counter = counts[name];
                counter.count += counter.last != slot ? 1 : 0;
                counter.last = slot;
            });
    std::vector<Counted> by_kind[kNameKinds];
    for (std::uint32_t i = 0; i < counts.size(); ++i)
        if (counts[i].count > 0)
            by_kind[static_cast<std::size_t>(filters.names[i].kind)].push_back(
                {counts[i].count, i});

    std::vector<Facet> facets;
    for (const QueryField& field : kFields) {
        if (!field.facet) continue;
        if (const std::size_t kind = name_kind_of_field(field.name); kind < kNameKinds)
            facets.push_back(from_names(filters, field.name, by_kind[kind], most));
        else if (field.name == "rating")
            facets.push_back(from_choice(filters.rating, field.name, slots, most));
        else if (field.name == "language")
            facets.push_back(from_choice(filters.language, field.name, slots, most));
        else if (field.name == "complete")
            facets.push_back(from_choice(filters.complete, field.name, slots, most));
    }
    return facets;
}

}  // namespace solander
