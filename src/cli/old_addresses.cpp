// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/old_addresses.h"

#include <fmt/format.h>

#include "base/text.h"

namespace solander {

void OldAddresses::lead(std::string_view from, std::string to) {
    // Nothing that could end the line or its first column.
    if (from.empty() || from.find_first_of(" \t\r\n") != std::string_view::npos) return;
    const auto [at, fresh] = now_.emplace(from, to);
    if (!fresh && at->second != to) ++doubled_;
}

void OldAddresses::add(WorkId work, const WorkRecord& record) {
    const std::string here = fmt::format("/works/{}", work);
    for (const Extra& extra : record.extra) {
        if (extra.label == "Source URL") lead(extra.value, here);
        if (extra.label == "Old address") {
            lead(extra.value, here);
            for (std::uint32_t n = 1; n <= record.chapters; ++n)
                lead(fmt::format("{}&chapter={}", extra.value, n),
                     fmt::format("{}/chapters/{}", here, n));
        }
        if (extra.label == "Chapter addresses") {
            std::size_t n = 0;
            for (const std::string_view address : split(extra.value, '\n'))
                lead(address, fmt::format("{}/chapters/{}", here, ++n));
        }
    }
}

std::string OldAddresses::text() const {
    std::string out;
    for (const auto& [from, to] : now_) out.append(from).append("\t").append(to).append("\n");
    return out;
}

}  // namespace solander
