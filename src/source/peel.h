// SPDX-License-Identifier: GPL-3.0-or-later
// From an original's bytes to its parts: containers opened, texts decoded and mended.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "source/beside.h"
#include "source/limits.h"
#include "source/part.h"

namespace solander {

struct PeelOptions {
    Limits limits;
    std::string encoding;  ///< a person's choice for every text in it; empty: decided for each part
    const std::atomic<bool>* cancel = nullptr;  ///< looked at between members
    const Beside* beside = nullptr;             ///< files beside the original that may belong to it
    /// Members, by path, that are chapters of a site whose dump lies beside the original; may be
    /// empty.
    std::function<bool(const std::string& path)> is_chapter;
    /// Called now and then by readers of big inputs: what was mapped may leave the memory.
    std::function<void()> let_go;
};

struct PeelResult {
    std::uint64_t parts = 0;     ///< given to the sink
    std::uint64_t unpacked = 0;  ///< bytes, all levels
    std::vector<Finding>
        findings;  ///< about containers and members that gave no part; each names the member
};

/// Calls `sink` for each part in the container's order; only one member is in memory at a time,
/// with the containers around it. A file that is no container is one part with an empty path. Every
/// file member gives a part, images and programs too (without text), so that nothing is passed over
/// in silence. Never fails on bad input: it stops with a finding.
PeelResult peel(std::string_view name, std::string_view bytes, const PeelOptions& options,
                const std::function<void(Part&&)>& sink);

/// Bytes that are read piece by piece: they may be mapped, and be bigger than
/// limits.max_part_bytes.
bool read_in_pieces(std::string_view bytes);

/// One file or member that is no container, or is not to be opened. `declared`: a charset that
/// somebody else says, where the text says none.
Part read_part(std::string_view name, std::string_view bytes, const PeelOptions& options,
               std::string_view declared = {});

}  // namespace solander
