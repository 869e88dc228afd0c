// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses in any bytes: ranges in order and inside the text, and nothing left that could be
// masked again.
#include "base/address.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::size_t done = 0;
    for (const solander::AddressRange& range : solander::find_addresses(text)) {
        if (range.from < done || range.to <= range.from || range.to > size) std::abort();
        done = range.to;
    }
    const std::string masked = solander::without_addresses(text);
    // Beyond the longest address a cut-off name may be what is left.
    if (size <= 100 && solander::without_addresses(masked) != masked) std::abort();
    return 0;
}
