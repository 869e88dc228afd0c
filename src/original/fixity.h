// SPDX-License-Identifier: GPL-3.0-or-later
// Reads every original again and says which are missing, altered, or not ours.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/progress.h"
#include "original/object_store.h"

namespace solander {

/// What the catalogue says of one original.
struct HeldOriginal {
    Digest digest;
    std::uint64_t size = 0;
};

struct FixityReport {
    struct Altered {
        Digest digest;
        std::string why;  ///< "is 12 bytes long, was 15", "has other bytes", "cannot be read: ..."
    };
    std::uint64_t originals = 0;  ///< expected ones that are there and as they were
    std::uint64_t bytes = 0;      ///< read on the way
    std::vector<Digest> missing;  ///< sorted, as all lists here
    std::vector<Altered> altered;
    std::vector<std::filesystem::path> stray;  ///< files in the store that nobody expects
    bool cancelled = false;  ///< stopped by progress.cancel: lists are not complete

    bool sound() const { return missing.empty() && altered.empty() && stray.empty() && !cancelled; }
};

/// Reads with `threads` threads, little memory each. Throws Error{storage} only when the store's
/// folders cannot be listed.
FixityReport check_fixity(const ObjectStore&, std::vector<HeldOriginal> expected, unsigned threads,
                          Progress&);

}  // namespace solander
