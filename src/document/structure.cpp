// SPDX-License-Identifier: GPL-3.0-or-later
// Layers and kinds that show only over the whole document: notes, end marks, contents, chapters.
#include "document/structure.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "document/chapters.h"
#include "document/marks.h"
#include "document/walk.h"

namespace solander {

namespace {

constexpr std::uint64_t kShortTail =
    150;  // words behind the end mark that are notes without more evidence
constexpr std::uint64_t kLongTail = 800;  // and with it
constexpr std::size_t kNoteBlocks = 8;    // paragraphs of one bracketed note

bool is_prose(const Block& block) {
    return block.layer == Layer::story && block.kind != BlockKind::scene_break
           && block.kind != BlockKind::heading && block.kind != BlockKind::end_mark;
}

bool is_line(const Document& document, const Block& block) {
    return (block.kind == BlockKind::paragraph || block.kind == BlockKind::heading
            || block.kind == BlockKind::verse || block.kind == BlockKind::list_item)
           && block.layer == Layer::story
           && document.text_of(block).find('\n') == std::string_view::npos;
}

void mark_ends(Document& document) {
    for (Block& block : document.blocks)
        if (block.to - block.from <= 72 && is_line(document, block)
            && end_mark(document.text_of(block)) != EndMark::none)
            block.kind = BlockKind::end_mark;
}

/// Blocks [i, end) of the note that opens at i.
std::size_t note_end(const Document& document, std::size_t i) {
    const std::string_view text = document.text_of(document.blocks[i]);
    const std::size_t bracket = text.find_first_of("([{<");
    const std::size_t opening = note_opening(text);
    if (bracket == std::string_view::npos || bracket >= opening) return i + 1;
    constexpr std::string_view kOpen = "([{<", kClose = ")]}>";
    const char close = kClose[kOpen.find(text[bracket])];
    for (std::size_t end = i; end < document.blocks.size() && end - i < kNoteBlocks; ++end) {
        const std::string_view last = document.text_of(document.blocks[end]);
        const std::size_t at = last.find(close, end == i ? opening - 1 : 0);
        if (at == std::string_view::npos) continue;
        // Text goes on behind the bracket: part of a paragraph cannot be set apart, so it stays
        // visible.
        return last.size() - at <= 4 ? end + 1 : i;
    }
    return i + 1;
}

/// Whether a heading-like "Author's Notes" stands over notes to the end of the document.
bool notes_to_end(const Document& document, std::size_t i) {
    const Block& block = document.blocks[i];
    const std::string_view text = document.text_of(block);
    if (note_opening(text) < text.size() || text.size() > 40) return false;
    constexpr std::uint32_t kMost = 5000;  // bytes
    const std::uint32_t from = block.to;
    if (document.blocks.back().to - from > kMost || (document.blocks.back().to - from) * 4 > from)
        return false;
    for (std::size_t k = i + 1; k < document.blocks.size(); ++k)
        if (document.blocks[k].layer == Layer::story
            && chapter_mark(document.text_of(document.blocks[k])))
            return false;
    return true;
}

/// Hits of words that authors use about a story and not in it.
int talk_about_story(std::string_view text) {
    constexpr std::array<std::string_view, 18> kWords = {
        "feedback", "review", "reviews",    "author's", "author",   "archive",
        "fic",      "fanfic", "beta",       "sequel",   "chapter",  "story",
        "e-mail",   "email",  "disclaimer", "reading",  "comments", "http"};
    int hits = text.find('@') != std::string_view::npos ? 1 : 0;
    for_each_word(text, [&](std::string_view word) {
        if (word.size() >= 3 && word.size() <= 10
            && std::find(kWords.begin(), kWords.end(), ascii_lowered(word)) != kWords.end())
            ++hits;
    });
    return hits;
}

/// What stands behind the last end mark, if it is short or speaks about the story.
void mark_tail(Document& document) {
    auto& blocks = document.blocks;
    std::size_t end = blocks.size();
    while (end > 0 && blocks[end - 1].kind != BlockKind::end_mark) --end;
    if (end == 0 || end == blocks.size()) return;
    std::uint64_t words = 0, before = 0;
    int hits = 0;
    for (std::size_t i = end; i < blocks.size(); ++i) {
        if (blocks[i].layer != Layer::story) continue;
        const std::string_view text = document.text_of(blocks[i]);
        if (blocks[i].kind == BlockKind::heading || (text.size() <= 100 && chapter_mark(text)))
            return;
        words += count_words(text);
        hits += talk_about_story(text);
        if (words > kLongTail) return;
    }
    for (std::size_t i = 0; i < end && before <= 4 * words; ++i)
        if (is_prose(blocks[i])) before += count_words(document.text_of(blocks[i]));
    // More behind the mark than before it is not a tail.
    if (before < words || (words > kShortTail && hits < 3)) return;
    for (std::size_t i = end; i < blocks.size(); ++i)
        if (blocks[i].layer == Layer::story && blocks[i].kind != BlockKind::scene_break)
            blocks[i].layer = Layer::note_after;
}

/// Directly below a heading, or before there is any text to speak of, a note stands before the
/// story; directly above a heading or the end it stands after it.
void place_notes(Document& document, const std::vector<std::size_t>& notes) {
    enum class Side : std::uint8_t { nothing, text, heading, end };
    constexpr std::uint64_t kLittle = 300;  // bytes of text that may be a title page
    auto& blocks = document.blocks;
    const auto side = [&](std::size_t i, Side otherwise) {
        if (is_prose(blocks[i])) return Side::text;
        if (blocks[i].layer != Layer::story || blocks[i].kind == BlockKind::scene_break)
            return otherwise;
        return blocks[i].kind == BlockKind::heading ? Side::heading : Side::end;
    };
    std::vector<Side> below(notes.size(), Side::nothing);
    Side next = Side::nothing;
    std::size_t note = notes.size();
    for (std::size_t i = blocks.size(); i-- > 0 && note > 0;) {
        if (notes[note - 1] == i)
            below[--note] = next;
        else
            next = side(i, next);
    }
    Side above = Side::nothing;
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < blocks.size() && note < notes.size(); ++i) {
        if (notes[note] != i) {
            above = side(i, above);
            bytes += is_prose(blocks[i]) ? blocks[i].to - blocks[i].from : 0;
            continue;
        }
        if (above == Side::nothing || above == Side::heading
            || (bytes < kLittle && below[note] != Side::nothing))
            blocks[i].layer = Layer::note_before;
        else if (below[note] != Side::text || above == Side::end)
            blocks[i].layer = Layer::note_after;
        ++note;
    }
}

void mark_notes(Document& document) {
    auto& blocks = document.blocks;
    std::vector<std::size_t> openings;
    std::size_t initials = 0;
    const auto is_initials = [&](std::size_t i) {
        return document.text_of(blocks[i]).starts_with("AN");
    };
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (!is_prose(blocks[i]) || note_opening(document.text_of(blocks[i])) == 0) continue;
        openings.push_back(i);
        initials += is_initials(i) ? 1U : 0U;
    }
    // "AN: ..." again and again is somebody speaking: an interview, a script.
    constexpr std::size_t kMostInitials = 4;
    const bool speaker = initials > kMostInitials && initials * 12 > blocks.size();
    // Between two paragraphs of a story it is part of it: a label, a poster, a contract.
    const auto told = [&](std::size_t i) {
        const std::string_view text = document.text_of(blocks[i]);
        const std::string_view opening = text.substr(0, note_opening(text));
        return ascii_lowered(opening).find("disclaimer") != std::string::npos && i > 0
               && i + 1 < blocks.size() && is_prose(blocks[i - 1]) && is_prose(blocks[i + 1]);
    };
    std::vector<std::size_t> notes;
    for (const std::size_t i : openings) {
        if (blocks[i].layer != Layer::story || (speaker && is_initials(i)) || told(i)) continue;
        const std::size_t end = notes_to_end(document, i) ? blocks.size() : note_end(document, i);
        for (std::size_t k = i; k < end; ++k)
            if (blocks[k].layer == Layer::story && blocks[k].kind != BlockKind::scene_break) {
                blocks[k].layer = Layer::note_inside;
                notes.push_back(k);
            }
    }
    place_notes(document, notes);
}

/// A rule between the header and the story, or between the story and the notes behind it, parts no
/// scenes: it goes with what is not story.
void settle_edges(Document& document) {
    auto& blocks = document.blocks;
    const auto loose = [&](std::size_t i) {
        return blocks[i].layer == Layer::story && blocks[i].kind == BlockKind::scene_break;
    };
    const auto story = [&](std::size_t i) { return blocks[i].layer == Layer::story && !loose(i); };
    for (std::size_t i = 0; i < blocks.size() && !story(i); ++i)
        if (i > 0 && loose(i)) blocks[i].layer = blocks[i - 1].layer;
    for (std::size_t i = blocks.size(); i-- > 0 && !story(i);)
        if (i + 1 < blocks.size() && loose(i)) blocks[i].layer = blocks[i + 1].layer;
}

}  // namespace

void mark_structure(Document& document) {
    mark_ends(document);
    const Contents contents = find_contents(document);
    for (std::uint32_t i = contents.first; i < contents.last; ++i)
        document.blocks[i].layer = Layer::toc;
    for (const ChapterStart& start : chapter_starts(document)) {
        Block& block = document.blocks[start.block];
        if (block.kind == BlockKind::heading) continue;
        block.kind = BlockKind::heading;
        block.level = start.level;
    }
    mark_notes(document);
    mark_tail(document);
    settle_edges(document);
}

std::optional<StatedEnd> stated_end(const Document& document) {
    for (std::size_t i = document.blocks.size(); i-- > 0;) {
        const Block& block = document.blocks[i];
        if (block.kind == BlockKind::end_mark) {
            const EndMark mark = end_mark(document.text_of(block));
            if (mark != EndMark::end && mark != EndMark::more) return std::nullopt;
            return StatedEnd{mark == EndMark::end, i};
        }
        if (block.layer == Layer::story && block.kind != BlockKind::scene_break)
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::size_t> broken_off(const Document& document) {
    constexpr std::uint64_t kFragment = 60, kShortLine = 7;  // words
    for (std::size_t i = document.blocks.size(); i-- > 0;) {
        const Block& block = document.blocks[i];
        const std::string_view text = trim(document.text_of(block));
        if (block.layer == Layer::furniture || text.empty()) continue;
        if (block.layer != Layer::story || block.kind != BlockKind::paragraph
            || text.find('\n') != std::string_view::npos || count_words(text) < kShortLine
            || word_count(document) < kFragment)
            return std::nullopt;
        const char last = text.back();
        return is_ascii_alpha(last) || last == ',' || last == ';' ? std::optional(i) : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace solander
