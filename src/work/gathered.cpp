// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/gathered.h"

#include <algorithm>
#include <utility>

namespace solander {
namespace {

/// Calls `visit(message, first)` with the lines of each message and the number of its first one.
template <class Visit>
void for_each_message(const Part& part, const Lines& lines, Visit&& visit) {
    std::uint32_t first = 0;
    for (std::size_t i = 0; i < part.sections.size(); ++i) {
        auto last = static_cast<std::uint32_t>(lines.lines.size());
        if (i + 1 < part.sections.size()) {
            const std::uint64_t end = part.sections[i + 1].from;
            const auto found =
                std::partition_point(lines.lines.begin(), lines.lines.end(), [&](const Line& line) {
                    return (lines.to_part == nullptr ? line.from : lines.to_part->to_in(line.from))
                           < end;
                });
            last = static_cast<std::uint32_t>(found - lines.lines.begin());
        }
        Lines message{lines.text, {}, lines.to_part};
        message.lines.assign(lines.lines.begin() + first, lines.lines.begin() + last);
        visit(message, first);
        first = last;
    }
}

void append_shifted(std::vector<Region>& to, const std::vector<Region>& regions, std::uint32_t by) {
    for (const Region& region : regions)
        to.push_back({region.first + by, region.last + by, region.layer});
}

/// The regions that lie in lines [first, last), counted from `first`.
std::vector<Region> regions_in(const std::vector<Region>& regions, std::uint32_t first,
                               std::uint32_t last) {
    std::vector<Region> out;
    auto at = std::lower_bound(regions.begin(), regions.end(), first,
                               [](const Region& r, std::uint32_t line) { return r.last <= line; });
    for (; at != regions.end() && at->first < last; ++at)
        out.push_back(
            {std::max(at->first, first) - first, std::min(at->last, last) - first, at->layer});
    return out;
}

}  // namespace

std::vector<Region> furniture_of(const Part& part, const Lines& lines) {
    if (!is_gathered(part)) return find_furniture(lines);
    std::vector<Region> regions;
    for_each_message(part, lines, [&](const Lines& message, std::uint32_t first) {
        append_shifted(regions, find_furniture(message), first);
    });
    return regions;
}

HeaderReading headers_of(const Part& part, const Lines& lines, const std::vector<Region>& outside,
                         const LabelTable& labels) {
    if (!is_gathered(part)) return find_headers(lines, outside, labels);
    HeaderReading all;
    for_each_message(part, lines, [&](const Lines& message, std::uint32_t first) {
        const auto size = static_cast<std::uint32_t>(message.lines.size());
        HeaderReading one = find_headers(message, regions_in(outside, first, first + size), labels);
        for (HeaderBlock& block : one.blocks) {
            block.first += first;
            block.last += first;
            if (first > 0) block.place = BlockPlace::inside;
            all.blocks.push_back(std::move(block));
        }
        append_shifted(all.regions, one.regions, first);
        for (Finding& finding : one.findings) all.findings.push_back(std::move(finding));
        all.looks_like_index = all.looks_like_index || one.looks_like_index;
    });
    return all;
}

}  // namespace solander
