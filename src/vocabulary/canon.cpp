// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of names in memory, by the keys that tags are compared with.
#include "vocabulary/canon.h"

#include <algorithm>
#include <set>

#include "base/embedded.h"
#include "base/spelling.h"
#include "base/table.h"
#include "base/text.h"
#include "vocabulary/relationship.h"

namespace solander {
namespace {

constexpr struct {
    TagKind kind;
    std::string_view file;
} kTables[] = {{TagKind::fandom, "data/fandoms.tsv"},
               {TagKind::character, "data/characters.tsv"},
               {TagKind::relationship, "data/relationships.tsv"}};

bool has_table(TagKind kind) {
    return std::any_of(std::begin(kTables), std::end(kTables),
                       [kind](const auto& table) { return table.kind == kind; });
}

/// "K/S", "1x2", "HP/DM": what stands for a name is too short to be one.
bool initials(const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(),
                       [](const std::string& name) { return name.size() <= 2; });
}

}  // namespace

Canon::Canon() {
    for (const auto& table : kTables)
        for_each_row(embedded(table.file),
                     [&](const auto& columns) { add_row(table.kind, columns, false); });
}

void Canon::add_form(TagKind kind, std::string_view form, std::size_t place) {
    if (trim(form).empty()) return;
    auto& places = by_form_[static_cast<std::size_t>(kind)][tag_key(kind, form)];
    if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
}

void Canon::add_row(TagKind kind, const std::vector<std::string_view>& columns, bool own) {
    const bool fandom = kind == TagKind::fandom;
    CanonName row;
    row.kind = kind;
    row.name = columns[fandom ? 0 : 1];
    if (fandom)
        row.note = columns.size() > 1 ? columns[1] : std::string_view();
    else
        row.fandom = columns[0];
    row.own = own;
    const std::size_t place = rows_.size();
    rows_.push_back(std::move(row));
    add_form(kind, rows_[place].name, place);
    if (columns.size() < 3) return;
    for (const std::string_view form : split(columns[2], ';')) add_form(kind, trim(form), place);
}

std::vector<TableFault> Canon::add_own(TagKind kind, std::string_view table) {
    if (!has_table(kind)) return {{0, "no table of this kind"}};
    std::vector<TableFault> faults;
    std::size_t number = 0;
    for (const std::string_view line : split(table, '\n')) {
        ++number;
        for_each_row(line, [&](const std::vector<std::string_view>& columns) {
            const std::size_t wanted = kind == TagKind::fandom ? 1 : 2;
            if (columns.size() < wanted || columns[0].empty() || columns[wanted - 1].empty()) {
                faults.push_back({number, wanted == 1 ? "no name" : "no fandom or no name"});
                return;
            }
            if (columns.size() > 3) {
                faults.push_back({number, "more than three columns"});
                return;
            }
            add_row(kind, columns, true);
        });
    }
    return faults;
}

/// The names under which rows may speak of this fandom; itself when no table knows it.
std::vector<std::string> Canon::fandom_names(std::string_view fandom) const {
    std::vector<std::string> names{std::string(fandom)};
    for (const CanonName& row : find_form(TagKind::fandom, fandom, {})) names.push_back(row.name);
    return names;
}

std::vector<CanonName> Canon::find_form(TagKind kind, std::string_view name,
                                        std::string_view fandom) const {
    std::vector<CanonName> found;
    const Places& forms = by_form_[static_cast<std::size_t>(kind)];
    const auto places = forms.find(tag_key(kind, name));
    if (places == forms.end()) return found;
    std::vector<std::string> keys;
    if (!fandom.empty())
        for (const std::string& one : fandom_names(fandom))
            keys.push_back(tag_key(TagKind::fandom, one));
    for (const std::size_t place : places->second) {
        const CanonName& row = rows_[place];
        if (!keys.empty()
            && std::find(keys.begin(), keys.end(), tag_key(TagKind::fandom, row.fandom))
                   == keys.end())
            continue;
        found.push_back(row);
    }
    if (std::any_of(found.begin(), found.end(), [](const CanonName& row) { return row.own; }))
        std::erase_if(found, [](const CanonName& row) { return !row.own; });
    return found;
}

/// A relationship whose names mean one character each in the fandom; an empty name otherwise.
CanonName Canon::put_together(std::string_view name, std::string_view fandom) const {
    CanonName made;
    const RelationshipReading reading = read_relationships(name);
    if (reading.relationships.size() != 1) return made;
    Relationship pair = reading.relationships[0];
    if (pair.names.size() < 2 || initials(pair.names)) return made;
    for (std::string& one : pair.names) {
        const std::vector<CanonName> found = find_form(TagKind::character, one, fandom);
        if (found.size() != 1) return made;
        one = found[0].name;
        made.fandom = found[0].fandom;
    }
    made.kind = TagKind::relationship;
    made.name = pair.display();
    return made;
}

std::vector<CanonName> Canon::near(TagKind kind, std::string_view name, std::size_t most) const {
    if (!has_table(kind)) return {};
    const std::string key = tag_key(kind, name);
    const Places& forms = by_form_[static_cast<std::size_t>(kind)];
    if (forms.contains(key)) return {};
    std::set<std::size_t> near;
    for (const auto& [form, places] : forms)
        if (form.size() + most >= key.size() && form.size() <= key.size() + most
            && edit_distance(key, form, most) <= most)
            near.insert(places.begin(), places.end());
    std::vector<CanonName> found;
    found.reserve(near.size());
    for (const std::size_t place : near) found.push_back(rows_[place]);
    return found;
}

std::vector<CanonName> Canon::find(TagKind kind, std::string_view name,
                                   std::string_view fandom) const {
    if (!has_table(kind)) return {};
    if (kind == TagKind::fandom) return find_form(kind, name, {});
    std::vector<CanonName> found = find_form(kind, name, fandom);
    if (kind != TagKind::relationship) return found;
    const RelationshipReading reading = read_relationships(name);
    const bool short_form = reading.relationships.size() == 1
                            && reading.relationships[0].names.size() > 1
                            && initials(reading.relationships[0].names);
    if (fandom.empty()) {
        if (short_form) found.clear();
        return found;
    }
    if (found.empty())
        if (CanonName made = put_together(name, fandom); !made.name.empty())
            found.push_back(std::move(made));
    return found;
}

}  // namespace solander
