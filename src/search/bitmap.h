// SPDX-License-Identifier: GPL-3.0-or-later
// Sets of slots (places of works in the filters' arrays): Roaring bitmaps, and plain bits for the
// hot test.
#pragma once
#include <roaring/roaring.hh>

#include <cstdint>
#include <vector>

namespace solander {

using Bitmap = Roaring;

/// One bit a slot; has() is two instructions.
class Bits {
  public:
    Bits() = default;
    explicit Bits(const Bitmap& set, std::size_t slots) : words_(slots / 64 + 1) {
        set.iterate(
            [](std::uint32_t slot, void* words) {
                static_cast<std::uint64_t*>(words)[slot / 64] |= std::uint64_t{1} << (slot % 64);
                return true;
            },
            words_.data());
    }
    bool has(std::uint32_t slot) const { return (words_[slot / 64] >> (slot % 64) & 1) != 0; }

  private:
    std::vector<std::uint64_t> words_;
};

inline std::vector<std::uint32_t> members(const Bitmap& set) {
    std::vector<std::uint32_t> all(set.cardinality());
    set.toUint32Array(all.data());
    return all;
}

}  // namespace solander
