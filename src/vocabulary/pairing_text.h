// SPDX-License-Identifier: GPL-3.0-or-later
// The surface of a value of pairings: its pieces between commas, and the signs between names.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace solander {

/// Bytes [from, to) of the value.
struct PairingPiece {
    std::size_t from, to;  ///< bytes of the value
};

/// A sign between two names at `at`: its length, and what it means. Length 0: none.
struct PairingSign {
    std::size_t length = 0;
    bool romantic = true;
    bool unrequited = false;
};

PairingSign sign_at(std::string_view value, std::size_t at, PairingPiece piece);
bool has_sign(std::string_view value, PairingPiece piece);

/// Between commas and their like; brackets hold together what they hold. "A/B and C/D" are two.
std::vector<PairingPiece> pairing_pieces(std::string_view value);

}  // namespace solander
