// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/emphasis.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.h"
#include "document/marks.h"

namespace solander {

namespace {

constexpr std::size_t kLongest = 300;  // bytes between the marks
constexpr std::size_t kMostSigns = 3;  // "_*/"; longer runs are ornaments and censored words

/// What may stand before an opening mark: nothing, a blank, an opening quote or bracket, a dash.
bool may_precede(std::string_view text, std::size_t at) {
    if (at == 0) return true;
    const char c = text[at - 1];
    if (is_ascii_space(c) || std::string_view("([{<-").find(c) != std::string_view::npos)
        return true;
    if (c == '"' || c == '\'')  // an opening quote, not the end of a word
        return at < 2 || is_ascii_space(text[at - 2]) || text[at - 2] == '(' || text[at - 2] == '-';
    if ((c & 0x80) == 0) return false;
    const std::string_view before = text.substr(0, at);
    for (const std::string_view sign : {"\u201C", "\u2018", "\u00AB", "\u2014", "\u2013", "\u00A0"})
        if (before.ends_with(sign)) return true;
    return false;
}

/// What may follow a closing mark: nothing, a blank, punctuation.
bool may_follow(std::string_view text, std::size_t at) {
    if (at >= text.size()) return true;
    std::size_t length = 1;
    return !is_word_char(first_code_point(text.substr(at), length));
}

std::uint8_t kinds_of(std::string_view sign) {
    if (sign.size() == 1) return kEmphasis;
    const bool same = std::all_of(sign.begin(), sign.end(), [&](char c) { return c == sign[0]; });
    if (same && sign[0] == '/') return 0;  // //x// is telepathy, left alone
    if (same && sign.size() == 2) return kStrong;
    return kEmphasis | kStrong;
}

bool mirrors(std::string_view open, std::string_view close) {
    return open.size() == close.size() && std::equal(open.begin(), open.end(), close.rbegin());
}

bool has_word(std::string_view text) {
    const WordRange word = next_word(text, 0);
    return word.from < word.to;
}

/// Counts "/word/" on one line, which dates, paths and pairings are not; stops at two.
int count_slashed(std::string_view text) {
    int found = 0;
    const char* const end = text.data() + text.size();
    for (std::size_t at = text.find('/'); at != std::string_view::npos && found < 2;) {
        const auto left =
            std::min<std::size_t>(60, static_cast<std::size_t>(end - text.data()) - at - 1);
        const auto* close = static_cast<const char*>(std::memchr(text.data() + at + 1, '/', left));
        const std::size_t next = close == nullptr ? text.find('/', at + 1)
                                                  : static_cast<std::size_t>(close - text.data());
        if (close != nullptr && next > at + 2 && may_precede(text, at) && may_follow(text, next + 1)
            && is_ascii_alpha(text[at + 1]) && !is_ascii_space(text[next - 1])
            && text.substr(at, next - at).find('\n') == std::string_view::npos)
            ++found;
        at = next;
    }
    return found;
}

}  // namespace

EmphasisHabit emphasis_habit(std::string_view text) {
    EmphasisHabit habit;
    habit.star = text.find('*') != std::string_view::npos;
    habit.underscore = text.find('_') != std::string_view::npos;
    habit.slash = count_slashed(text) >= 2;
    return habit;
}

void EmphasisFinder::find_signs(std::string_view text, const EmphasisHabit& habit) {
    signs_.clear();
    const auto has = [&](char c) { return text.find(c) != std::string_view::npos; };
    if (!(habit.star && has('*')) && !(habit.underscore && has('_')) && !(habit.slash && has('/')))
        return;
    const auto wanted = [&](char c) {
        return (c == '*' && habit.star) || (c == '_' && habit.underscore)
               || (c == '/' && habit.slash);
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!wanted(text[at])) continue;
        std::size_t to = at + 1;
        while (to < text.size() && wanted(text[to])) ++to;
        if (to - at <= kMostSigns) {
            const bool blank_after = to >= text.size() || is_ascii_space(text[to]);
            const bool blank_before = at == 0 || is_ascii_space(text[at - 1]);
            Sign sign{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(to), false, false};
            sign.opens = !blank_after && may_precede(text, at);
            sign.closes = !blank_before && may_follow(text, to);
            if (sign.opens || sign.closes) signs_.push_back(sign);
        }
        at = to - 1;
    }
}

void EmphasisFinder::pair_up(std::string_view text, std::uint32_t base, std::vector<Mark>& marks) {
    for (std::size_t i = 0; i < signs_.size(); ++i) {
        Sign& open = signs_[i];
        if (!open.opens || open.used) continue;
        const std::string_view mark = text.substr(open.from, open.to - open.from);
        const std::uint8_t kinds = kinds_of(mark);
        if (kinds == 0) continue;
        for (std::size_t k = i + 1; k < signs_.size(); ++k) {
            Sign& close = signs_[k];
            // A paragraph may stand in marks as a whole, however long: a letter, a dream.
            const bool whole = open.from == 0 && close.to == text.size();
            if (close.from - open.to > kLongest && !whole) break;
            const std::string_view other = text.substr(close.from, close.to - close.from);
            if (!mirrors(mark, other)) {
                if (other.find(mark[0]) != std::string_view::npos)
                    break;  // "*a **b**": not ours to untangle
                continue;
            }
            const std::string_view inside = text.substr(open.to, close.from - open.to);
            if (close.closes && !inside.empty() && has_word(inside)
                && !(mark == "*" && is_grin(inside))) {
                open.used = close.used = true;
                marks.push_back({base + open.to, base + close.from, kinds});
                i = k;
            }
            break;
        }
    }
}

void EmphasisFinder::take_out(std::string& text, std::uint32_t from, const EmphasisHabit& habit,
                              std::vector<CopyRun>& runs, std::vector<Mark>& marks) {
    const std::string_view block = std::string_view(text).substr(from);
    find_signs(block, habit);
    if (signs_.size() < 2) return;
    const std::size_t first_mark = marks.size();
    pair_up(block, from, marks);
    if (marks.size() == first_mark) return;

    // Close the gaps: `to` is where the next kept byte goes, and each gap makes one more run.
    shifted_.clear();
    std::uint32_t removed = 0, kept_from = from;
    std::size_t run = 0, mark = first_mark;
    const auto keep = [&](std::uint32_t end) {
        for (; run < runs.size() && runs[run].out < end; ++run)
            shifted_.push_back({runs[run].out - removed, runs[run].in});
        if (removed != 0)
            std::memmove(text.data() + kept_from - removed, text.data() + kept_from,
                         end - kept_from);
    };
    for (const Sign& sign : signs_) {
        if (!sign.used) continue;
        const std::uint32_t gap_from = from + sign.from, gap_to = from + sign.to;
        keep(gap_from);
        // The run that holds the byte behind the gap, before it is shifted.
        while (run < runs.size() && runs[run].out <= gap_to) ++run;
        if (run > 0) {
            const CopyRun& at = runs[run - 1];
            removed += gap_to - gap_from;
            shifted_.push_back({gap_to - removed, at.in + (gap_to - at.out)});
        } else {
            removed += gap_to - gap_from;
        }
        if (mark < marks.size() && marks[mark].from == gap_to)
            marks[mark].from = gap_to - removed;
        else if (mark < marks.size() && marks[mark].to == gap_from)
            marks[mark++].to = gap_from - (removed - (gap_to - gap_from));
        kept_from = gap_to;
    }
    keep(static_cast<std::uint32_t>(text.size()));
    text.resize(text.size() - removed);
    runs.swap(shifted_);
}

}  // namespace solander
