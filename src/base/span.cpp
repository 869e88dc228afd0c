// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/span.h"

#include <algorithm>

namespace solander {

std::uint64_t OffsetMap::map(const Run& run, std::uint64_t out) const {
    return run.in + (out - run.out) / run.out_step * run.in_step;
}

void OffsetMap::add(std::uint64_t out, std::uint64_t in, std::uint32_t out_step,
                    std::uint32_t in_step) {
    if (out_step == 0) return;
    if (runs_.empty()) {
        if (out == in && out_step == in_step) return;  // still the identity
        if (out != 0) runs_.push_back({0, 0, 1, 1});
    } else {
        const Run& last = runs_.back();
        const bool same_step = last.out_step == out_step && last.in_step == in_step;
        if (same_step && (out - last.out) % last.out_step == 0 && map(last, out) == in) return;
        if (last.out == out) runs_.pop_back();
    }
    runs_.push_back({out, in, out_step, in_step});
}

void OffsetMap::add_copy(std::uint64_t out, const OffsetMap& inner, Span of) {
    auto run = std::upper_bound(inner.runs_.begin(), inner.runs_.end(), of.from,
                                [](std::uint64_t o, const Run& r) { return o < r.out; });
    if (run == inner.runs_.begin())
        add(out, of.from);
    else
        add(out, inner.map(*(run - 1), of.from), (run - 1)->out_step, (run - 1)->in_step);
    for (; run != inner.runs_.end() && run->out < of.to; ++run)
        add(out + (run->out - of.from), run->in, run->out_step, run->in_step);
}

std::uint64_t OffsetMap::to_in(std::uint64_t out) const {
    if (runs_.empty()) return out;
    auto after = std::upper_bound(runs_.begin(), runs_.end(), out,
                                  [](std::uint64_t o, const Run& r) { return o < r.out; });
    if (after == runs_.begin()) return out;
    return map(*(after - 1), out);
}

Span OffsetMap::to_in(Span out) const {
    if (runs_.empty()) return out;
    if (out.empty()) return {to_in(out.from), to_in(out.from)};
    const std::uint64_t last = out.to - 1;
    auto after = std::upper_bound(runs_.begin(), runs_.end(), last,
                                  [](std::uint64_t o, const Run& r) { return o < r.out; });
    const std::uint64_t step = after == runs_.begin() ? 1 : (after - 1)->in_step;
    return {to_in(out.from), to_in(last) + step};
}

}  // namespace solander
