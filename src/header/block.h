// SPDX-License-Identifier: GPL-3.0-or-later
// Where metadata header blocks begin and end, and the fields in them.
#pragma once
#include <cstdint>
#include <vector>

#include "base/finding.h"
#include "document/lines.h"
#include "header/field.h"
#include "header/labels.h"

namespace solander {

enum class BlockPlace : std::uint8_t { head, inside, tail };

/// A run of "Label: value" lines, with title line and by-line where they belong to it.
///     Title: Snowfall
///     Archive: ask first          <- two known labels within eight lines open a block
struct HeaderBlock {
    /// Lines [first, last) of Lines. The rule or "On with the story" that closes the block is in
    /// it.
    std::uint32_t first = 0, last = 0;
    BlockPlace place = BlockPlace::head;
    bool mail = false;  ///< From:/Date:/Subject: of a saved post: all fields are mail_header
    std::vector<Field> fields;
    double boundary_confidence = 1;  ///< that the story starts exactly at `last`
};

struct HeaderReading {
    std::vector<HeaderBlock> blocks;  ///< in file order, never overlapping
    std::vector<Region>
        regions;  ///< what the readers must not take for story: headers, notes outside it
    std::vector<Finding>
        findings;  ///< spans in Part::text: "boundary-doubt", "second-header", "many-labels"
    bool looks_like_index =
        false;  ///< rec list, table of contents, template: headers without stories
    bool looks_like_reply = false;  ///< labels only inside quoted lines
};

/// Never fails: text without a header gives no blocks. `furniture` are regions already taken.
/// Linear. At most kMaxFields fields are read; what comes after stays in the text, with a finding.
HeaderReading find_headers(const Lines&, const std::vector<Region>& furniture,
                           const LabelTable& = label_table());

inline constexpr std::size_t kMaxFields = 4096;

}  // namespace solander
