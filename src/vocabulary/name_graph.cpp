// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary/name_graph.h"

#include <algorithm>
#include <array>

namespace solander {
namespace {

constexpr std::array<std::string_view, 4> kStandings = {"unsettled", "canonical", "synonym",
                                                        "ignored"};

void add_once(std::vector<std::int64_t>& list, std::int64_t name) {
    if (std::find(list.begin(), list.end(), name) == list.end()) list.push_back(name);
}

/// The canonical names that stand in a circle of metas, or below one: what is left when those
/// without metas are taken away again and again.
std::vector<std::int64_t> in_circles(const NameGraph& graph) {
    std::unordered_map<std::int64_t, std::size_t> metas_left;
    std::unordered_map<std::int64_t, std::vector<std::int64_t>> subs;
    std::vector<std::int64_t> free;
    for (const auto& [name, facts] : graph.all()) {
        if (facts.standing != NameStanding::canonical) continue;
        std::size_t metas = 0;
        for (const std::int64_t meta : facts.metas) {
            if (!graph.is_canonical(meta)) continue;
            subs[meta].push_back(name);
            ++metas;
        }
        metas_left[name] = metas;
        if (metas == 0) free.push_back(name);
    }
    while (!free.empty()) {
        const std::int64_t name = free.back();
        free.pop_back();
        metas_left.erase(name);
        for (const std::int64_t sub : subs[name])
            if (--metas_left[sub] == 0) free.push_back(sub);
    }
    std::vector<std::int64_t> left;
    left.reserve(metas_left.size());
    for (const auto& [name, metas] : metas_left) left.push_back(name);
    return left;
}

}  // namespace

std::string_view name_of(NameStanding standing) {
    return kStandings[static_cast<std::size_t>(standing)];
}

bool operator==(const NameFacts& a, const NameFacts& b) {
    return a.standing == b.standing && a.synonym_of == b.synonym_of && a.metas == b.metas
           && a.fandoms == b.fandoms && a.note == b.note && a.category == b.category
           && a.description == b.description;
}

const NameFacts& NameGraph::of(std::int64_t name) const {
    static const NameFacts nothing;
    const auto found = facts_.find(name);
    return found == facts_.end() ? nothing : found->second;
}

void NameGraph::say(std::int64_t name, std::string_view act, std::int64_t other,
                    std::string_view value) {
    NameFacts& facts = facts_[name];
    if (const auto at = std::find(kStandings.begin(), kStandings.end(), act);
        at != kStandings.end()) {
        facts.standing = static_cast<NameStanding>(at - kStandings.begin());
        if (facts.standing == NameStanding::synonym) add_once(facts.synonym_of, other);
    } else if (act == "sub" && other != 0) {
        add_once(facts.metas, other);
    } else if (act == "parent" && other != 0) {
        add_once(facts.fandoms, other);
    } else if (act == "note") {
        facts.note = value;
    } else if (act == "category") {
        facts.category = value;
    } else if (act == "description") {
        facts.description = value;
    }
}

std::vector<std::int64_t> NameGraph::filed_under(std::int64_t name) const {
    const NameFacts& facts = of(name);
    std::vector<std::int64_t> under;
    if (facts.standing == NameStanding::synonym) under = facts.synonym_of;
    if (facts.standing == NameStanding::canonical && !facts.metas.empty()) under = {name};
    std::sort(under.begin(), under.end());
    // `under` grows while it is walked; what is in it is looked up in `sorted`.
    std::vector<std::int64_t> sorted = under;
    for (std::size_t i = 0; i < under.size(); ++i) {
        if (!is_canonical(under[i])) continue;
        for (const std::int64_t meta : of(under[i]).metas) {
            const auto at = std::lower_bound(sorted.begin(), sorted.end(), meta);
            if ((at != sorted.end() && *at == meta) || !is_canonical(meta)) continue;
            sorted.insert(at, meta);
            under.push_back(meta);
        }
    }
    return sorted;
}

std::vector<NameFault> NameGraph::faults(const std::function<int(std::int64_t)>& kind_of) const {
    using What = NameFault::What;
    std::vector<NameFault> found;
    for (const auto& [name, facts] : facts_) {
        const auto fault = [&found, n = name](What what, std::int64_t other) {
            found.push_back({what, n, other});
        };
        if (facts.standing == NameStanding::synonym)
            for (const std::int64_t other : facts.synonym_of) {
                if (other == name)
                    fault(What::itself, other);
                else if (!is_canonical(other))
                    fault(What::not_canonical, other);
            }
        if (facts.standing == NameStanding::canonical)
            for (const std::int64_t meta : facts.metas) {
                if (meta == name)
                    fault(What::itself, meta);
                else if (!is_canonical(meta))
                    fault(What::not_canonical, meta);
                else if (kind_of(meta) != kind_of(name))
                    fault(What::other_kind, meta);
            }
        if (facts.standing == NameStanding::synonym) continue;
        if (!facts.fandoms.empty() && kind_of(name) == 0) {
            fault(What::fandom_of_fandom, 0);
            continue;
        }
        for (const std::int64_t fandom : facts.fandoms)
            if (!is_canonical(fandom) || kind_of(fandom) != 0) fault(What::no_fandom, fandom);
    }
    for (const std::int64_t name : in_circles(*this))
        if (std::none_of(found.begin(), found.end(),
                         [&](const NameFault& f) { return f.name == name; }))
            found.push_back({What::circle, name, 0});
    std::sort(found.begin(), found.end(), [](const NameFault& a, const NameFault& b) {
        return a.name != b.name ? a.name < b.name : a.other < b.other;
    });
    return found;
}

}  // namespace solander
