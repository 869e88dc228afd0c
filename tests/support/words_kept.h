// SPDX-License-Identifier: GPL-3.0-or-later
// No word of a text may be lost or change its place on the way into a document.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "document/document.h"

// Used by tests and fuzz targets alike.
namespace solander::testing {

/// Two words that the reader may make one of: cut at a line end ("re-\nmarkable", "well-\nknown"),
/// or parted only by marks of emphasis ("_Voyager_'s").
inline bool may_be_joined(std::string_view between) {
    std::string_view rest = between;
    bool cut = false;
    if (rest.starts_with('-')) {
        rest.remove_prefix(1);
        cut = true;
    } else if (rest.starts_with("\u00AD")) {
        rest.remove_prefix(2);
        cut = true;
    }
    if (cut && rest.find('\n') != std::string_view::npos
        && rest.find_first_not_of(" \t\r\n\f\v>\xC2\xA0") == std::string_view::npos)
        return true;
    bool mark = false;
    for (std::size_t at = 0; at < between.size();) {
        const char c = between[at];
        if (c == '*' || c == '_' || c == '/') {
            mark = true;
            ++at;
        } else if (c == '\'' || c == '-') {
            ++at;
        } else if (between.substr(at, 3) == "\u2019") {
            at += 3;
        } else {
            return false;
        }
    }
    return mark;
}

/// Empty when all words of `input` stand in the document's blocks, in order; else the place of the
/// first that does not.
inline std::string words_lost(std::string_view input, const Document& document) {
    std::vector<std::string_view> out;
    for (const Block& block : document.blocks)
        for_each_word(document.text_of(block), [&](std::string_view word) { out.push_back(word); });
    std::size_t next = 0;
    for (WordRange word = next_word(input, 0); word.from < word.to;
         word = next_word(input, word.to)) {
        const std::string_view wanted = input.substr(word.from, word.to - word.from);
        if (next == out.size()) return "lost at the end: " + std::string(wanted);
        if (out[next] == wanted) {
            ++next;
            continue;
        }
        // One word out of several: each piece must be in it, with only a joint between.
        std::string_view made = out[next];
        WordRange piece = word;
        for (;;) {
            const std::string_view part = input.substr(piece.from, piece.to - piece.from);
            if (!made.starts_with(part))
                return "instead of '" + std::string(wanted) + "' there is '"
                       + std::string(out[next]) + "'";
            made.remove_prefix(part.size());
            if (made.empty()) break;
            const WordRange following = next_word(input, piece.to);
            if (following.from >= following.to
                || !may_be_joined(input.substr(piece.to, following.from - piece.to)))
                return "not a joint: '" + std::string(wanted) + "' in '" + std::string(out[next])
                       + "'";
            // What joins them may have stayed: a hyphen, an apostrophe.
            while (!made.empty() && !is_word_char([&] {
                std::size_t length = 1;
                return first_code_point(made, length);
            }()))
                made.remove_prefix(1);
            piece = following;
        }
        word = piece;
        ++next;
    }
    return next == out.size() ? std::string() : "added: " + std::string(out[next]);
}

/// The document's own rules: blocks and marks in order, inside the text, each block followed by
/// '\n'.
inline std::string rules_broken(const Document& document) {
    std::uint32_t at = 0;
    for (const Block& block : document.blocks) {
        if (block.from < at || block.to < block.from || block.to >= document.text.size())
            return "a block is out of order at " + std::to_string(block.from);
        if (document.text[block.to] != '\n')
            return "no line end behind the block at " + std::to_string(block.from);
        at = block.to + 1;
    }
    at = 0;
    for (const Mark& mark : document.marks) {
        if (mark.from < at || mark.to <= mark.from || mark.to > document.text.size()
            || mark.kinds == 0)
            return "a mark is out of order at " + std::to_string(mark.from);
        at = mark.to;
    }
    return {};
}

/// Every word of the document leads back to the same word of what it was made from. Words that were
/// joined or hold references are passed over.
inline std::string way_back_broken(std::string_view source, const Document& document) {
    for (const Block& block : document.blocks) {
        std::size_t at = block.from;
        std::string broken;
        for_each_word(document.text_of(block), [&](std::string_view word) {
            at = static_cast<std::size_t>(word.data() - document.text.data());
            const Span back = document.to_part.to_in(Span{at, at + word.size()});
            if (back.to > source.size() || back.from > back.to) {
                broken = "out of the source: " + std::string(word);
                return;
            }
            const std::string_view there = source.substr(back.from, back.size());
            if (there != word && there.find_first_of("-&<*_/\n") == std::string_view::npos)
                broken = "'" + std::string(word) + "' leads to '" + std::string(there) + "'";
        });
        if (!broken.empty()) return broken;
    }
    return {};
}

}  // namespace solander::testing
