// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/lines.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "base/text.h"

namespace solander {

namespace {

/// Bytes of the blank character at `at`: 1 for ASCII, 2 for NBSP, 3 for BOM, ideographic and thin
/// spaces; 0 if none.
std::size_t blank_at(const char* at, const char* end) {
    if (is_ascii_space(*at)) return 1;
    const auto left = end - at;
    if (left >= 2 && at[0] == '\xC2' && at[1] == '\xA0') return 2;
    if (left >= 3) {
        if (at[0] == '\xE3' && at[1] == '\x80' && at[2] == '\x80') return 3;
        if (at[0] == '\xEF' && at[1] == '\xBB' && at[2] == '\xBF') return 3;
        // U+2000 to U+200B: spaces of set widths and the zero-width space.
        if (at[0] == '\xE2' && at[1] == '\x80' && (at[2] & 0xF0) == 0x80 && (at[2] & 0x0F) <= 0x0B)
            return 3;
    }
    return 0;
}

/// Start of the blank character that ends at `end`; `end` when there is none.
const char* blank_before(const char* begin, const char* end) {
    if (is_ascii_space(end[-1])) return end - 1;
    for (std::ptrdiff_t n = 2; n <= 3 && end - begin >= n; ++n)
        if (blank_at(end - n, end) == static_cast<std::size_t>(n)) return end - n;
    return end;
}

std::uint32_t columns_after(std::uint32_t column, const char* at, std::size_t bytes) {
    if (*at == '\t') return (column / 8 + 1) * 8;
    if (*at == '\f' || *at == '\v' || *at == '\r') return 0;
    return column + (*at == '\xE3' ? 2 : *at == '\xEF' || at[bytes - 1] == '\x8B' ? 0 : 1);
}

std::uint16_t clamp16(std::uint32_t value) {
    constexpr std::uint32_t kMost = std::numeric_limits<std::uint16_t>::max();
    return static_cast<std::uint16_t>(std::min(value, kMost));
}

}  // namespace

std::uint32_t append_lines(Lines& out, std::uint32_t first, std::uint32_t last,
                           std::uint32_t blanks, std::uint32_t block) {
    const char* const base = out.text.data();
    const char* const end = base + last;
    for (const char* at = base + first; at < end;) {
        const auto* stop =
            static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
        if (stop == nullptr) stop = end;
        const char* from = at;
        std::uint32_t column = 0;
        while (from < stop) {
            const std::size_t bytes = blank_at(from, stop);
            if (bytes == 0) break;
            column = columns_after(column, from, bytes);
            from += bytes;
        }
        if (from == stop) {
            ++blanks;
        } else {
            const char* to = stop;
            for (const char* next = blank_before(from, to); next != to;
                 next = blank_before(from, to))
                to = next;
            Line line{};
            line.from = static_cast<std::uint32_t>(from - base);
            line.to = static_cast<std::uint32_t>(to - base);
            line.indent = clamp16(column);
            line.blanks_before = clamp16(blanks);
            line.block = block;
            out.lines.push_back(line);
            blanks = 0;
        }
        at = stop + 1;
    }
    return blanks;
}

Lines split_lines(std::string_view text) {
    Lines out;
    // Offsets are 32 bits wide; the limits of reading stop far below.
    out.text = text.substr(0, std::numeric_limits<std::uint32_t>::max() - 1);
    out.lines.reserve(out.text.size() / 56 + 8);
    append_lines(out, 0, static_cast<std::uint32_t>(out.text.size()), 0, 0);
    return out;
}

std::uint32_t width_of(std::string_view line) {
    std::uint32_t continuation = 0;
    for (const char c : line.substr(ascii_prefix(line)))
        continuation += (static_cast<unsigned char>(c) & 0xC0U) == 0x80U ? 1U : 0U;
    return static_cast<std::uint32_t>(line.size()) - continuation;
}

}  // namespace solander
