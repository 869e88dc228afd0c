// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes taken for a container end, within the limits, in valid parts and findings.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "source/peel.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace solander;
    PeelOptions options;
    options.limits.max_part_bytes = 1 << 20;
    options.limits.ratio_floor = 4 << 20;
    options.limits.max_members = 100;
    std::uint64_t parts = 0;
    const PeelResult result =
        peel("x", {reinterpret_cast<const char*>(data), size}, options, [&](Part&& part) {
            ++parts;
            if (!valid_utf8(part.text) || !valid_utf8(part.path) || !valid_utf8(part.name))
                std::abort();
        });
    if (parts != result.parts) std::abort();
    for (const Finding& finding : result.findings)
        if (!valid_utf8(finding.text)) std::abort();
    return 0;
}
