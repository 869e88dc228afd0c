// SPDX-License-Identifier: GPL-3.0-or-later
// A text as the lines a person sees: what the header rules read, for plain text and HTML alike.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "document/document.h"

namespace solander {

struct Line {
    std::uint32_t from, to;  ///< bytes of Lines::text, without line end and trailing white space;
                             ///< from is after the indent
    std::uint16_t indent;    ///< columns (tab to 8); 65535 when more
    std::uint16_t
        blanks_before;     ///< blank lines directly above (HTML: paragraph gap counts 1, <br> 0)
    std::uint32_t block;   ///< HTML: index of the draft document's block; plain text: 0
    bool heading = false;  ///< HTML: in h1..h6 or <title>-like
    bool rule = false;     ///< HTML: <hr>, an empty line of its own (from == to)
    bool centred = false;
    bool cell = false;  ///< HTML: a table cell or <dt>/<dd> of its own
    bool strong_start =
        false;  ///< begins with bold, underlined or italic text (a label often does)
    std::uint32_t strong_to = 0;  ///< where that text ends, when strong_start
    friend bool operator==(const Line&, const Line&) = default;
};

/// Only non-blank lines (and rules) are listed. `text` must outlive it.
struct Lines {
    std::string_view text;
    std::vector<Line> lines;
    const OffsetMap* to_part = nullptr;  ///< offsets of `text` -> Part::text; null = identity

    std::string_view of(const Line& l) const { return text.substr(l.from, l.to - l.from); }
};

/// Lines [first, last) are not plain story text but this layer.
struct Region {
    std::uint32_t first, last;
    Layer layer;
};

/// How a plain text file is laid out, measured over its story lines (story-files.md section 11).
struct Layout {
    std::uint32_t width = 0;      ///< wrap column; 0 when lines are paragraphs
    bool blank_between = true;    ///< paragraphs are set apart by blank lines
    bool indent_starts = false;   ///< an indent starts a paragraph
    bool double_spaced = false;   ///< every line is followed by a blank one
    std::uint16_t usual_gap = 1;  ///< blank lines between paragraphs, most often
    std::uint16_t usual_indent =
        0;  ///< the indent most body lines stand at (a whole file may be indented)
    std::uint16_t start_indent = 0;  ///< the indent that starts paragraphs, when indent_starts
    std::uint16_t break_gap =
        0;                ///< this many blank lines mean a new scene; 0: blank lines never do
    bool ragged = false;  ///< wrapped twice: short lines in mid-sentence mean nothing
};

/// Lines of a plain text. Tabs, NBSP and form feeds at the start count as indent. Linear.
Lines split_lines(std::string_view text);
/// Adds the lines of text[from, to) to `out`, all of `block`; `blanks` stand above the first.
/// Returns the blank lines behind the last.
std::uint32_t append_lines(Lines& out, std::uint32_t from, std::uint32_t to, std::uint32_t blanks,
                           std::uint32_t block);
/// Columns of a line: code points, indent not counted.
std::uint32_t width_of(std::string_view line);
/// Never fails; of a text too short to tell, `width` is 0. Rules and cells are left out.
Layout measure_layout(const Lines&);

}  // namespace solander
