// SPDX-License-Identifier: GPL-3.0-or-later
// Tags and text -> the draft: one block for each paragraph a browser would show.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/html_formatting.h"
#include "document/html_tokens.h"
#include "document/reader.h"

namespace solander {

class HtmlBuilder {
  public:
    explicit HtmlBuilder(std::string_view source);
    HtmlDraft build();

  private:
    struct Copied {
        std::uint32_t out, in, out_step, in_step;
    };
    /// A table, a definition list, or a cell of one.
    struct Frame {
        bool cell, table, centred;
        std::uint32_t first_block, formatting, outer_floor;
    };

    void start(const HtmlToken& tag);
    void end(const HtmlToken& tag);
    void start_format(const HtmlToken& tag);
    void image(const HtmlToken& tag);
    void meta(const HtmlToken& tag);
    void literal(const HtmlToken& tag);
    std::uint8_t style_kinds(const HtmlToken& tag) const;
    bool centres(const HtmlToken& tag) const;

    void open_frame(bool cell, bool table, bool centred);
    void close_cells(bool of_table);
    void close_container(bool table);
    void close_frame();

    void text(std::string_view characters, std::uint32_t from);
    void preformatted(std::string_view characters, std::uint32_t from);
    void reference(const HtmlToken& token);
    void append(std::string_view characters, std::uint32_t in, std::uint32_t out_step,
                std::uint32_t in_step);
    void line_break();
    void rule();

    void open_block();
    void close_block();
    void break_block(std::uint16_t margin);
    void change_marks();
    void end_mark();
    std::uint32_t size() const { return static_cast<std::uint32_t>(draft_.document.text.size()); }

    HtmlTokens tokens_;
    HtmlDraft draft_;
    HtmlFormatting formatting_;

    // Where we are, as depths: end tags that nothing opened change nothing.
    std::uint32_t quotes_ = 0, lists_ = 0, pres_ = 0, centres_ = 0, controls_ = 0;
    std::uint8_t heading_ = 0;
    bool in_item_ = false, skip_line_end_ = false;
    bool paragraph_centred_ = false;
    std::uint8_t paragraph_kinds_ = 0;
    std::vector<bool> divs_;  ///< open <div>s: centred or not
    std::uint32_t centred_divs_ = 0, tables_ = 0, definitions_ = 0, centred_cells_ = 0;
    std::vector<Frame> frames_;

    // The open block.
    bool open_ = false, ink_ = false, space_ = false, image_rule_ = false;
    Block block_;
    std::vector<Copied> copied_;
    std::uint32_t last_in_ = 0;
    std::uint32_t mark_from_ = 0;
    std::uint8_t mark_kinds_ = 0;
    // Above the next block: explicit blank lines, and the margin of paragraphs.
    std::uint32_t blank_ = 0;
    bool picture_ = false;  ///< a picture stands between the blocks: blank lines are its own
    std::uint16_t margin_ = 0;
};

}  // namespace solander
