// SPDX-License-Identifier: GPL-3.0-or-later
// Only words whose first two letters fit are looked at closely: stems keep them. One walk over the
// text, ended at the first passage that holds all that was asked for.
#include "search/snippet.h"

#include <algorithm>

#include "base/text.h"

namespace solander {
namespace {

constexpr std::uint32_t kNear = 170;  ///< bytes between the first and last match of a passage
constexpr std::size_t kLength = 220;  ///< bytes of a snippet, about
constexpr std::size_t kLead = 70;     ///< of them before the first match
constexpr std::size_t kReach = 400;   ///< bytes that one phrase may span

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

bool word_byte(char c) {
    return is_ascii_alpha(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t pair_of(char a, char b) {
    return std::size_t{static_cast<unsigned char>(a)} << 8 | static_cast<unsigned char>(b);
}

/// Both cases of an ASCII letter, else the byte itself.
std::array<char, 2> cases(char c) { return {c, is_ascii_lower(c) ? static_cast<char>(c - 32) : c}; }

}  // namespace

SnippetFinder::SnippetFinder(std::vector<Leaf> leaves, Tokenizer& tokenizer)
    : leaves_(std::move(leaves)), tokenizer_(tokenizer), pair_(65536) {
    for (const Leaf& leaf : leaves_) {
        for (const Phrase& phrase : leaf.spellings) {
            const std::string& term = phrase.terms.front();
            for (const char a : cases(term[0])) {
                first_[static_cast<unsigned char>(a)] = true;
                for (std::size_t b = 0; b < 256; ++b) {
                    // Two-letter stems may have lost a y; letters with marks have many bytes.
                    const char typed = static_cast<char>(b);
                    const bool fits = term.size() < 3 || b >= 0x80 || !is_ascii_alpha(typed)
                                      || ascii_lower(typed) == term[1];
                    if (fits) pair_[pair_of(a, typed)] = true;
                }
            }
        }
    }
    // A letter with a mark at the start of a word folds to anything.
    for (std::size_t b = 0x80; b < 256; ++b) first_[b] = true;
}

void SnippetFinder::start() {
    best_ = {};
    text_.clear();
}

bool SnippetFinder::may_begin(std::string_view text, std::size_t at) const {
    if (at > 0) {
        const char before = text[at - 1];
        if (is_ascii_alpha(before) || is_ascii_digit(before)) return false;
        if (continues(text[at])) return false;
        if (before == '\'' && at > 1 && word_byte(text[at - 2])) return false;
        if (static_cast<unsigned char>(before) >= 0x80) {
            std::size_t back = at - 1;
            while (back > 0 && continues(text[back])) --back;
            std::size_t length = 0;
            const char32_t c = first_code_point(text.substr(back), length);
            if (is_word_char(c) && !is_cjk(c)) return false;
            if (c == 0x2019 && back > 0 && word_byte(text[back - 1])) return false;
        }
    }
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    return static_cast<unsigned char>(text[at]) >= 0x80 || pair_[pair_of(text[at], next)];
}

/// A prefix is compared with the folded word, all else with the stem.
bool SnippetFinder::term_fits(std::string_view term, const Phrase& phrase, std::size_t i) {
    const std::string& wanted = phrase.terms[i];
    if (phrase.prefix && i + 1 == phrase.terms.size())
        return term.substr(0, wanted.size()) == wanted;
    return term == wanted;
}

bool SnippetFinder::match_at(std::string_view text, std::size_t at, Match& match) {
    const std::string_view rest = text.substr(at, kReach);
    for (unsigned l = 0; l < leaves_.size(); ++l) {
        for (const Phrase& phrase : leaves_[l].spellings) {
            // Stems and folded words walk side by side only where a prefix is asked for.
            tokenizer_.start(rest, false);
            if (phrase.prefix) plain_.start(rest, false, false);
            Token token, folded;
            std::size_t i = 0;
            std::uint32_t from = 0;
            while (i < phrase.terms.size() && tokenizer_.next(token)) {
                const bool open = phrase.prefix && i + 1 == phrase.terms.size();
                if (phrase.prefix) plain_.next(folded);
                if (!term_fits(token.term, phrase, i)
                    && !(open && term_fits(folded.term, phrase, i)))
                    break;
                if (i == 0) from = token.from;
                if (i == 0 && from != 0) break;
                ++i;
            }
            if (i < phrase.terms.size()) continue;
            match = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at) + token.to, l};
            return true;
        }
    }
    return false;
}

bool SnippetFinder::look(std::string text) {
    const auto wanted = static_cast<unsigned>(leaves_.size());
    std::vector<Match> near;  // the last matches that one passage could hold
    Passage best;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!first_[static_cast<unsigned char>(text[at])]) continue;
        Match match{};
        if (!may_begin(text, at) || !match_at(text, at, match)) continue;
        std::erase_if(near, [&](const Match& m) {
            return match.to - m.from > kNear || m.leaf == match.leaf;
        });
        near.push_back(match);
        const auto leaves = static_cast<unsigned>(near.size());
        if (leaves > best.leaves) best = {near.front().from, match.to, leaves};
        if (leaves == wanted) break;
        at = match.to - 1;
    }
    if (best.leaves > best_.leaves) {
        best_ = best;
        text_ = std::move(text);
    }
    return best_.leaves == wanted;
}

Snippet SnippetFinder::finish() { return best_.leaves == 0 ? Snippet{} : cut(text_, best_); }

Snippet SnippetFinder::cut(std::string_view text, Passage passage) {
    std::size_t from = passage.from > kLead ? passage.from - kLead : 0;
    std::size_t to = std::min(text.size(), std::max<std::size_t>(from + kLength, passage.to));
    if (from > 0) {
        // Rather from the start of the sentence or paragraph, if that is close; else whole words.
        std::size_t begin = std::string_view::npos;
        for (std::size_t i = from; i + 1 < passage.from; ++i)
            if (text[i] == '\n'
                || ((text[i] == '.' || text[i] == '!' || text[i] == '?') && text[i + 1] == ' '))
                begin = i + 1;
        if (begin == std::string_view::npos) {
            begin = from;
            while (begin < passage.from && !is_ascii_space(text[begin])) ++begin;
            if (begin >= passage.from) {  // no space at all: a script without them
                begin = from;
                while (begin < passage.from && continues(text[begin])) ++begin;
            }
        }
        from = begin;
        to = std::min(text.size(), std::max<std::size_t>(from + kLength, passage.to));
    }
    if (to < text.size()) {
        std::size_t end = to;
        while (end > passage.to && !is_ascii_space(text[end])) --end;
        if (end <= passage.to) {
            end = to;
            while (end > passage.to && continues(text[end])) --end;
        }
        to = end;
    }
    // White space squeezed; `map` leads marks from the text to the snippet.
    Snippet snippet;
    if (from > 0) snippet.text = "…";
    std::vector<std::pair<std::uint32_t, std::uint32_t>> matches;
    for (std::size_t at = from; at < to; ++at) {
        Match match{};
        if (!first_[static_cast<unsigned char>(text[at])] || !may_begin(text, at)
            || !match_at(text, at, match) || match.to > to)
            continue;
        matches.emplace_back(match.from, match.to);
        at = match.to - 1;
    }
    std::size_t m = 0;
    std::uint32_t mark = 0;
    bool gap = false;
    for (std::size_t at = from; at < to; ++at) {
        if (m < matches.size() && at == matches[m].second) {
            snippet.marked.emplace_back(mark, static_cast<std::uint32_t>(snippet.text.size()));
            ++m;
        }
        if (is_ascii_space(text[at])) {
            gap = snippet.text.size() > (from > 0 ? 3U : 0U);
            continue;
        }
        if (gap) snippet.text += ' ';
        gap = false;
        if (m < matches.size() && at == matches[m].first)
            mark = static_cast<std::uint32_t>(snippet.text.size());
        snippet.text += text[at];
    }
    if (m < matches.size() && matches[m].second == to)
        snippet.marked.emplace_back(mark, static_cast<std::uint32_t>(snippet.text.size()));
    if (to < text.size()) snippet.text += "…";
    return snippet;
}

}  // namespace solander
