// SPDX-License-Identifier: GPL-3.0-or-later
// Names of authors that may be one person or two, when all that was said has been taken.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "header/name_order.h"
#include "work/builder.h"

namespace solander {

void RecordBuilder::note_doubtful_name(const Field& field, const std::string& name,
                                       Evidence evidence) {
    constexpr std::size_t kMost = 8;  // each is looked for in all that stands around
    const bool known = std::any_of(doubtful_names_.begin(), doubtful_names_.end(),
                                   [&](const auto& noted) { return noted.first.raw == name; });
    if (known || doubtful_names_.size() == kMost) return;
    doubtful_names_.emplace_back(field, evidence);
    doubtful_names_.back().first.raw = name;
}

void RecordBuilder::settle_names(std::string_view around) {
    constexpr std::size_t kLookedThrough = std::size_t{1} << 20;  // bytes
    std::string all(around.substr(0, kLookedThrough));
    for (const Claim& claim : story_.claims)
        if (all.size() + claim.raw.size() < kLookedThrough) all += "\n" + claim.raw;
    for (const auto& [said, evidence] : doubtful_names_) settle_name(said, evidence, all);
    doubtful_names_.clear();
}

/// What a comma stands between is told by what else is written; else it stays as it was said, and a
/// person is asked.
void RecordBuilder::settle_name(const Field& said, Evidence evidence, const std::string& around) {
    const auto held = std::find_if(record_.creators.begin(), record_.creators.end(),
                                   [&](const Creator& one) { return one.name == said.raw; });
    if (held == record_.creators.end()) return;  // another source had named the author
    const HowMany many = how_many(said.raw, around);
    if (many == HowMany::unknown) {
        add_finding("name-doubt",
                    fmt::format("\"{}\" may be one person, surname first, or two; it "
                                "was kept as it stands",
                                said.raw),
                    evidence <= Evidence::tail ? said.where : Span{});
        return;
    }
    const std::string role = held->role;
    const auto at = record_.creators.erase(held);
    const std::vector<std::string> names =
        many == HowMany::one ? std::vector{given_name_first(said.raw)} : split_list(said.raw);
    std::vector<Creator> meant;
    for (const std::string& name : names) {
        const bool there =
            std::any_of(record_.creators.begin(), record_.creators.end(), [&](const Creator& one) {
                return one.role == role && fold(one.name) == fold(name);
            });
        if (!there) meant.push_back({name, role, 0});
    }
    record_.creators.insert(at, meant.begin(), meant.end());
    for (Claim& claim : story_.claims)
        if (claim.field == "creators" && claim.value == said.raw) claim.value = joined(names);
}

}  // namespace solander
