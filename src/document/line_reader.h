// SPDX-License-Identifier: GPL-3.0-or-later
// Lines -> blocks: the one reader behind read_plain and finish_html.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "document/block_writer.h"
#include "document/chunk.h"
#include "document/hyphens.h"
#include "document/lines.h"
#include "document/quoting.h"

namespace solander {

class LineReader {
  public:
    /// `blocks` and `marks` are the draft's when the lines come from HTML; null for plain text.
    LineReader(const Lines& lines, const Layout& layout, std::span<const Region> regions,
               const std::vector<Block>* blocks, const std::vector<Mark>* marks);
    Document read();

  private:
    struct Style {
        BlockKind kind = BlockKind::paragraph;
        std::uint8_t level = 0;
        bool centred = false;
        bool plain = true;    ///< typed lines: unwrap, look for verse and ornaments
        bool joined = false;  ///< lines of one HTML paragraph: keep them in one block
    };
    std::size_t chunk_end(std::size_t i) const;
    std::uint32_t gap(std::size_t i) const;
    Style style_of(std::size_t i) const;

    void read_chunk(std::size_t first, std::size_t last);
    void read_story(std::size_t first, std::size_t last);
    void read_paragraphs(std::size_t first, std::size_t last);
    std::size_t read_special(std::size_t i, std::size_t first, std::size_t last);
    bool ends_text(std::size_t i) const;
    std::size_t read_heading(std::size_t i, std::size_t first, std::size_t last);
    bool ornament_at(std::size_t i, std::size_t first, std::size_t last) const;
    std::size_t drawing_end(std::size_t i, std::size_t last) const;

    void write_kept(std::size_t first, std::size_t last, BlockKind kind, bool centred = false);
    void write_exactly(std::size_t first, std::size_t last);
    void write_paragraph(std::size_t first, std::size_t last);
    void write_break(std::size_t first, std::size_t last);
    void join(std::size_t i);

    Quoting quoting_;
    Lines lines_;
    const Layout& layout_;
    const std::vector<Block>* blocks_;
    Shapes shapes_;
    Hyphens hyphens_;
    std::vector<Layer> layers_;
    BlockWriter writer_;

    Style style_;
    Layer layer_ = Layer::story;
    std::size_t heading_may_stand_ = 0;  ///< at the top of a chunk, and below another heading
    bool blank_break_ = false;           ///< the last block is a break made of blank lines only
    bool dots_break_ = false;            ///< "..." alone is this file's scene break
    bool prose_pre_ = false;             ///< <pre> holds a story, not a drawing
    bool paragraphs_by_br_ = false;
};

}  // namespace solander
