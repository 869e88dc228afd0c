// SPDX-License-Identifier: GPL-3.0-or-later
// Words and paragraphs out of a piece of markup: for values, never for the story itself.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "source/page_scan.h"
#include "source/residue.h"
#include "source/tag_walk.h"

namespace solander {
namespace {

constexpr std::array<std::string_view, 20> kBlocks{
    "p",  "div", "blockquote", "li", "ul", "ol", "h1", "h2", "h3",     "h4",
    "h5", "h6",  "table",      "tr", "dl", "dt", "dd", "hr", "center", "pre"};

bool is_block(std::string_view name) {
    return std::any_of(kBlocks.begin(), kBlocks.end(),
                       [&](auto one) { return equals_ignoring_ascii_case(one, name); });
}

/// Calls `text(piece)` and `mark(tag name)` in order.
template <class Text, class Mark>
void each_piece(std::string_view markup, Text&& text, Mark&& mark) {
    TagWalk walk(markup);
    TagWalk::Step step;
    std::size_t at = 0;
    while (walk.next(step)) {
        text(markup.substr(at, step.from - at));
        if (!step.name.empty()) mark(step.name);
        at = step.to;
    }
    text(markup.substr(at));
}

}  // namespace

std::string page_words(std::string_view markup) {
    std::string raw;
    each_piece(
        markup, [&](std::string_view piece) { raw += piece; },
        [&](std::string_view name) {
            if (equals_ignoring_ascii_case(name, "br") || is_block(name)) raw += ' ';
        });
    return squeeze(decode_entities(raw));
}

std::string page_prose(std::string_view markup) {
    std::string out, line;
    bool paragraph = false;
    const auto end_line = [&] {
        const std::string words = squeeze(decode_entities(line));
        line.clear();
        if (words.empty()) return;
        if (!out.empty()) out += paragraph ? "\n\n" : "\n";
        out += words;
        paragraph = false;
    };
    each_piece(
        markup, [&](std::string_view piece) { line += piece; },
        [&](std::string_view name) {
            const bool line_break = equals_ignoring_ascii_case(name, "br");
            if (!line_break && !is_block(name)) return;
            // Two <br> in a row part paragraphs as well.
            const bool empty = trim(line).empty();
            end_line();
            paragraph = paragraph || !line_break || empty;
        });
    end_line();
    return out;
}

Span words_place(std::string_view text, Span of) {
    const std::string_view markup = text.substr(of.from, of.size());
    std::size_t first = std::string_view::npos, last = 0;
    const auto see = [&](std::string_view piece) {
        const std::string_view words = trim(piece);
        if (words.empty()) return;
        const auto from = static_cast<std::size_t>(words.data() - markup.data());
        if (first == std::string_view::npos) first = from;
        last = from + words.size();
    };
    each_piece(markup, see, [](std::string_view) {});
    if (first == std::string_view::npos) return {};
    return {of.from + first, of.from + last};
}

}  // namespace solander
