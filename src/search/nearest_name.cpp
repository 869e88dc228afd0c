// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/nearest_name.h"

#include <algorithm>

#include "base/spelling.h"
#include "base/text.h"

namespace solander {

std::string nearest_name(const Filters& filters, NameKind kind, std::string_view text,
                         const Bitmap& visible) {
    const std::string typed = fold(text);
    if (typed.size() < 3 || typed.size() > 60) return {};
    std::size_t most = typed.size() < 6 ? 1 : typed.size() < 12 ? 2 : 3;
    std::uint32_t best = kNoSlot;
    for (std::uint32_t i = 0; i < filters.names.size(); ++i) {
        const Name& name = filters.names[i];
        if (name.kind != kind || !name.found().intersect(visible) || !name.may_be_told(visible))
            continue;
        const std::size_t d = edit_distance(typed, filters.folded_name(i), most);
        if (d > most) continue;
        best = i;
        if (d <= 1) break;
        most = d - 1;
    }
    return best == kNoSlot ? std::string{} : filters.names[best].name;
}

std::vector<FacetValue> suggest_names(const Filters& filters, NameKind kind, std::string_view text,
                                      const Bitmap& visible, std::uint32_t limit) {
    struct Candidate {
        int group;
        std::uint64_t count;
        std::uint32_t name;
    };
    const std::string typed = fold(text);
    std::vector<Candidate> candidates;
    std::unordered_map<std::uint32_t, std::size_t> place;
    const auto offer = [&](std::uint32_t name, int group) {
        const auto [known, fresh] = place.emplace(name, candidates.size());
        if (!fresh) {
            int& before = candidates[known->second].group;
            before = std::min(before, group);
        } else if (const auto count = filters.names[name].found().and_cardinality(visible)) {
            candidates.push_back({group, count, name});
        } else {
            place.erase(known);
        }
    };
    for (std::uint32_t i = 0; i < filters.names.size(); ++i) {
        const Name& name = filters.names[i];
        if (name.kind != kind) continue;
        const std::string& folded = filters.folded_name(i);
        const auto at = folded.find(typed);
        if (at == std::string::npos) continue;
        int group = 0;
        if (at != 0) group = folded.find(" " + typed) != std::string::npos ? 1 : 2;
        // A synonym stands for its canonical names; one that only hidden works have for nothing.
        const std::vector<std::uint32_t>* meant = filters.meant_by(i);
        if (meant == nullptr) {
            if (name.may_be_told(visible)) offer(i, group);
        } else if (name.works->intersect(visible)) {
            for (const std::uint32_t canonical : *meant)
                if (filters.names[canonical].kind == kind)
                    offer(filters.names[canonical].may_be_told(visible) ? canonical : i, group);
        }
    }
    const auto better = [&](const Candidate& a, const Candidate& b) {
        if (a.group != b.group) return a.group < b.group;
        if (a.count != b.count) return a.count > b.count;
        return filters.names[a.name].name < filters.names[b.name].name;
    };
    const std::size_t keep = std::min<std::size_t>(limit, candidates.size());
    std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(keep),
                      candidates.end(), better);
    std::vector<FacetValue> values;
    for (std::size_t i = 0; i < keep; ++i) {
        const Name& name = filters.names[candidates[i].name];
        values.push_back({name.name, candidates[i].count, name.id});
    }
    return values;
}

}  // namespace solander
