// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/tag_walk.h"

#include <algorithm>

namespace solander {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kLongestValue = 65536;  // of a quoted attribute; longer is a quote not closed

bool is_raw(std::string_view name) {
    return equals_ignoring_ascii_case(name, "script") || equals_ignoring_ascii_case(name, "style");
}

}  // namespace

bool TagWalk::next(Step& step) {
    for (;;) {
        const std::size_t open = text_.find('<', at_);
        if (open == kNone) return false;
        const char after = open + 1 < text_.size() ? text_[open + 1] : ' ';
        if (after == '!' || after == '?') {
            step = {open, passed_over(open), {}, false};
            at_ = step.to;
            if (step.to > open + 1) return true;
            continue;
        }
        const bool end = after == '/';
        const std::size_t name = open + (end ? 2 : 1);
        at_ = open + 1;
        if (name >= text_.size() || !is_ascii_alpha(text_[name])) continue;
        std::size_t name_to = name;
        while (name_to < text_.size() && is_tag_char(text_[name_to])) ++name_to;
        const std::size_t to = tag_end(name_to);
        if (to == kNone) return false;
        step = {open, to, text_.substr(name, name_to - name), end};
        at_ = to;
        if (!end && is_raw(step.name)) {
            step.name = {};
            const std::size_t close = raw_end(text_.substr(name, name_to - name), to);
            if (close != kNone) at_ = step.to = close;
        }
        return true;
    }
}

/// Behind a comment or declaration; at the first '>' when a comment is not closed.
std::size_t TagWalk::passed_over(std::size_t open) {
    if (text_.substr(open, 4) == "<!--" && open < no_comment_end_) {
        const std::size_t close = text_.find("-->", open + 4);
        if (close != kNone) return close + 3;
        no_comment_end_ = open;
    }
    const std::size_t close = open < no_close_ ? text_.find('>', open) : kNone;
    if (close == kNone) no_close_ = std::min(no_close_, open);
    return close == kNone ? open + 1 : close + 1;
}

/// Behind the tag whose attributes begin at `at`; at the next '<' when that comes first.
std::size_t TagWalk::tag_end(std::size_t at) const {
    bool after_equals = false;
    for (std::size_t i = at; i < text_.size(); ++i) {
        const char c = text_[i];
        if (c == '>') return i + 1;
        if (c == '<') return i;
        if (after_equals && (c == '"' || c == '\'')) {
            const std::size_t close = value_end(i);
            if (close == kNone) {
                const std::size_t first = text_.find_first_of("<>", i);
                return first == kNone ? kNone : first + (text_[first] == '>' ? 1 : 0);
            }
            i = close;
            after_equals = false;
        } else if (c == '=') {
            after_equals = true;
        } else if (!is_ascii_space(c)) {
            after_equals = false;
        }
    }
    return kNone;
}

/// The closing quote; npos where the value goes over tags or is very long.
std::size_t TagWalk::value_end(std::size_t open) const {
    bool closed_tag = false;
    for (std::size_t i = open + 1; i < text_.size() && i - open < kLongestValue; ++i) {
        if (text_[i] == text_[open]) return i;
        if (closed_tag && text_[i] == '<') return kNone;
        closed_tag = closed_tag || text_[i] == '>';
    }
    return kNone;
}

std::size_t TagWalk::raw_end(std::string_view name, std::size_t at) {
    if (at >= no_raw_end_) return kNone;
    for (std::size_t close = text_.find("</", at); close != kNone;
         close = text_.find("</", close + 2)) {
        if (!starts_with_ignoring_ascii_case(text_.substr(close + 2), name)) continue;
        const std::size_t end = text_.find('>', close);
        return end == kNone ? text_.size() : end + 1;
    }
    no_raw_end_ = at;  // never closed: what follows may well be the story
    return kNone;
}

}  // namespace solander
