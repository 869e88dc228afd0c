// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/fanficfare.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace solander {
namespace {

struct FieldRow {
    std::string_view label, said;
    bool list = false;
};
constexpr std::array kFields = std::to_array<FieldRow>({
    {"Additional Tags", "Additional Tags", true},
    {"Author URL", "Author URL"},
    {"Category", "Fandom", true},
    {"Chapters", "Chapters"},
    {"Characters", "Characters", true},
    {"Fandoms", "Fandom", true},
    {"Freeform Tags", "Additional Tags", true},
    {"Genre", "Genre", true},
    {"Language", "Language"},
    {"Packaged", "Packaged"},
    {"Pairings", "Pairing", true},
    {"Published", "Date published"},
    {"Publisher", "Publisher"},
    {"Rating", "Rating"},
    {"Relationships", "Relationship", true},
    {"Series", "Series"},
    {"Series URL", "Series link"},
    {"Status", "Status"},
    {"Story URL", "Source URL"},
    {"Summary", "Summary"},
    {"Updated", "Date updated"},
    {"Warnings", "Warning", true},
    {"Words", "Words"},
});

const FieldRow* row_of(std::string_view label) {
    const auto at =
        std::find_if(kFields.begin(), kFields.end(), [&](auto& row) { return row.label == label; });
    return at == kFields.end() ? nullptr : &*at;
}

/// "Small Offices [2]" -> "Part 2 of Small Offices".
std::string series_of(std::string_view value) {
    const std::size_t open = value.rfind(" [");
    if (open == std::string_view::npos || !value.ends_with(']')) return std::string(value);
    const std::string_view number = value.substr(open + 2, value.size() - open - 3);
    if (number.empty() || !std::all_of(number.begin(), number.end(), is_ascii_digit))
        return std::string(value);
    return "Part " + std::string(number) + " of " + std::string(value.substr(0, open));
}

}  // namespace

bool is_fanficfare_label(std::string_view label) { return row_of(label) != nullptr; }

std::vector<Stated> fanficfare_field(std::string_view label, std::string_view value, Span where) {
    value = trim(value);
    if (value.empty()) return {};
    const FieldRow* row = row_of(label);
    if (row == nullptr) return {{std::string(label), std::string(value), where}};
    if (row->said == "Series") return {{"Series", series_of(value), where}};
    if (!row->list) return {{std::string(row->said), std::string(value), where}};
    std::vector<Stated> all;
    while (!value.empty()) {
        const std::size_t comma = std::min(value.find(", "), value.size());
        if (const std::string_view one = trim(value.substr(0, comma)); !one.empty())
            all.push_back({std::string(row->said), std::string(one), where});
        value.remove_prefix(std::min(comma + 2, value.size()));
    }
    return all;
}

}  // namespace solander
