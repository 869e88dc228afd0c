// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of a part as the header rules look at them: what is taken already, what is drawn, what
// goes on.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "document/lines.h"
#include "header/label_key.h"
#include "header/label_line.h"

namespace solander {

class Sheet {
  public:
    Sheet(const Lines& lines, const std::vector<Region>& furniture, const LabelTable&);

    const LabelTable& labels() const { return *labels_; }

    std::uint32_t size() const { return size_; }
    const Line& line(std::uint32_t i) const { return lines_->lines[i]; }
    /// Without the reply quoting of a text that is quoted as a whole, and without the walls of a
    /// box.
    std::string_view text(std::uint32_t i) const;
    std::uint32_t gap(std::uint32_t i) const { return line(i).blanks_before; }
    /// Furniture, or half of a spoiler space ("S", "P", "O", "I" ... down the page).
    bool taken(std::uint32_t i) const;

    /// Stands inside a drawn box: "| SNOWFALL |" between rules.
    bool boxed(std::uint32_t i) const;
    /// A rule, a row of ornaments, <hr>, an empty line of a box.
    bool is_rule(std::uint32_t i) const;
    /// "On with the story", "BEGIN", "Enjoy!" alone on a line.
    bool is_start_mark(std::uint32_t i) const;
    /// "Part 1", "Chapter One", "(2/5)", "Prologue" alone on a line.
    bool is_part_mark(std::uint32_t i) const;
    bool is_end_mark(std::uint32_t i) const;

    /// Line i is broken by wrapping: the next line goes on with its sentence. False at the last
    /// line.
    bool runs_on(std::uint32_t i) const;
    /// The same by the width of the lines alone: a small letter at the start of the next proves
    /// nothing.
    bool is_full(std::uint32_t i) const;
    /// The file sets its paragraphs apart by blank lines (most unwrapped lines have one before
    /// them).
    bool blank_between() const { return blank_between_; }
    std::uint32_t width() const { return width_; }
    bool quoted_whole() const { return quoted_whole_; }

    /// Spoiler spaces that were not among the furniture.
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& spoiler_spaces() const {
        return spoilers_;
    }
    /// First line at or after i that is not taken; size() when none.
    std::uint32_t next_free(std::uint32_t i) const;
    /// The paragraph's text from line `first` to `last`, one piece of the Lines' text.
    std::string_view text_between(std::uint32_t first, std::uint32_t last) const;
    /// The same with a space where a line ends: a wrapped paragraph as it was typed. Offsets stay.
    std::string joined(std::uint32_t first, std::uint32_t last) const;

    /// A title found above the labels; its echo below them closes the block.
    void remember_title(std::string_view title) { title_ = label_key(title); }
    std::string_view title_key() const { return title_.view(); }

    std::optional<LabelHit> label(std::uint32_t i, LabelSearch search) const;

    /// Bytes [from, to) counted from the start of text(i); may reach over the lines below.
    std::string_view piece(std::uint32_t i, std::size_t from, std::size_t to) const;
    /// A piece of text(i) as a span of Part::text.
    Span where(std::uint32_t i, std::size_t from, std::size_t to) const;
    Span where(std::string_view piece) const;

  private:
    bool is_tail_of_sentence(std::uint32_t i) const;
    std::optional<LabelHit> strong_label(const Line&, std::string_view text) const;
    void measure();
    void find_spoiler_space();
    void find_boxes();
    bool spells_spoiler(std::uint32_t first, std::uint32_t last) const;

    const Lines* lines_;
    const LabelTable* labels_;
    std::uint32_t size_;
    std::uint32_t width_ = 0;
    bool blank_between_ = true;
    bool quoted_whole_ = false;
    LabelKey title_;
    bool markup_ = false;  ///< HTML: lines end where the author ended them
    std::vector<std::pair<std::uint32_t, std::uint32_t>> spoilers_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> boxes_;  ///< sorted: lines with walls
    std::vector<std::pair<std::uint32_t, std::uint32_t>> taken_;  ///< sorted, not overlapping
};

}  // namespace solander
