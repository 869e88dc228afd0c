// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes become valid UTF-8 without control characters, with a way back that never leaves the
// bytes.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "source/peel.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace solander;
    if (size == 0) return 0;
    constexpr std::string_view kAsked[] = {"",          "",          "",       "utf-8",
                                           "macintosh", "shift_jis", "utf-16", "iso-2022-jp"};
    PeelOptions options;
    options.encoding = kAsked[data[0] % std::size(kAsked)];
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const Part part = read_part("x.txt", bytes, options);
    if (!valid_utf8(part.text)) std::abort();
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < part.text.size(); ++i) {
        const auto b = static_cast<unsigned char>(part.text[i]);
        if ((b < 0x20 && b != '\n' && b != '\t' && b != '\f') || b == 0x7F) std::abort();
        const std::uint64_t at = part.to_bytes.to_in(i);
        if (at < last || at > bytes.size()) std::abort();
        last = at;
    }
    for (const Finding& finding : part.findings)
        if (finding.where.from > finding.where.to || finding.where.to > bytes.size()) std::abort();
    return 0;
}
