// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/walk.h"

#include "base/text.h"

namespace solander {

namespace {

bool is_prose(const Block& block) {
    return block.layer == Layer::story && block.kind != BlockKind::scene_break
           && block.kind != BlockKind::end_mark;
}

}  // namespace

std::uint64_t word_count(const Document& document) {
    std::uint64_t words = 0;
    for (const Block& block : document.blocks)
        if (is_prose(block)) words += count_words(document.text_of(block));
    return words;
}

std::uint32_t scene_count(const Document& document) {
    std::uint32_t scenes = 0;
    bool parted = true;  // the next prose opens a scene
    for (const Block& block : document.blocks) {
        if (block.layer != Layer::story) continue;
        if (block.kind == BlockKind::scene_break || block.kind == BlockKind::heading) {
            // A heading opens a chapter, which is a new scene; scenes are counted once it has
            // prose.
            parted = true;
        } else if (is_prose(block) && block.to > block.from && parted) {
            ++scenes;
            parted = false;
        }
    }
    return scenes;
}

std::string plain_text(const Document& document) {
    std::string out;
    out.reserve(document.text.size() + document.blocks.size());
    for (const Block& block : document.blocks) {
        if (block.layer != Layer::story) continue;
        if (!out.empty()) out += "\n\n";
        if (block.kind == BlockKind::scene_break && block.from == block.to)
            out += "* * *";
        else
            out += document.text_of(block);
    }
    return out;
}

std::string prose_text(const Document& document) {
    std::string out;
    for (const Block& block : document.blocks) {
        if (!is_prose(block) || block.kind == BlockKind::heading) continue;
        if (!out.empty()) out += "\n\n";
        out += document.text_of(block);
    }
    return out;
}

Document slice(const Document& document, std::uint32_t first, std::uint32_t last) {
    Document out;
    const auto count = static_cast<std::uint32_t>(document.blocks.size());
    last = last < count ? last : count;
    if (first >= last) return out;
    const std::uint32_t from = document.blocks[first].from;
    const std::uint32_t to = document.blocks[last - 1].to;
    out.text.reserve(to - from + 1);
    out.text.append(document.text, from, to - from);
    out.text += '\n';
    out.blocks.assign(document.blocks.begin() + first, document.blocks.begin() + last);
    for (Block& block : out.blocks) {
        block.from -= from;
        block.to -= from;
    }
    for (const Mark& mark : document.marks)
        if (mark.from >= from && mark.to <= to)
            out.marks.push_back({mark.from - from, mark.to - from, mark.kinds});
    return out;
}

}  // namespace solander
