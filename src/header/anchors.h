// SPDX-License-Identifier: GPL-3.0-or-later
// The label lines of one block: where it opens, and which lines below still belong to it.
#pragma once
#include <cstdint>
#include <vector>

#include "header/sheet.h"

namespace solander {

/// One label of a block; several may stand on one line.
struct Anchor {
    std::uint32_t line = 0;
    LabelHit hit;
    bool run_on = false;  ///< shares its line, or its wrapped paragraph, with the anchor before it
    // The hit's offsets count from the start of the line's text; in a wrapped run of labels they
    // may reach over the lines below.
};

/// How much evidence a place asks for before a block is believed there.
enum class OpeningPlace : std::uint8_t {
    head,        ///< nothing, a title page or the author's own talk above
    below_text,  ///< near the top, below lines that may be the story's
    after_mark,  ///< behind a part mark
    edge,        ///< behind a rule, an end mark or a gap
    open,        ///< in the middle of text
    tail,        ///< the last lines, behind an end mark or rule
};
/// Line i holds the known label `hit`; do it and the labels below make a block? `backed`: a title
/// page or mail header stands above; at the tail, that it has the signs of the header at the top.
bool opens_block(const Sheet&, std::uint32_t i, const LabelHit& hit, OpeningPlace, bool backed);

/// The anchors from line `first` on, at least one. At most `most`. Linear in the lines it passes.
std::vector<Anchor> grow_block(const Sheet&, std::uint32_t first, std::size_t most);

/// Does the paragraph-sized text below a rule go on with labels, so that the rule is inside the
/// block?
bool labels_go_on(const Sheet&, std::uint32_t rule);

/// "To: / From: / Subject:" at the top or behind a blank line: the story opens with a letter or
/// memo.
bool begins_letter(const Sheet&, std::uint32_t line);

/// The line is the title again, alone: "SNOWFALL" under `Title: Snowfall`.
bool echoes_title(const Sheet&, std::uint32_t line, const std::vector<Anchor>&);

}  // namespace solander
