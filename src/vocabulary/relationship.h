// SPDX-License-Identifier: GPL-3.0-or-later
// Pairings: "A/B (implied), C & D" taken apart; what has a slash and is no pairing left alone.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace solander {

struct Relationship {
    std::vector<std::string> names;  ///< in the author's order
    bool romantic = true;            ///< "/" x + <3; false for "&" (friendship, gen)
    std::string qualifier;           ///< "implied", "past", "pre-slash" ...; empty when none
    std::string display() const;     ///< "A/B" or "A & B", no qualifier
    std::size_t from = 0, to = 0;    ///< bytes of the value it was read from
};

struct RelationshipReading {
    std::vector<Relationship> relationships;
    std::vector<std::string> characters;  ///< names that stand alone: "A, B and C"
    bool none = false;                    ///< "none", "gen", "n/a": said that there is none
    std::vector<std::string> other;       ///< what was neither: "h/c", "everyone", "you'll see"
};
RelationshipReading read_relationships(std::string_view value);
/// The value of a label of characters: every name, whatever sign stands between ("Kim & Lee",
/// "Kim/Lee, Ann").
std::vector<std::string> read_characters(std::string_view value);

}  // namespace solander
