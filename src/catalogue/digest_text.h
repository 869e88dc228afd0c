// SPDX-License-Identifier: GPL-3.0-or-later
// A digest's bytes as the lower-case hex people and file names use.
#pragma once
#include <string>
#include <string_view>

namespace solander {

inline std::string digest_text(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += kDigits[byte >> 4];
        out += kDigits[byte & 15];
    }
    return out;
}

}  // namespace solander
