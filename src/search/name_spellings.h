// SPDX-License-Identifier: GPL-3.0-or-later
// Names of one kind by what their spellings have in common; made once for as long as no name
// changes.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace solander {

struct Name;
enum class NameKind : std::uint8_t;

using SpelledAlike = std::unordered_map<std::string, std::vector<std::uint32_t>>;

struct NameSpellings {
    SpelledAlike loose;   ///< by loose_key_of
    SpelledAlike sorted;  ///< by sorted_words
    /// By bytes of the folded name: its number and letter_bits.
    std::vector<std::vector<std::pair<std::uint32_t, std::uint64_t>>> by_length;
};
NameSpellings spellings_of(const std::vector<Name>&, const std::vector<std::string>& folded,
                           NameKind);

/// Letters and digits alone, articles left out where anything else is there.
std::string loose_key_of(const Name&, const std::string& folded);
/// The words in order; empty when there is but one.
std::string sorted_words(const std::string& folded);
/// One bit a letter or digit: names that differ in more than a few are far apart.
std::uint64_t letter_bits(std::string_view folded);

}  // namespace solander
