// SPDX-License-Identifier: GPL-3.0-or-later
// data/pairing_words.tsv and the short names of data/relationships.tsv: qualifiers, non-pairings,
// names of pairings.
#pragma once
#include <string_view>
#include <unordered_set>
#include <vector>

namespace solander {

struct PairingWords {
    std::vector<std::string_view> before, behind;  ///< qualifiers, longest first
    std::unordered_set<std::string_view> none, not_pairing, no_name, particle, honorific;
    std::unordered_set<std::string_view> qualifier;  ///< both kinds
};
const PairingWords& pairing_words();
/// "Clex": a pairing in one word. `folded` as by fold().
bool is_ship(std::string_view folded);

}  // namespace solander
