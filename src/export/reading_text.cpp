// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/reading_text.h"

namespace solander {

std::string reading_text(const Document& document) {
    std::string out;
    out.reserve(document.text.size() + document.blocks.size() + 16);
    BlockKind before = BlockKind::paragraph;
    for (const Block& block : document.blocks) {
        if (block.layer == Layer::header || block.layer == Layer::furniture) continue;
        const bool list = block.kind == BlockKind::list_item;
        if (!out.empty() && !(list && before == BlockKind::list_item)) out += '\n';
        before = block.kind;
        if (list) out += "- ";
        if (block.kind == BlockKind::scene_break && block.from == block.to)
            out += "* * *";
        else
            out += document.text_of(block);
        out += '\n';
    }
    return out;
}

}  // namespace solander
