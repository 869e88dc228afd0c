// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/name_views.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/address.h"
#include "source/gather.h"

namespace solander {
namespace {

void write_list(JsonWriter& json, std::string_view key, const std::vector<CountedName>& names) {
    json.key(key).array();
    for (const CountedName& name : names) {
        json.object();
        write_name_members(json, name);
        json.end();
    }
    json.end();
}

void write_links(JsonWriter& json, std::string_view key, const std::vector<SeriesLink>& links) {
    if (links.empty()) return;
    json.key(key).array();
    for (const SeriesLink& link : links) {
        json.object();
        write_name_members(json, link.series);
        if (link.position) json.key("position").number(*link.position);
        json.end();
    }
    json.end();
}

}  // namespace

std::string_view name_of(NamePair::Reason::What what) {
    constexpr std::array<std::string_view, 4> kNames = {"spelling", "aka", "address", "same-work"};
    return kNames[static_cast<std::size_t>(what)];
}

std::string gaps_in_words(const SeriesSheet& sheet) {
    constexpr std::size_t kNamed = 20;
    if (sheet.missing.empty()) return {};
    if (sheet.missing.size() > kNamed)
        return fmt::format("{} of {} parts are not here.", sheet.missing.size(), sheet.highest);
    const bool one = sheet.missing.size() == 1;
    return fmt::format("{} {} {} not here.", one ? "Part" : "Parts", number_list(sheet.missing),
                       one ? "is" : "are");
}

bool wants_a_look(const SeriesSheet& sheet) {
    return !sheet.missing.empty()
           || std::any_of(sheet.entries.begin(), sheet.entries.end(),
                          [](const SeriesEntry& entry) { return entry.again; });
}

void write_name_members(JsonWriter& json, const CountedName& name) {
    json.key("id").number(name.id).key("name").string(without_addresses(name.name));
    json.key("works").number(static_cast<std::int64_t>(name.works));
}

void write_person_members(JsonWriter& json, const Person& person) {
    json.key("id").number(person.id).key("name").string(without_addresses(person.name));
    write_list(json, "names", person.names);
    if (!person.spellings.empty()) write_list(json, "spellings", person.spellings);
    json.key("works").array();
    for (const WorkId work : person.wrote) json.number(work);
    json.end().key("with_others").number(static_cast<std::int64_t>(person.with_others));
    json.key("others").array();
    for (const Person::Other& other : person.others)
        json.object().key("id").number(other.work).key("role").string(other.role).end();
    json.end();
    write_list(json, "co_authors", person.co_authors);
    write_list(json, "series", person.series);
}

void write_series_members(JsonWriter& json, const SeriesSheet& sheet) {
    json.key("id").number(sheet.id).key("name").string(without_addresses(sheet.name));
    write_list(json, "names", sheet.names);
    json.key("works").array();
    for (const SeriesEntry& entry : sheet.entries) {
        json.object().key("id").number(entry.work);
        json.key("title").string(without_addresses(entry.title));
        if (entry.position) json.key("position").number(*entry.position);
        if (entry.again) json.key("again").boolean(true);
        if (!entry.missing_parts.empty()) json.key("missing_parts").string(entry.missing_parts);
        json.end();
    }
    json.end().key("missing").array();
    for (const int position : sheet.missing) json.number(std::int64_t{position});
    json.end();
    write_links(json, "part_of", sheet.outer);
    write_links(json, "holds", sheet.inner);
}

}  // namespace solander
