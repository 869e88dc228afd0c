// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/classify.h"

#include <set>
#include <string>

#include "base/text.h"

namespace solander {
namespace {

// A page of links has few words beside each; a story's page has its links in a corner.
constexpr std::size_t kLinksOfIndex = 4;
constexpr std::size_t kWordsBesideLink = 14;
// Shorter prose without a header is a note or a label; a drabble has a hundred words.
constexpr std::uint64_t kWordsOfStory = 60;

/// "MULDER: text" or "Kat: text": the name of who speaks, or empty.
std::string_view speaker(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 24 || colon + 2 >= line.size())
        return {};
    const std::string_view name = line.substr(0, colon);
    if (!is_ascii_upper(name.front()) || line[colon + 1] != ' ') return {};
    int spaces = 0;
    for (const char c : name) {
        if (c == ' ') ++spaces;
        if (c == ',' || c == '"' || c == '!' || c == '?' || spaces > 2) return {};
    }
    return name;
}

struct Shape {
    std::size_t blocks = 0, verse = 0, quoted = 0, spoken = 0, plain = 0;
    std::uint64_t verse_words = 0;
    std::set<std::string_view> speakers;
};

Shape shape_of(const Document& document) {
    Shape shape;
    for (const Block& block : document.blocks) {
        if (block.layer != Layer::story) continue;
        if (block.kind == BlockKind::scene_break || block.kind == BlockKind::end_mark) continue;
        const std::string_view text = document.text_of(block);
        ++shape.blocks;
        if (block.kind == BlockKind::verse) {
            ++shape.verse;
            shape.verse_words += count_words(text);
        }
        if (block.kind == BlockKind::quote || text.starts_with('>')) ++shape.quoted;
        if (block.kind == BlockKind::paragraph) ++shape.plain;
        if (const std::string_view who = speaker(text); !who.empty()) {
            ++shape.spoken;
            if (shape.speakers.size() < 64) shape.speakers.insert(who);
        }
    }
    return shape;
}

}  // namespace

std::string_view class_of_text(const Document& document, const HeaderReading& header,
                               const WorkRecord& record, std::size_t links, bool stated) {
    const Shape shape = shape_of(document);
    bool labelled = stated;
    for (const HeaderBlock& block : header.blocks)
        labelled = labelled || (!block.mail && block.fields.size() >= 2);
    if (header.looks_like_index) return "index";
    if (header.looks_like_reply) return "reply";
    if (!labelled && links >= kLinksOfIndex && record.words < links * kWordsBesideLink)
        return "index";
    const bool short_text = record.words < kWordsOfStory && shape.verse_words * 2 < record.words;
    if (record.words == 0 || (short_text && !labelled)) return "other";
    for (const Finding& finding : header.findings)
        if (finding.kind == "second-header") return "multi-story";
    if (shape.quoted * 10 >= shape.blocks * 3 && shape.blocks >= 6
        && shape.spoken * 10 >= shape.blocks * 2 && shape.speakers.size() >= 2)
        return "mst";
    if (shape.spoken * 10 >= shape.blocks * 5 && shape.speakers.size() >= 2 && shape.spoken >= 5)
        return "script";
    if (shape.verse_words * 10 >= record.words * 7 && record.words < 5000) return "poem";
    if (record.part && !(record.part->number <= 1 && record.part->of && *record.part->of == 1))
        return "part";
    return "story";
}

}  // namespace solander
