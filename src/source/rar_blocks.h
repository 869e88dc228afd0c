// SPDX-License-Identifier: GPL-3.0-or-later
// The chain of blocks of a RAR, 1.5 to 5: what libarchive passes over without a word.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace solander {

struct RarBlocks {
    bool known = false;  ///< is a RAR whose heads are not encrypted
    bool whole = false;  ///< each block lies in the file, and the last one is there
    /// CRC-32 of each entry, in order; nothing where the head has none.
    std::vector<std::optional<std::uint32_t>> sums;
};

/// Never fails; linear in the number of blocks, of which at most a million are looked at.
RarBlocks read_rar_blocks(std::string_view bytes);

/// Seven bits a byte, the lowest first; `at` moves behind it.
std::uint64_t rar_number(std::string_view bytes, std::size_t& at);
/// Little-endian; what lies behind the end counts as 0.
std::uint64_t rar_fixed(std::string_view bytes, std::size_t at, std::size_t count);

}  // namespace solander
