// SPDX-License-Identifier: GPL-3.0-or-later
// How fandoms, pairings and characters are typed into the record.
#include <algorithm>

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

/// "Fandom/Pairing: Wren & Calloway, A/B": the first of several pieces is the fandom, though it
/// would be a friendship by itself.
bool leads_as_fandom(const std::vector<std::string>& pieces, std::size_t place) {
    if (place != 0 || pieces.size() < 2) return false;
    const RelationshipReading reading = read_relationships(pieces[0]);
    return !reading.relationships.empty()
           && std::none_of(reading.relationships.begin(), reading.relationships.end(),
                           [](const Relationship& one) { return one.romantic; });
}

/// The pairings of a value that says fandoms as well.
std::string without_leading_fandom(const std::string& value) {
    const std::vector<std::string> pieces = split_list(value);
    if (!leads_as_fandom(pieces, 0)) return value;
    std::string rest;
    for (std::size_t i = 1; i < pieces.size(); ++i) (rest += i == 1 ? "" : ", ") += pieces[i];
    return rest;
}

}  // namespace

std::string RecordBuilder::take_fandom(const Field& field, Evidence evidence) {
    if (means_none(field.raw)) return "";
    if (evidence == Evidence::container) {
        add_name(record_.fandoms, field.raw);  // "名前 | Name" and "A, B & C" are one
        return field.raw;
    }
    std::vector<std::string> names;
    const std::vector<std::string> pieces = split_list(field.raw);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        std::string_view name = pieces[i];
        if (field.shared_value && !leads_as_fandom(pieces, i)) {
            if (says_no_pairing(name)) continue;
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

void RecordBuilder::add_relationships(std::string_view value, bool characters_too) {
    const RelationshipReading reading = read_relationships(value);
    for (const Relationship& relationship : reading.relationships)
        add_name(record_.relationships, relationship.display());
    if (characters_too)
        for (const std::string& name : reading.characters) add_name(record_.characters, name);
    for (const std::string& other : reading.other) {
        for (const std::string& category : read_categories(other, rules_.words()))
            add_name(record_.categories, category);
        for (const std::string& genre : read_genres(other, false, rules_.words()))
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
    const bool with_fandom =
        field.shared_value && ascii_lowered(field.label).find("fandom") != std::string::npos;
    const std::string value = with_fandom ? without_leading_fandom(field.raw) : field.raw;
    add_relationships(value, !with_fandom);
    std::vector<std::string> names;
    for (const Relationship& relationship : read_relationships(value).relationships)
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
