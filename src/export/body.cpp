// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/body.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "base/text.h"

namespace solander {
namespace {

struct Element {
    std::uint8_t kind;
    std::string_view name;
    std::string_view css;  ///< class, where HTML has no element of its own
};
// Outermost first.
constexpr Element kElements[] = {
    {kStrong, "strong", ""},   {kEmphasis, "em", ""},   {kUnderline, "span", "u"},
    {kStrike, "s", ""},        {kSmall, "small", ""},   {kCode, "code", ""},
    {kSuperscript, "sup", ""}, {kSubscript, "sub", ""},
};

std::string letters_of(std::string_view text) {
    std::string letters;
    for (const char c : text)
        if (is_ascii_alpha(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80)
            letters += c;
    return letters;
}

bool is_said_in(std::string_view title, std::string_view heading) {
    const std::string letters = letters_of(heading);
    return !letters.empty() && letters_of(title).find(letters) != std::string::npos;
}

bool is_title_heading(const Document& document, const Block& block, std::string_view title) {
    return block.kind == BlockKind::heading && is_said_in(title, document.text_of(block));
}

/// Writes one document's blocks; groups (lists, quotes, notes) are opened and closed between them.
class BodyWriter {
  public:
    BodyWriter(Markup& html, const Document& document, const BodyOptions& options)
        : html_(html), document_(document), options_(options) {}

    void write() {
        bool first = !options_.title_above.empty();
        for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
            const Block& block = document_.blocks[i];
            while (mark_ < document_.marks.size() && document_.marks[mark_].to <= block.from)
                ++mark_;
            if (block.layer == Layer::header || block.layer == Layer::furniture) continue;
            if (first && block.layer == Layer::story) {
                first = false;
                if (is_title_heading(document_, block, options_.title_above)) continue;
            }
            enter_layer(block.layer);
            enter_group(block.kind);
            write_block(block, i);
        }
        leave_group();
        leave_layer();
    }

  private:
    static bool note(Layer layer) {
        return layer == Layer::note_before || layer == Layer::note_inside
               || layer == Layer::note_after || layer == Layer::toc;
    }

    void enter_layer(Layer layer) {
        if (layer == layer_) return;
        leave_group();
        leave_layer();
        layer_ = layer;
        if (note(layer))
            html_.open("aside").attr("class", layer == Layer::toc ? "contents" : "note");
    }
    void leave_layer() {
        if (note(layer_)) html_.close();
        layer_ = Layer::story;
    }
    void enter_group(BlockKind kind) {
        if (group_ == kind) return;
        leave_group();
        if (kind == BlockKind::list_item) html_.open("ul");
        if (kind == BlockKind::quote) html_.open("blockquote");
        if (kind == BlockKind::list_item || kind == BlockKind::quote) group_ = kind;
    }
    void leave_group() {
        if (group_ != BlockKind::paragraph) html_.close();
        group_ = BlockKind::paragraph;
    }

    void write_block(const Block& block, std::size_t number) {
        switch (block.kind) {
        case BlockKind::heading: {
            // A level is never skipped going down: readers by ear use levels to find their way.
            const int wanted = options_.heading_level + std::max<int>(block.level, 1) - 1;
            heading_ = std::min({wanted, heading_ == 0 ? options_.heading_level : heading_ + 1, 6});
            static constexpr std::string_view kNames[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
            start(kNames[std::max(heading_, 1) - 1], "", block, number);
            break;
        }
        case BlockKind::scene_break: {
            const std::string_view ornament = document_.text_of(block);
            if (ornament.empty() || !options_.own_ornaments) {
                html_.open("hr").attr("class", "scene");
                id(number);
                html_.close();
                return;
            }
            html_.open("p").attr("class", "scene").attr("role", "separator");
            id(number);
            break;
        }
        case BlockKind::verse:
            start("p", "verse", block, number);
            break;
        case BlockKind::preformatted:
            start("pre", "", block, number);
            break;
        case BlockKind::list_item:
            start("li", "", block, number);
            break;
        case BlockKind::end_mark:
            start("p", "end", block, number);
            break;
        case BlockKind::paragraph:
        case BlockKind::quote:
            start("p", "", block, number);
            break;
        }
        write_text(block);
        html_.close();
    }

    void start(std::string_view name, std::string_view css, const Block& block,
               std::size_t number) {
        html_.open(name);
        if (block.centred && css.empty())
            html_.attr("class", "centred");
        else if (!css.empty())
            html_.attr("class", css);
        id(number);
    }
    void id(std::size_t number) {
        if (options_.block_ids) html_.attr("id", "p" + std::to_string(number + 1));
    }

    void write_text(const Block& block) {
        std::uint32_t at = block.from;
        std::size_t mark = mark_;
        while (at < block.to) {
            while (mark < document_.marks.size() && document_.marks[mark].to <= at) ++mark;
            std::uint32_t end = block.to;
            std::uint8_t kinds = 0;
            if (mark < document_.marks.size() && document_.marks[mark].from < block.to) {
                const Mark& m = document_.marks[mark];
                if (m.from > at) {
                    end = m.from;
                } else {
                    end = std::min(m.to, block.to);
                    kinds = m.kinds;
                }
            }
            int opened = 0;
            for (const Element& element : kElements) {
                if ((kinds & element.kind) == 0) continue;
                html_.open(element.name);
                if (!element.css.empty()) html_.attr("class", element.css);
                ++opened;
            }
            lines(std::string_view(document_.text).substr(at, end - at),
                  block.kind == BlockKind::preformatted);
            while (opened-- > 0) html_.close();
            at = end;
        }
    }

    void lines(std::string_view text, bool keep) {
        if (keep) {
            html_.text(text);
            return;
        }
        for (std::size_t at = 0;;) {
            const std::size_t line_break = text.find('\n', at);
            html_.text(text.substr(at, line_break - at));
            if (line_break == std::string_view::npos) return;
            html_.open("br").close();
            at = line_break + 1;
        }
    }

    Markup& html_;
    const Document& document_;
    const BodyOptions& options_;
    std::size_t mark_ = 0;
    Layer layer_ = Layer::story;
    BlockKind group_ = BlockKind::paragraph;
    int heading_ = 0;
};

}  // namespace

void write_body(Markup& html, const Document& document, const BodyOptions& options) {
    BodyWriter(html, document, options).write();
}

bool begins_with_title(const Document& document, std::string_view title) {
    for (const Block& block : document.blocks)
        if (block.layer == Layer::story) return is_title_heading(document, block, title);
    return false;
}

}  // namespace solander
