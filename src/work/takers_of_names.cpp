// SPDX-License-Identifier: GPL-3.0-or-later
// How fandoms, pairings and characters are typed into the record.
#include "base/text.h"
#include "header/values.h"
#include "vocabulary/relationship.h"
#include "vocabulary/tag.h"
#include "work/builder.h"

namespace solander {

namespace {

bool says_no_pairing(std::string_view value) {
    const RelationshipReading reading = read_relationships(value);
    return reading.none || means_none(value);
}

/// "Harbour Street/Night Desk", "Buffy/Angel": two fandoms. "Fate/stay night", "X/1999" and "TOS/K"
/// are one name: the second side of a crossover is a name of its own.
bool parts_fandoms(std::string_view name, std::size_t slash) {
    constexpr std::size_t kShortestName = 3;
    const std::string_view left = trim(name.substr(0, slash)), right = trim(name.substr(slash + 1));
    if (left.empty() || right.empty()) return false;
    if (left.size() < slash) return true;  // blanks around it
    std::size_t length = 0;
    return left.size() >= kShortestName && right.size() >= kShortestName
           && !is_lower(first_code_point(right, length)) && !is_ascii_digit(right.front());
}

}  // namespace

std::string RecordBuilder::take_fandom(const Field& field, Evidence evidence) {
    if (means_none(field.raw)) return "";
    if (evidence == Evidence::container) {
        add_name(record_.fandoms, field.raw);  // "名前 | Name" and "A, B & C" are one
        return field.raw;
    }
    std::vector<std::string> names;
    for (const std::string& piece : split_list(field.raw)) {
        std::string_view name = piece;
        if (field.shared_value) {
            // "Fandom/Pairing: Harbour/none" and "Harbour, A/B": what is a pairing is no fandom.
            const std::size_t slash = name.rfind('/');
            if (slash != std::string_view::npos && says_no_pairing(name.substr(slash + 1)))
                name = trim(name.substr(0, slash));
            else if (!read_relationships(name).relationships.empty())
                continue;
        }
        for (std::size_t slash = name.find('/'); slash != std::string_view::npos;) {
            const bool parts = parts_fandoms(name, slash);
            if (parts) {
                names.emplace_back(trim(name.substr(0, slash)));
                name.remove_prefix(slash + 1);
            }
            slash = name.find('/', parts ? 0 : slash + 1);
        }
        names.emplace_back(trim(name));
    }
    for (const std::string& name : names) add_name(record_.fandoms, name);
    return joined(names);
}

void RecordBuilder::add_relationships(std::string_view value) {
    const RelationshipReading reading = read_relationships(value);
    for (const Relationship& relationship : reading.relationships)
        add_name(record_.relationships, relationship.display());
    for (const std::string& name : reading.characters) add_name(record_.characters, name);
    for (const std::string& other : reading.other) {
        for (const std::string& category : read_categories(other))
            add_name(record_.categories, category);
        for (const std::string& genre : read_genres(other, false))
            if (genre != "Gen") add_name(record_.tags, genre);
    }
}

std::string RecordBuilder::take_relationship(const Field& field, Evidence evidence) {
    const RelationshipReading reading = read_relationships(field.raw);
    if (reading.none) return "none";
    if (evidence == Evidence::container) {
        add_name(record_.relationships, field.raw);
        return field.raw;
    }
    if (field.shared_value) {
        if (reading.relationships.empty()) return "";
        const std::size_t slash = field.raw.rfind('/');
        if (slash != std::string::npos
            && says_no_pairing(std::string_view(field.raw).substr(slash + 1)))
            return "none";
    }
    add_relationships(field.raw);
    std::vector<std::string> names;
    for (const Relationship& relationship : reading.relationships)
        names.push_back(relationship.display());
    return joined(names);
}

std::string RecordBuilder::take_character(const Field& field, Evidence evidence) {
    if (means_none(field.raw)) return "";
    if (evidence == Evidence::container) {
        add_name(record_.characters, field.raw);
        return field.raw;
    }
    std::vector<std::string> names = read_characters(field.raw);
    if (names.empty()) names = split_list(field.raw);
    for (const std::string& name : names) add_name(record_.characters, name);
    return joined(names);
}

}  // namespace solander
