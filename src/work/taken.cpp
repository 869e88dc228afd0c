// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/taken.h"

#include <algorithm>

#include "header/labels.h"
#include "work/builder.h"

namespace solander {

std::string_view name_of_block(const Block& block) {
    switch (block.layer) {
    case Layer::header:
        return "header";
    case Layer::note_before:
    case Layer::note_inside:
    case Layer::note_after:
        return "note";
    case Layer::toc:
        return "contents";
    case Layer::furniture:
        return "furniture";
    case Layer::story:
        break;
    }
    switch (block.kind) {
    case BlockKind::heading:
        return "heading";
    case BlockKind::scene_break:
        return "scene-break";
    case BlockKind::verse:
        return "verse";
    case BlockKind::end_mark:
        return "end-mark";
    default:
        return "story";
    }
}

std::vector<Taken> taken_of(const Part& part, const Document& document, const HeaderReading& header,
                            const LabelTable& labels) {
    std::vector<Taken> taken;
    for (const HeaderBlock& block : header.blocks) {
        for (const Field& field : block.fields) {
            Span where = field.where;
            if (!field.label_where.empty())
                where = {std::min(field.label_where.from, field.where.from),
                         std::max(field.label_where.to, field.where.to)};
            if (where.empty()) where = field.label_where;
            taken.push_back({part.to_bytes.to_in(where), std::string(work_field_of(field.id))});
        }
    }
    for (const Stated& stated : part.stated) {
        if (stated.where.empty()) continue;
        const LabelMeanings* known = labels.find(stated.label);
        taken.push_back(
            {part.to_bytes.to_in(stated.where),
             std::string(work_field_of(known == nullptr ? FieldId::extra : known->ids[0]))});
    }
    for (const Block& block : document.blocks) {
        if (block.layer == Layer::header || block.from == block.to) continue;
        const Span in_text = document.to_part.to_in(Span{block.from, block.to});
        const Span where = part.to_bytes.to_in(in_text);
        const std::string_view what = name_of_block(block);
        if (!taken.empty() && taken.back().what == what && taken.back().where.to <= where.from)
            taken.back().where.to = where.to;
        else
            taken.push_back({where, std::string(what)});
    }
    std::stable_sort(taken.begin(), taken.end(),
                     [](const Taken& a, const Taken& b) { return a.where.from < b.where.from; });
    return taken;
}

}  // namespace solander
