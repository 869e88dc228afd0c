// SPDX-License-Identifier: GPL-3.0-or-later
// A byte range, and the map that leads from a derived text back to the bytes it was made from.
#pragma once
#include <cstdint>
#include <vector>

namespace solander {

/// Half-open byte range [from, to). Which text it counts in is said where it is used.
struct Span {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    std::uint64_t size() const { return to - from; }
    bool empty() const { return to <= from; }
    friend bool operator==(const Span&, const Span&) = default;
};

/// Maps byte offsets of a derived ("out") text to byte offsets of the text it came from ("in").
/// Built left to right; a run of equal steps costs one entry however long it is (a windows-1252
/// accent: 2 out bytes for 1 in byte). An empty map is the identity.
class OffsetMap {
  public:
    /// From out offset `out` on, `out_step` bytes of out stand for `in_step` bytes of in,
    /// repeatedly, starting at `in`. Calls must come with growing `out`; a call that only goes on
    /// with the last run is merged into it.
    void add(std::uint64_t out, std::uint64_t in, std::uint32_t out_step = 1,
             std::uint32_t in_step = 1);

    /// From out offset `out` on stands a copy of bytes `of` of a text that `inner` maps; the runs
    /// of `inner` are taken over, so that this map leads to where `inner` leads. O(log + runs
    /// copied).
    void add_copy(std::uint64_t out, const OffsetMap& inner, Span of);

    /// The in offset of the character that out offset `out` lies in. O(log runs).
    std::uint64_t to_in(std::uint64_t out) const;
    /// Start of the first to end of the last in byte behind the span; the end is the in offset
    /// where the last out byte's character stops.
    Span to_in(Span out) const;

    bool identity() const { return runs_.empty(); }
    std::size_t run_count() const { return runs_.size(); }

  private:
    struct Run {
        std::uint64_t out, in;
        std::uint32_t out_step, in_step;
    };
    std::uint64_t map(const Run& run, std::uint64_t out) const;
    std::vector<Run> runs_;
};

}  // namespace solander
