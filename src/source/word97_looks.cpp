// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/word97_looks.h"

#include <algorithm>

#include "source/ole.h"

namespace solander {
namespace {

/// Bytes of an operand, by the three highest bits of its code; 0: its first byte says.
std::size_t operand_size(std::uint32_t code) {
    constexpr std::size_t kSizes[] = {1, 1, 2, 4, 2, 2, 0, 3};
    return kSizes[code >> 13 & 7];
}

/// 0 and 1 say it; 0x81 is the opposite of what the style has, which is hardly ever bold.
RunLook look_of(std::string_view codes) {
    RunLook look;
    for (std::size_t at = 0; at + 3 <= codes.size();) {
        const std::uint32_t code = ole_number(codes, at, 2);
        at += 2;
        const auto value = static_cast<unsigned char>(codes[at]);
        const bool on = value == 1 || value == 0x81;
        if (code == 0x0835) look.bold = on;
        if (code == 0x0836) look.italic = on;
        if (code == 0x0837) look.strike = on;
        if (code == 0x2A3E) look.underline = value != 0;
        if (code == 0x2A48) look.raised = value == 1;
        if (code == 0x2A48) look.lowered = value == 2;
        const std::size_t size = operand_size(code);
        at += size != 0 ? size : std::size_t{value} + 1;
    }
    return look;
}

}  // namespace

Word97Looks::Word97Looks(std::string_view document, std::string_view bins) {
    constexpr std::size_t kPage = 512;
    const std::size_t count = bins.size() < 12 ? 0 : (bins.size() - 4) / 8;
    const std::size_t most = document.size() / kPage + 1;
    for (std::size_t i = 0; i < std::min(count, most); ++i) {
        const std::uint64_t at =
            std::uint64_t{ole_number(bins, (count + 1) * 4 + i * 4, 4) & 0x3FFFFFU} * kPage;
        if (at + kPage <= document.size())
            read_page(document.substr(static_cast<std::size_t>(at), kPage));
    }
    std::sort(stretches_.begin(), stretches_.end(),
              [](const Stretch& a, const Stretch& b) { return a.from < b.from; });
}

void Word97Looks::read_page(std::string_view page) {
    const auto runs = static_cast<std::size_t>(static_cast<unsigned char>(page[511]));
    if ((runs + 1) * 4 + runs > 511) return;
    for (std::size_t i = 0; i < runs; ++i) {
        const std::uint32_t from = ole_number(page, i * 4, 4), to = ole_number(page, i * 4 + 4, 4);
        const auto word = static_cast<unsigned char>(page[(runs + 1) * 4 + i]);
        if (word == 0 || from >= to) continue;
        const std::size_t codes = std::size_t{word} * 2;
        const std::size_t size = static_cast<unsigned char>(page[codes]);
        const RunLook look = look_of(page.substr(codes + 1, std::min(size, 510 - codes)));
        if (look != RunLook{}) stretches_.push_back({from, to, look});
    }
}

RunLook Word97Looks::at(std::uint32_t place) {
    if (last_ < stretches_.size() && stretches_[last_].from <= place
        && place < stretches_[last_].to)
        return stretches_[last_].look;
    const auto found = std::upper_bound(
        stretches_.begin(), stretches_.end(), place,
        [](std::uint32_t at, const Stretch& stretch) { return at < stretch.from; });
    if (found == stretches_.begin()) return {};
    last_ = static_cast<std::size_t>(found - stretches_.begin()) - 1;
    return place < stretches_[last_].to ? stretches_[last_].look : RunLook{};
}

}  // namespace solander
