// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/quoting.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace solander {

namespace {

constexpr std::uint8_t kDeepest = 9;

/// Level of one line and where its own text starts. ">>Thoughts<<" and ">>>>>" are not quoting.
std::uint8_t level_of(std::string_view line, std::size_t& start) {
    start = 0;
    if (line.front() != '>' || line.back() == '<') return 0;
    std::uint8_t level = 0;
    std::size_t at = 0;
    while (at < line.size() && level < kDeepest) {
        if (line[at] == '>')
            ++level, start = ++at;
        else if (line[at] == ' ' && at + 1 < line.size() && line[at + 1] == '>')
            ++at;
        else
            break;
    }
    if (at == line.size() && level > 2) return 0;
    while (start < line.size() && is_ascii_space(line[start])) ++start;
    return level;
}

}  // namespace

Quoting take_off_quotes(const Lines& lines) {
    std::size_t quoted = 0, start = 0;
    std::array<std::size_t, kDeepest + 1> levels{};
    for (const Line& line : lines.lines) {
        if (line.from == line.to || lines.text[line.from] != '>') continue;
        const std::uint8_t level = level_of(lines.of(line), start);
        quoted += level > 0 ? 1U : 0U;
        ++levels[level];
    }
    Quoting out;
    if (quoted < 2) return out;

    // Forwarded whole: what nine tenths of the lines have is not said again.
    std::uint8_t common = 0;
    std::size_t at_least = quoted;
    for (std::uint8_t level = 1; level <= kDeepest; ++level) {
        if (at_least * 10 >= lines.lines.size() * 9) common = level;
        at_least -= levels[level];
    }
    out.lines = lines.lines;
    out.level.resize(lines.lines.size());
    std::uint32_t blanks = 0;
    for (std::size_t i = 0; i < out.lines.size(); ++i) {
        Line& line = out.lines[i];
        const std::uint8_t level =
            line.from == line.to ? std::uint8_t{0} : level_of(lines.of(line), start);
        if (level > 0) {
            line.from += static_cast<std::uint32_t>(start);
            // One blank belongs to the mark; more is the quoted line's own indent.
            line.indent = static_cast<std::uint16_t>(start > level + 1U ? start - level - 1U : 0U);
            out.level[i] =
                level > common ? static_cast<std::uint8_t>(level - common) : std::uint8_t{0};
        }
        line.blanks_before = static_cast<std::uint16_t>(
            std::min<std::uint32_t>(line.blanks_before + blanks, 65535U));
        blanks = line.from == line.to && !line.rule ? line.blanks_before + 1U : 0U;
        if (blanks > 0 && i > 0) out.level[i] = out.level[i - 1];
    }
    return out;
}

}  // namespace solander
