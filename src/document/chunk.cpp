// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/chunk.h"

#include <algorithm>

#include "base/text.h"
#include "document/line_ends.h"
#include "document/marks.h"

namespace solander {

namespace {

bool has_gap(std::string_view line) {
    return line.find("   ") != std::string_view::npos || line.find('\t') != std::string_view::npos;
}

/// "3. Flour", "- Name", "MULDER: What?": such a line is its own however full the one above was.
bool starts_item(std::string_view line) {
    std::size_t at = 0;
    while (at < line.size() && is_ascii_digit(line[at])) ++at;
    if (at > 0 && at <= 3)
        return at + 1 < line.size() && (line[at] == '.' || line[at] == ')') && line[at + 1] == ' ';
    while (at < line.size() && at < 24
           && (is_ascii_upper(line[at]) || line[at] == ' ' || line[at] == '.' || line[at] == '\''))
        ++at;
    return at >= 2 && at < line.size() && line[at] == ':';
}

}  // namespace

Shapes::Shapes(const Lines& lines, const Layout& layout) : lines_(lines), layout_(layout) {
    widths_.reserve(lines.lines.size());
    for (const Line& line : lines.lines)
        widths_.push_back(static_cast<std::uint16_t>(
            std::min<std::uint32_t>(width_of(lines.of(line)) + line.indent, 65535U)));
}

bool Shapes::justified() const {
    constexpr std::size_t kSample = 400;
    std::size_t stretched = 0, seen = 0;
    for (const Line& line : lines_.lines) {
        if (++seen > kSample) break;
        const std::string_view text = lines_.of(line);
        const std::size_t gap = text.find("  ");
        if (gap != std::string_view::npos && gap > 0
            && std::string_view(".?!\"':").find(text[gap - 1]) == std::string_view::npos)
            ++stretched;
    }
    return stretched * 4 > seen;
}

bool Shapes::fits_before(std::size_t i) const {
    return width(i - 1) + 1 + first_word_width(lines_.of(lines_.lines[i])) <= wrap();
}

bool Shapes::verse(std::size_t first, std::size_t last) const {
    const std::size_t count = last - first;
    if (count < 2) return false;
    std::uint64_t sum = 0;
    std::uint32_t widest = 0;
    std::size_t speech = 0, sentences = 0, indented = 0, going_on = 0;
    for (std::size_t i = first; i < last; ++i) {
        const std::string_view line = lines_.of(lines_.lines[i]);
        sum += width(i) - std::min<std::uint32_t>(width(i), layout_.usual_indent);
        widest = std::max(widest, width(i));
        // Most prose stops here, at its first full line.
        if (widest * 5 > wrap() * 4 && !layout_.ragged) return false;
        speech += starts_speech(line) ? 1U : 0U;
        sentences += ends_sentence(line) ? 1U : 0U;
        indented += lines_.lines[i].indent > layout_.usual_indent + 1 ? 1U : 0U;
        going_on += i > first && starts_small(line) ? 1U : 0U;
    }
    if (sum * 5 >= count * wrap() * 3 || widest * 5 > wrap() * 4) return false;
    if (count == 2 && width(first) * 2 >= wrap()) return false;
    // Speeches one under the other, and one-line paragraphs that begin with an indent.
    if (speech * 2 >= count) return false;
    if (layout_.indent_starts && indented == count && sentences * 10 >= count * 6
        && lines_.lines[first].indent <= layout_.start_indent + 2)
        return false;
    // Wrapped narrower than the rest (a quoted telegram) is still wrapped when it reads on.
    if (layout_.width != 0 && count >= 3 && going_on * 2 > count && sum * 20 >= count * widest * 17)
        return false;
    return !layout_.ragged || going_on * 3 < count;
}

bool Shapes::table(std::size_t first, std::size_t last) const {
    if (last - first < 3) return false;
    std::size_t gaps = 0;
    for (std::size_t i = first; i < last; ++i) {
        gaps += has_gap(lines_.of(lines_.lines[i])) ? 1U : 0U;
        if (i - first + 1 > 2 * (gaps + 1)) return false;
    }
    return gaps * 3 >= (last - first) * 2 && !justified();
}

bool Shapes::centred(std::size_t i) const {
    const Line& line = lines_.lines[i];
    if (line.indent < layout_.usual_indent + 8U || line.indent <= layout_.start_indent + 2U)
        return false;
    const std::uint32_t own = width(i) - line.indent;
    if (own * 5 >= wrap() * 4) return false;
    const std::uint32_t middle = (std::max(wrap(), own) - own) / 2;
    return line.indent + 5U >= middle && line.indent <= middle + 5U;
}

bool Shapes::starts_paragraph(std::size_t i) const {
    if (layout_.width == 0) return true;
    const Line& line = lines_.lines[i];
    const Line& before = lines_.lines[i - 1];
    const std::string_view text = lines_.of(line), above = lines_.of(before);
    if (layout_.indent_starts && line.indent >= layout_.usual_indent + 2U
        && (line.indent > before.indent + 1U || ends_sentence(above)))
        return true;
    if (starts_small(text)) return false;
    if (starts_item(text) && (fits_before(i) || ends_sentence(above))) return true;
    if (!ends_sentence(above) || !fits_before(i)) return false;
    // Where paragraphs are marked, a short line alone is little evidence; elsewhere it is all there
    // is.
    if (layout_.blank_between || layout_.indent_starts)
        return !layout_.ragged && width(i - 1) * 10 < layout_.width * 7U;
    return width(i - 1) + 1 + first_word_width(text) + 2 <= wrap();
}

bool Shapes::keeps_break(std::size_t i) const {
    if (layout_.ragged || width(i - 1) * 5 >= wrap() * 3 || !fits_before(i)) return false;
    return !starts_small(lines_.of(lines_.lines[i]));
}

bool Shapes::underlined(std::size_t i) const {
    const Line& line = lines_.lines[i];
    const Line& below = lines_.lines[i + 1];
    const std::string_view text = lines_.of(line);
    const std::uint32_t own = width(i) - line.indent;
    const std::uint32_t drawn = width(i + 1) - below.indent;
    if (!is_underline(lines_.of(below)) || own > 60 || own + 6 < drawn || drawn * 2 < own)
        return false;
    if (ornament_of(text) != Ornament::none || is_drawing(text)) return false;
    // A sentence above a rule is the end of a scene, not a title.
    const char last = text.back();
    return last != '.' && last != ',' && last != '"' && last != ';' && !starts_speech(text)
           && !starts_small(text);
}

}  // namespace solander
