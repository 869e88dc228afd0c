// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/known_format.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "header/values.h"

namespace solander {
namespace {

/// Lines that only look like a title, where the format states another: a chapter's heading.
void drop_guessed_titles(HeaderReading& header, const Part& part) {
    std::string title;
    for (const Stated& stated : part.stated)
        if (title.empty() && stated.label == "Title") title = fold(stated.value);
    if (title.empty()) return;
    std::erase_if(header.blocks, [&](const HeaderBlock& block) {
        bool another = false;
        for (const Field& field : block.fields) {
            if (field.rule != "title-line" && field.rule != "title-by-line") return false;
            another = another || (field.id == FieldId::title && fold(field.raw) != title);
        }
        if (!another) return false;
        std::erase_if(header.regions, [&](const Region& region) {
            return region.first >= block.first && region.last <= block.last;
        });
        return true;
    });
}

/// A form says what the work is and where its chapters begin: a header at the top of each of them
/// makes neither two stories nor a list, and a chapter's heading is no part of it.
void settle_beside_form(HeaderReading& header, const Part& part, const Lines& lines) {
    if (!part.form) return;
    header.looks_like_index = false;
    std::erase_if(header.findings,
                  [](const Finding& finding) { return finding.kind == "second-header"; });
    std::unordered_set<std::string> headings;
    for (const Section& section : part.sections) headings.insert(fold(section.title));
    for (HeaderBlock& block : header.blocks) {
        const std::uint32_t first = block.first;
        while (block.first < block.last) {
            const std::string line = fold(lines.of(lines.lines[block.first]));
            if (!line.empty() && headings.count(line) == 0) break;
            ++block.first;
        }
        if (block.first == first || block.first == block.last) {
            block.first = first;
            continue;
        }
        const std::uint64_t line = lines.lines[block.first].from;
        const std::uint64_t from = lines.to_part == nullptr ? line : lines.to_part->to_in(line);
        std::erase_if(block.fields, [&](const Field& field) {
            return field.label_where.empty() && field.where.to <= from;
        });
        for (Region& region : header.regions)
            if (region.first == first) region.first = block.first;
    }
}

}  // namespace

void settle_headers(HeaderReading& header, const Part& part, const Lines& lines) {
    drop_guessed_titles(header, part);
    settle_beside_form(header, part, lines);
}

std::uint64_t behind_first_chapter(const Part& part) {
    for (const Stated& stated : part.stated)
        if (stated.label == "Part") {
            const auto number = read_part(stated.value);
            if (number && number->number > 1) return 0;
        }
    return part.sections.size() > 1 ? part.sections[1].from : part.text.size();
}

void mark_headings(const Part& part, Document& document) {
    std::size_t i = 0;
    for (const Section& section : part.sections) {
        while (i < document.blocks.size()
               && document.to_part.to_in(document.blocks[i].from) < section.from)
            ++i;
        if (i == document.blocks.size()) return;
        Block& block = document.blocks[i];
        if (block.kind != BlockKind::paragraph || block.layer != Layer::story
            || section.title.empty() || fold(document.text_of(block)) != fold(section.title))
            continue;
        block.kind = BlockKind::heading;
        block.level = 2;
    }
}

}  // namespace solander
