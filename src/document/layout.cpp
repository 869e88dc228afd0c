// SPDX-License-Identifier: GPL-3.0-or-later
// How a plain text is laid out, from counts over all its lines. Thresholds: story-files 11, checked
// against the layouts of tests/document/layout_test.cpp.
#include <algorithm>
#include <array>

#include "document/line_ends.h"
#include "document/lines.h"

namespace solander {

namespace {

constexpr std::uint32_t kWidest = 132;    // a wrap column beyond this is none
constexpr std::uint32_t kNarrowest = 30;  // and below this it is verse
constexpr std::size_t kGaps = 9;          // blank lines counted apart, the last for "more"
constexpr std::size_t kIndents = 41;

struct Counts {
    std::array<std::uint32_t, kWidest + 1> widths{};
    std::array<std::uint32_t, kIndents> indents{};
    std::array<std::uint32_t, kGaps> gaps{};
    std::uint32_t lines = 0, wide = 0;
    // Pairs of lines of which the first stops in mid-sentence and the second goes on, by gap.
    std::array<std::uint32_t, kGaps> going_on{};
    std::uint32_t stops_open = 0;      // lines that stop in mid-sentence, whatever follows
    std::uint32_t going_on_short = 0;  // as going_on, but the first line is far from full
    std::uint32_t full = 0;            // as going_on, and the next word would not have fitted
};

bool counts(const Line& line) { return !line.rule && !line.cell && !line.heading; }

std::size_t gap_of(const Line& line) {
    return std::min<std::size_t>(line.blanks_before, kGaps - 1);
}

template <std::size_t N>
std::uint32_t total(const std::array<std::uint32_t, N>& counts) {
    std::uint32_t sum = 0;
    for (const std::uint32_t n : counts) sum += n;
    return sum;
}

/// The smallest index below which `share` of all counts lie.
template <std::size_t N>
std::uint32_t quantile(const std::array<std::uint32_t, N>& counts, double share) {
    const double wanted = share * total(counts);
    double seen = 0;
    for (std::size_t i = 0; i < N; ++i) {
        seen += counts[i];
        if (seen >= wanted && seen > 0) return static_cast<std::uint32_t>(i);
    }
    return 0;
}

Counts count_shapes(const Lines& lines, std::vector<std::uint16_t>& widths) {
    Counts c;
    widths.reserve(lines.lines.size());
    bool first = true;
    for (const Line& line : lines.lines) {
        const std::uint32_t width = counts(line) ? width_of(lines.of(line)) + line.indent : 0;
        widths.push_back(static_cast<std::uint16_t>(std::min(width, 65535U)));
        if (!counts(line)) continue;
        ++c.lines;
        if (width > kWidest)
            ++c.wide;
        else
            ++c.widths[width];
        ++c.indents[std::min<std::size_t>(line.indent, kIndents - 1)];
        if (!first) ++c.gaps[gap_of(line)];
        first = false;
    }
    return c;
}

void count_going_on(const Lines& lines, const std::vector<std::uint16_t>& widths,
                    std::uint32_t wrap, Counts& c) {
    for (std::size_t i = 1; i < lines.lines.size(); ++i) {
        const Line& line = lines.lines[i];
        const Line& before = lines.lines[i - 1];
        if (!counts(line) || !counts(before) || line.block != before.block
            || widths[i - 1] > wrap + 8 || line.blanks_before > 1)
            continue;
        if (ends_sentence(lines.of(before))) continue;
        ++c.stops_open;
        if (!starts_small(lines.of(line))) continue;
        if (widths[i - 1] * 5U >= wrap * 3U) {
            ++c.going_on[gap_of(line)];
            c.full += widths[i - 1] + 1U + first_word_width(lines.of(line)) > wrap ? 1U : 0U;
        } else if (line.blanks_before == 0)
            ++c.going_on_short;
    }
}

/// Most body lines stand at the smallest indent that a tenth of them has.
std::uint16_t usual_indent(const Counts& c) {
    for (std::size_t i = 0; i < kIndents; ++i)
        if (c.indents[i] * 10 >= c.lines) return static_cast<std::uint16_t>(i);
    return 0;
}

void measure_indent(const Lines& lines, const Counts& c, Layout& layout) {
    layout.usual_indent = usual_indent(c);
    const std::uint32_t low = layout.usual_indent + 2U, high = layout.usual_indent + 16U;
    std::array<std::uint32_t, kIndents> at{};
    std::uint32_t indented = 0, after_stop = 0;
    for (std::size_t i = 0; i < lines.lines.size(); ++i) {
        const Line& line = lines.lines[i];
        if (!counts(line) || line.indent < low || line.indent > high) continue;
        ++indented;
        ++at[std::min<std::size_t>(line.indent, kIndents - 1)];
        if (i == 0 || line.blanks_before > 0 || ends_sentence(lines.of(lines.lines[i - 1])))
            ++after_stop;
    }
    layout.indent_starts = indented * 25 >= c.lines && indented * 20 <= c.lines * 19
                           && after_stop * 10 >= indented * 6;
    layout.start_indent =
        static_cast<std::uint16_t>(std::max_element(at.begin(), at.end()) - at.begin());
}

void measure_gaps(const Counts& c, Layout& layout) {
    const std::size_t base = layout.double_spaced ? 1 : 0;
    std::array<std::uint32_t, kGaps> gaps{};
    for (std::size_t g = 0; g < kGaps; ++g) gaps[g > base ? g - base : 0] += c.gaps[g];
    const std::uint32_t blank = total(gaps) - gaps[0];
    layout.blank_between = blank * 100 >= c.lines * (layout.width != 0 ? 8 : 20)
                           // Nothing else marks paragraphs, however few they are.
                           || (layout.width != 0 && !layout.indent_starts && blank > 0);
    const auto most = std::max_element(gaps.begin() + 1, gaps.end());
    layout.usual_gap =
        layout.blank_between ? static_cast<std::uint16_t>(most - gaps.begin()) : std::uint16_t{0};

    // A longer gap than usual is a new scene, if such gaps are rare enough to be meant.
    std::uint32_t larger = blank;
    for (std::size_t g = 1; g < kGaps; larger -= gaps[g], ++g) {
        if (g <= layout.usual_gap || larger == 0) continue;
        const bool rare = layout.blank_between ? larger * 5 <= blank : larger * 12 <= c.lines;
        // Where paragraphs are not set apart at all, one blank line can be the break.
        if (g == 1 && !(rare && (layout.indent_starts || layout.width == 0) && c.lines >= 20))
            continue;
        if (rare || g + 1 == kGaps || larger <= 2) {
            layout.break_gap = static_cast<std::uint16_t>(g);
            return;
        }
    }
}

}  // namespace

Layout measure_layout(const Lines& lines) {
    std::vector<std::uint16_t> widths;
    Counts c = count_shapes(lines, widths);
    Layout layout;
    if (c.lines == 0) return layout;

    const std::uint32_t wrap = quantile(c.widths, 0.95);
    count_going_on(lines, widths, wrap, c);
    std::uint32_t near = 0;  // lines that end within 20 columns of the wrap column
    for (std::uint32_t w = wrap > 20 ? wrap - 20 : 0; w <= wrap; ++w) near += c.widths[w];

    const std::uint32_t pairs = total(c.gaps);
    const bool mostly_apart = c.gaps[0] * 10 < pairs;
    const bool apart_goes_on =
        mostly_apart && c.going_on[1] * 100 >= c.lines * 8 && c.gaps[1] * 10 >= pairs * 6;
    const bool goes_on = c.going_on[0] * 100 >= c.lines * 5;
    const bool piles_up = wrap >= 55 && c.lines >= 10 && near * 100 >= c.lines * 55;
    // Lines of verse run on too, but they end where the poet wants and not where the line is full.
    // Scanned books do so as well; but there nearly every line that stops in mid-sentence is a long
    // one and goes on with a small letter, and paragraphs are longer than stanzas.
    const std::uint32_t runs_on = total(c.going_on);
    const bool scanned = runs_on * 6 > c.lines && runs_on * 20 >= c.stops_open * 17
                         && c.gaps[0] >= 8 * (pairs - c.gaps[0]);
    const bool fills = wrap > 65 || c.full * 10 >= runs_on * 7 || scanned;
    if (wrap >= kNarrowest && c.wide * 2 <= c.lines && fills
        && (goes_on || apart_goes_on || piles_up)) {
        layout.width = wrap;
        layout.double_spaced = apart_goes_on && !goes_on;
        layout.ragged = c.going_on_short >= 5 && c.going_on_short * 6 > c.going_on[0];
    }
    measure_indent(lines, c, layout);
    measure_gaps(c, layout);
    return layout;
}

}  // namespace solander
