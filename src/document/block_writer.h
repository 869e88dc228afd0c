// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a Document block by block, copying ranges of the lines' text and keeping the way back.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "document/emphasis.h"
#include "document/lines.h"

namespace solander {

class BlockWriter {
  public:
    /// `marks` are those of the lines' text (HTML), sorted; null when it has none.
    BlockWriter(const Lines& lines, const std::vector<Mark>* marks);

    /// Typed emphasis is looked for in blocks of prose; never when the text has marks of its own.
    void look_for_emphasis(const EmphasisHabit& habit) { habit_ = habit; }

    void open(BlockKind kind, Layer layer, std::uint8_t level = 0, bool centred = false);
    /// Bytes [from, to) of the lines' text; runs of blanks become one space unless `exactly`.
    void copy(std::uint32_t from, std::uint32_t to, bool exactly = false);
    /// What stands for the white space between two copies: ' ' or '\n'.
    void put(char between) { document_.text += between; }
    void close();

    /// An empty scene break: blank lines or a rule at offset `at` of the lines' text.
    void empty_break(Layer layer, std::uint32_t at);
    /// Takes back the last block when it is an empty break.
    void drop_empty_break();
    bool just_broke() const;
    const Block* last() const {
        return document_.blocks.empty() ? nullptr : &document_.blocks.back();
    }

    Document take() { return std::move(document_); }

  private:
    void copy_piece(std::uint32_t from, std::uint32_t to);
    void take_over_marks(std::uint32_t from, std::uint32_t to, std::uint32_t out);
    void take_out_emphasis();

    const Lines& lines_;
    const std::vector<Mark>* marks_;
    std::size_t next_mark_ = 0;
    EmphasisHabit habit_;
    Document document_;
    Block block_;
    std::vector<CopyRun> runs_;  ///< of the open block
    EmphasisFinder finder_;
};

}  // namespace solander
