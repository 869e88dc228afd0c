// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/rar_blocks.h"

namespace solander {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMostBlocks = 1'000'000;

/// One block: where its head and its data end, and the sum when it is an entry.
struct Block {
    std::uint64_t end = 0;
    bool entry = false, last = false, sealed = false;
    std::optional<std::uint32_t> sum{};
};

/// crc16 type flags size [size of data]; of an entry: packed, unpacked, system, crc32 ...
std::optional<Block> old_block(std::string_view bytes, std::size_t at) {
    constexpr std::uint64_t kArchive = 0x73, kFile = 0x74, kSub = 0x7A, kEnd = 0x7B;
    constexpr std::uint64_t kHasData = 0x8000, kLarge = 0x100, kSealed = 0x80;
    if (bytes.size() < at + 7) return std::nullopt;
    const std::uint64_t type = rar_fixed(bytes, at + 2, 1), flags = rar_fixed(bytes, at + 3, 2),
                        size = rar_fixed(bytes, at + 5, 2);
    if (size < 7) return std::nullopt;
    Block block;
    block.end = at + size;
    block.entry = type == kFile;
    block.last = type == kEnd;
    block.sealed = type == kArchive && (flags & kSealed) != 0;
    const bool file_like = type == kFile || type == kSub;
    if (file_like || (flags & kHasData) != 0) block.end += rar_fixed(bytes, at + 7, 4);
    if (file_like && (flags & kLarge) != 0) block.end += rar_fixed(bytes, at + 32, 4) << 32;
    if (block.entry) block.sum = static_cast<std::uint32_t>(rar_fixed(bytes, at + 16, 4));
    return block;
}

/// crc32 size type flags [size of extra] [size of data]; of an entry: flags, unpacked, attributes
/// [time] [crc32] ...
std::optional<Block> new_block(std::string_view bytes, std::size_t at) {
    constexpr std::uint64_t kFile = 2, kSealed = 4, kEnd = 5;
    constexpr std::uint64_t kExtra = 1, kData = 2, kTime = 2, kSum = 4;
    if (bytes.size() < at + 7) return std::nullopt;
    at += 4;
    const std::uint64_t size = rar_number(bytes, at);
    Block block;
    if (size == 0 || size > bytes.size()) return std::nullopt;
    block.end = at + size;
    const std::uint64_t type = rar_number(bytes, at), flags = rar_number(bytes, at);
    if ((flags & kExtra) != 0) (void)rar_number(bytes, at);
    if ((flags & kData) != 0) block.end += rar_number(bytes, at);
    block.entry = type == kFile;
    block.last = type == kEnd;
    block.sealed = type == kSealed;
    if (!block.entry) return block;
    const std::uint64_t about = rar_number(bytes, at);
    (void)rar_number(bytes, at);
    (void)rar_number(bytes, at);
    if ((about & kTime) != 0) at += 4;
    if ((about & kSum) != 0) block.sum = static_cast<std::uint32_t>(rar_fixed(bytes, at, 4));
    return block;
}

}  // namespace

std::uint64_t rar_number(std::string_view bytes, std::size_t& at) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 63 && at < bytes.size(); shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes[at++]);
        value |= std::uint64_t{byte & 0x7FU} << shift;
        if ((byte & 0x80U) == 0) break;
    }
    return value;
}

std::uint64_t rar_fixed(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count && at + i < bytes.size(); ++i)
        value |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    return value;
}

RarBlocks read_rar_blocks(std::string_view bytes) {
    constexpr std::string_view kOld = "Rar!\x1A\x07\0"sv, kNew = "Rar!\x1A\x07\1\0"sv;
    const bool old = bytes.starts_with(kOld);
    RarBlocks all;
    all.known = old || bytes.starts_with(kNew);
    std::uint64_t at = old ? kOld.size() : kNew.size();
    std::size_t blocks = 0;
    while (all.known && at < bytes.size() && blocks++ < kMostBlocks) {
        const auto block = old ? old_block(bytes, at) : new_block(bytes, at);
        if (!block || block->end <= at || block->end > bytes.size()) return all;
        if (block->sealed) return {};
        if (block->entry) all.sums.push_back(block->sum);
        if (block->last) {
            all.whole = true;
            return all;
        }
        at = block->end;
    }
    // RAR 2 and older wrote no last block.
    all.whole = old && at == bytes.size() && !all.sums.empty();
    return all;
}

}  // namespace solander
