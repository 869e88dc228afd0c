// SPDX-License-Identifier: GPL-3.0-or-later
// What a text is, without who wrote it: a flat list of blocks over one view text, with inline
// marks.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace solander {

enum class BlockKind : std::uint8_t {
    paragraph,
    heading,      ///< level 1..6: chapter and part titles, section numbers
    scene_break,  ///< text is the author's ornament; empty for blank-line breaks and <hr>
    verse,        ///< lines kept ('\n' in the text): poems, lyrics, letters' heads
    quote,
    preformatted,  ///< lines and spaces kept: tables, ASCII art, boxes
    list_item,     ///< level = nesting depth, from 1
    end_mark,      ///< "The End", "TBC"
};

/// Which layer of the file a block belongs to. Nothing is dropped: other layers are kept and shown
/// apart.
enum class Layer : std::uint8_t {
    story,
    header,       ///< label lines, title line, by-line
    note_before,  ///< the author speaking, before the story (or chapter)
    note_inside,  ///< "(A/N: ...)" in the middle
    note_after,
    toc,
    furniture,  ///< list footers, adverts, signatures, page chrome
};

/// Bits of Mark::kind.
enum : std::uint8_t {
    kEmphasis = 1,
    kStrong = 2,
    kUnderline = 4,
    kStrike = 8,
    kSmall = 16,
    kSuperscript = 32,
    kSubscript = 64,
    kCode = 128,
};

/// Characters [from, to) of the document's text carry these kinds. Sorted, never overlapping.
struct Mark {
    std::uint32_t from, to;
    std::uint8_t kinds;
    friend bool operator==(const Mark&, const Mark&) = default;
};

struct Block {
    BlockKind kind = BlockKind::paragraph;
    Layer layer = Layer::story;
    std::uint8_t level = 0;
    bool centred = false;
    std::uint32_t from = 0, to = 0;  ///< bytes of Document::text; blocks follow each other in order
    friend bool operator==(const Block&, const Block&) = default;
};

/// At most 4 GiB of text (limits.h stops long before). `text` holds the blocks' texts, each
/// followed by one '\n' that belongs to no block; inside a block '\n' is a line break the reader
/// sees.
struct Document {
    std::string text;
    std::vector<Block> blocks;
    std::vector<Mark> marks;
    OffsetMap to_part;  ///< offsets of `text` -> offsets of Part::text; not stored in the catalogue

    std::string_view text_of(const Block& b) const {
        return std::string_view(text).substr(b.from, b.to - b.from);
    }
};

}  // namespace solander
