// SPDX-License-Identifier: GPL-3.0-or-later
// Single-byte charsets as tables: what each byte from 0x80 on means.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace solander {

/// Bytes below 0x80 are ASCII in all of them.
class CodePage {
  public:
    /// By ICU's table of that name; nullptr when ICU has none or it is not a single-byte charset.
    /// The object lives as long as the program. Names are ours: "windows-1252", "ibm437" ...
    static const CodePage* find(std::string_view name);

    /// What a byte >= 0x80 means. Where windows-1252 has nothing (81 8D 8F 90 9D) the C1 control of
    /// the same number, as browsers do; elsewhere U+FFFD.
    char32_t decode(unsigned char byte) const { return high_[byte - 0x80]; }
    std::string_view utf8(unsigned char byte) const {
        return {utf8_[byte - 0x80].data(), sizes_[byte - 0x80]};
    }
    /// The byte >= 0x80 that means this character.
    std::optional<unsigned char> encode(char32_t c) const;

    explicit CodePage(const std::array<char32_t, 128>& high);

  private:
    std::array<char32_t, 128> high_;
    std::array<std::array<char, 4>, 128> utf8_{};
    std::array<std::uint8_t, 128> sizes_{};
    std::unordered_map<char32_t, unsigned char> bytes_;
};

}  // namespace solander
