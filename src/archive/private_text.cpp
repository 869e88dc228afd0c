// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/private_text.h"

#include <algorithm>

#include "base/address.h"
#include "document/addresses.h"

namespace solander {
namespace {

void hide_in(Connection& connection, WorkId work, Chapter* chapters, std::size_t count) {
    const bool any = std::any_of(chapters, chapters + count, [](const Chapter& chapter) {
        return has_addresses(chapter.text);
    });
    if (!any) return;
    AddressKeys known;
    for (const Claim& claim : load_claims(connection, work)) add_addresses(known, claim.raw);
    for (std::size_t i = 0; i < count; ++i) add_addresses(known, chapters[i].text);
    for (std::size_t i = 0; i < count; ++i) hide_addresses(chapters[i].text, known);
}

}  // namespace

void hide_addresses(Connection& connection, Viewer viewer, WorkId work,
                    std::vector<Chapter>& chapters) {
    if (!is_keeper(viewer)) hide_in(connection, work, chapters.data(), chapters.size());
}

void hide_addresses(Connection& connection, Viewer viewer, WorkId work,
                    std::optional<Chapter>& chapter) {
    if (!is_keeper(viewer) && chapter) hide_in(connection, work, &*chapter, 1);
}

void hide_addresses(Viewer viewer, Snippet& snippet) {
    if (is_keeper(viewer)) return;
    const std::vector<AddressRange> found = find_addresses(snippet.text);
    if (found.empty()) return;
    // What matched in one is not marked any more.
    std::erase_if(snippet.marked, [&](const auto& mark) {
        return std::any_of(found.begin(), found.end(), [&](const AddressRange& range) {
            return mark.first < range.to && range.from < mark.second;
        });
    });
    constexpr std::string_view kInstead = "[address]";
    for (auto range = found.rbegin(); range != found.rend(); ++range) {
        const std::size_t size = range->to - range->from;
        snippet.text.replace(range->from, size, kInstead);
        for (auto& [from, to] : snippet.marked)
            if (from >= range->to) {
                from = static_cast<std::uint32_t>(from + kInstead.size() - size);
                to = static_cast<std::uint32_t>(to + kInstead.size() - size);
            }
    }
}

}  // namespace solander
