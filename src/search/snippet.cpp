// SPDX-License-Identifier: GPL-3.0-or-later
// Only words whose first two letters fit are looked at closely: stems keep them. One walk over the
// text, ended at the first passage that holds all that was asked for.
#include "search/snippet.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"

namespace solander {
namespace {

constexpr std::uint32_t kNear = 170;  ///< bytes between the first and last match of a passage
constexpr std::size_t kLength = 220;  ///< bytes of a snippet, about
constexpr std::size_t kLead = 70;     ///< of them before the first match
constexpr std::size_t kReach = 400;   ///< bytes that one phrase may span
constexpr std::size_t kBlock = 64;    ///< bytes that are dismissed at once

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

bool word_byte(char c) {
    return is_ascii_alpha(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

SnippetFinder::SnippetFinder(std::vector<Leaf> leaves) : leaves_(std::move(leaves)) {
    for (const Leaf& leaf : leaves_)
        for (const Phrase& phrase : leaf.spellings) add_beginning(phrase.terms.front());
    // A letter with a mark folds to anything; bytes from 0xC2 on begin a character.
    for (std::size_t b = 0xC2; b < 256; ++b) first_[b] = true;
}

void SnippetFinder::add_beginning(const std::string& term) {
    const auto first = static_cast<unsigned char>(term[0]);
    if (first >= 0x80) {
        foreign_ = true;
        return;
    }
    first_[first] = true;
    if (is_ascii_lower(term[0])) first_[first - 32U] = true;
    // Two-letter stems may have lost a y, so their second letter says nothing.
    const bool sure = term.size() > 2 && is_ascii_lower(term[1]);
    const Beginning b{first,
                      sure ? static_cast<unsigned char>(term[1]) : static_cast<unsigned char>(0)};
    for (const Beginning& known : beginnings_)
        if (known.first == b.first && (known.second == b.second || known.second == 0)) return;
    beginnings_.push_back(b);
}

void SnippetFinder::start() {
    best_ = {};
    text_.clear();
}

/// Whether one of the words may begin at one of the kBlock bytes after block[0]; block[0] is the
/// byte before them, and one byte more is read. Plain loops over bytes, so that the compiler does
/// many at once.
bool SnippetFinder::begins_in(const unsigned char* block) const {
    unsigned char hit = 0;
    // Characters of two bytes and more, but for E2 (quotes, dashes): they may be letters with
    // marks.
    for (std::size_t i = 1; i <= kBlock; ++i) {
        const unsigned char c = block[i];
        hit |= static_cast<unsigned char>((c > 0xC2) & ((c != 0xE2) | foreign_));
    }
    for (const Beginning& b : beginnings_) {
        for (std::size_t i = 1; i <= kBlock; ++i) {
            const auto before = static_cast<unsigned char>((block[i - 1] | 0x20) - 'a');
            const auto first = static_cast<unsigned char>(block[i] | 0x20);
            const auto second = static_cast<unsigned char>(block[i + 1] | 0x20);
            const bool second_fits = (second == b.second) | (b.second == 0)
                                     | (second == ('\'' | 0x20)) | (second >= 0xA0);
            hit |= static_cast<unsigned char>((before > 25) & (first == (b.first | 0x20))
                                              & second_fits);
        }
    }
    return hit != 0;
}

/// Whether a word begins at `at`, and how it begins is not against it.
bool SnippetFinder::may_begin(std::string_view text, std::size_t at) const {
    if (at > 0) {
        const char before = text[at - 1];
        if (is_ascii_alpha(before) || is_ascii_digit(before)) return false;
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
    const auto c = static_cast<unsigned char>(text[at]);
    if (c >= 0x80) return true;
    const auto first = static_cast<unsigned char>(ascii_lower(text[at]));
    const auto second =
        static_cast<unsigned char>(at + 1 < text.size() ? ascii_lower(text[at + 1]) : ' ');
    for (const Beginning& b : beginnings_)
        if (b.first == first
            && (b.second == 0 || b.second == second || second == '\'' || second >= 0x80))
            return true;
    return false;
}

/// The phrase stands at the start of `rest`; `to`: bytes of it.
bool SnippetFinder::match_phrase(std::string_view rest, const Phrase& phrase, std::uint32_t& to) {
    Token token;
    Tokenizer& words = stems_;
    words.start(rest, false);
    std::size_t i = 0;
    const std::size_t stemmed = phrase.terms.size() - (phrase.prefix ? 1 : 0);
    for (; i < stemmed; ++i) {
        if (!words.next(token) || token.term != phrase.terms[i]) return false;
        if (i == 0 && token.from != 0) return false;
        to = token.to;
    }
    if (!phrase.prefix) return true;
    const std::string& beginning = phrase.terms.back();
    const std::string_view last = rest.substr(i == 0 ? 0 : to);
    const std::uint32_t before = i == 0 ? 0 : to;
    for (Tokenizer* both : {&folds_, &stems_}) {
        both->start(last, false, both == &stems_);
        if (!both->next(token) || (i == 0 && token.from != 0)) return false;
        if (token.term.substr(0, beginning.size()) != beginning) continue;
        to = before + token.to;
        return true;
    }
    return false;
}

bool SnippetFinder::match_at(std::string_view text, std::size_t at, Match& match) {
    const std::string_view rest = text.substr(at, kReach);
    // The first word decides for nearly all: look at it once, not once a leaf.
    Token first;
    stems_.start(rest, false);
    if (!stems_.next(first) || first.from != 0) return false;
    char stem[Tokenizer::kMaxTerm + 20];
    const std::size_t size = first.term.size();
    std::memcpy(stem, first.term.data(), size);
    const std::uint32_t first_to = first.to;
    for (unsigned l = 0; l < leaves_.size(); ++l) {
        for (const Phrase& phrase : leaves_[l].spellings) {
            std::uint32_t to = first_to;
            const bool one = phrase.terms.size() == 1;
            if (!(one && phrase.prefix) && phrase.terms.front() != std::string_view(stem, size))
                continue;
            if ((!one || phrase.prefix) && !match_phrase(rest, phrase, to)) continue;
            match = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at) + to, l};
            return true;
        }
    }
    return false;
}

template <class Seen>
void SnippetFinder::each_match(std::string_view text, std::size_t from, std::size_t to,
                               Seen&& seen) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t at = from;
    while (at < to) {
        if (at > 0 && at + kBlock + 1 < text.size() && !begins_in(bytes + at - 1)) {
            at += kBlock;
            continue;
        }
        const std::size_t end = std::min(to, at + kBlock);
        while (at < end) {
            Match match{};
            if (!first_[bytes[at]] || !may_begin(text, at) || !match_at(text, at, match)) {
                ++at;
                continue;
            }
            if (!seen(match)) return;
            at = match.to;
        }
    }
}

bool SnippetFinder::look(std::string text) {
    const auto wanted = static_cast<unsigned>(leaves_.size());
    std::vector<Match> near;  // the last matches that one passage could hold
    Passage best;
    each_match(text, 0, text.size(), [&](const Match& match) {
        std::erase_if(near, [&](const Match& m) {
            return match.to - m.from > kNear || m.leaf == match.leaf;
        });
        near.push_back(match);
        const auto leaves = static_cast<unsigned>(near.size());
        if (leaves > best.leaves) best = {near.front().from, match.to, leaves};
        return leaves < wanted;
    });
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
    each_match(text, from, to, [&](const Match& match) {
        if (match.to <= to) matches.emplace_back(match.from, match.to);
        return true;
    });
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
