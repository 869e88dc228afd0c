// SPDX-License-Identifier: GPL-3.0-or-later
// Fingerprints of texts: equal for the same words however wrapped, close for close texts.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace solander {

struct Likeness {
    std::uint64_t exact = 0;  ///< hash over the folded words in order; 0 for an empty text
    std::array<std::uint16_t, 64>
        sketch{};  ///< one-permutation minhash over 4-word shingles, 16 bits a bin
};
/// Over the story layer, folded letters only: wrap, quotes, case and mojibake-repaired forms alike.
Likeness likeness_of(const std::vector<const Document*>& chapters);
/// The hashes of all those shingles, sorted, each once.
std::vector<std::uint64_t> shingles_of(const std::vector<const Document*>& chapters);
/// Estimated Jaccard similarity, 0..1.
double agreement(const Likeness&, const Likeness&);
std::string to_stored(const Likeness&);
Likeness likeness_from_stored(std::string_view);

}  // namespace solander
