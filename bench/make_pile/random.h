// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers that are the same on every machine: integers only, no <random>, no libm.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace solander::pile {

inline std::uint64_t mix(std::uint64_t x) {  // splitmix64's finaliser
    x += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

/// xoshiro256** seeded by splitmix64. One stream for each (seed, story, purpose).
class Random {
  public:
    Random(std::uint64_t seed, std::uint64_t item, std::uint64_t stream) {
        std::uint64_t x = mix(seed ^ mix(item ^ mix(stream)));
        for (std::uint64_t& s : state_) s = x = mix(x);
    }
    std::uint64_t next() {
        const std::uint64_t result = rotate(state_[1] * 5, 7) * 9;
        const std::uint64_t t = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= t;
        state_[3] = rotate(state_[3], 45);
        return result;
    }
    /// 0 .. n-1, n below 2^32.
    std::uint32_t below(std::uint64_t n) {
        return static_cast<std::uint32_t>(((next() >> 32) * n) >> 32);
    }
    int between(int low, int high) {
        return low + static_cast<int>(below(static_cast<std::uint64_t>(high - low + 1)));
    }
    bool percent(int p) { return static_cast<int>(below(100)) < p; }
    /// 0 .. n-1, small ones more often (square of a uniform number).
    std::uint32_t favoured(std::uint32_t n) {
        const std::uint64_t u = next() >> 32;
        return static_cast<std::uint32_t>((((u * u) >> 32) * n) >> 32);
    }
    template <class Table>
    const auto& pick(const Table& table) {
        return table[below(std::size(table))];
    }
    /// exp(N(ln median, 1.058)), whose mean is 1.75 times the median; the normal is a sum of
    /// twelve.
    std::uint64_t lognormal(std::uint64_t median) {
        static constexpr std::array<std::uint64_t, 33> power = {
            // 2^(k/32), 30 bits after the point
            1073741824, 1097253708, 1121280436, 1145833280, 1170923762, 1196563654, 1222764986,
            1249540052, 1276901417, 1304861917, 1333434672, 1362633090, 1392470869, 1422962010,
            1454120821, 1485961921, 1518500250, 1551751076, 1585730000, 1620452965, 1655936265,
            1692196547, 1729250827, 1767116489, 1805811301, 1845353420, 1885761398, 1927054196,
            1969251188, 2012372174, 2056437387, 2101467502, 2147483648};
        std::int64_t sum = -6 * 65536;
        for (int i = 0; i < 12; ++i) sum += static_cast<std::int64_t>(next() >> 48);
        // 1.058 / ln 2 = 1.52637, in 1/65536
        const std::int64_t e = (sum * 100032) / 65536 + (std::int64_t{16} << 16);
        if (e <= 0) return 1;
        const auto whole = static_cast<std::uint64_t>(e) >> 16;
        const auto part = static_cast<std::uint64_t>(e) & 0xFFFFU;
        const std::uint64_t low = power[part >> 11], high = power[(part >> 11) + 1];
        const std::uint64_t factor = low + (((high - low) * (part & 0x7FFU)) >> 11);
        const std::uint64_t scaled = (median * (factor >> 10)) >> 20;  // median * 2^fraction
        return whole >= 16 ? scaled << (whole - 16) : scaled >> (16 - whole);
    }

  private:
    static std::uint64_t rotate(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
    std::array<std::uint64_t, 4> state_{};
};

}  // namespace solander::pile
