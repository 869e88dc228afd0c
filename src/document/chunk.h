// SPDX-License-Identifier: GPL-3.0-or-later
// A chunk is the lines between two blank lines. What shape it has: paragraphs, verse, a table, a
// drawing.
#pragma once
#include <cstdint>
#include <vector>

#include "document/lines.h"

namespace solander {

/// Lines with their layout, and the questions the reader asks about them. All by line index.
class Shapes {
  public:
    Shapes(const Lines& lines, const Layout& layout);

    std::uint32_t width(std::size_t i) const { return widths_[i]; }  ///< columns, indent counted
    /// The wrap column, or a guess to measure "short" by where lines are not wrapped.
    std::uint32_t wrap() const { return layout_.width != 0 ? layout_.width : 72; }

    /// Short lines, each meant to end where it ends: a poem, lyrics, the head of a letter.
    bool verse(std::size_t first, std::size_t last) const;
    /// Columns kept apart by blanks on three lines or more.
    bool table(std::size_t first, std::size_t last) const;
    bool centred(std::size_t i) const;
    /// Line i opens a paragraph though no blank line stands above it.
    bool starts_paragraph(std::size_t i) const;
    /// The line end before line i was meant, inside a paragraph.
    bool keeps_break(std::size_t i) const;
    /// Line i + 1 is drawn under line i, which is a heading.
    bool underlined(std::size_t i) const;

  private:
    bool fits_before(std::size_t i) const;
    /// Lines are stretched by runs of blanks, so those mean no columns.
    bool justified() const;

    const Lines& lines_;
    const Layout& layout_;
    std::vector<std::uint16_t> widths_;
};

}  // namespace solander
