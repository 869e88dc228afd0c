// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/volume.h"

#include <algorithm>
#include <cstdint>

#include "source/rar_blocks.h"

namespace solander {
namespace {

using namespace std::string_view_literals;

bool is_rar_volume(std::string_view bytes) {
    constexpr std::uint64_t kMainHeader = 1, kExtra = 1, kVolume = 1;
    if (bytes.starts_with("Rar!\x1A\x07\0"sv))
        return bytes.size() > 12 && (rar_fixed(bytes, 10, 2) & kVolume) != 0;
    if (!bytes.starts_with("Rar!\x1A\x07\1\0"sv)) return false;
    std::size_t at = 12;  // behind the header's checksum
    (void)rar_number(bytes, at);
    if (rar_number(bytes, at) != kMainHeader) return false;
    if ((rar_number(bytes, at) & kExtra) != 0) (void)rar_number(bytes, at);
    return (rar_number(bytes, at) & kVolume) != 0;
}

/// The last piece has the directory, and says which disk it is on.
bool is_last_of_zip(std::string_view bytes) {
    constexpr std::size_t kLongestEnd = 65557;  // 22 bytes and a comment
    const std::string_view tail = bytes.substr(bytes.size() - std::min(bytes.size(), kLongestEnd));
    const std::size_t end = tail.rfind("PK\5\6"sv);
    if (end == std::string_view::npos || tail.size() - end < 22) return false;
    const std::uint64_t disk = rar_fixed(tail, end + 4, 2);
    return disk > 0 && disk < 0xFFFF && 22 + rar_fixed(tail, end + 20, 2) == tail.size() - end;
}

}  // namespace

bool is_volume(std::string_view bytes) {
    if (bytes.starts_with("PK\7\x08")) return true;
    if (bytes.starts_with("7z\xBC\xAF\x27\x1C") && bytes.size() >= 32) {
        const std::uint64_t offset = rar_fixed(bytes, 12, 8), size = rar_fixed(bytes, 20, 8);
        const std::uint64_t rest = bytes.size() - 32;
        return offset > rest || size > rest - offset;
    }
    return is_rar_volume(bytes) || is_last_of_zip(bytes);
}

}  // namespace solander
