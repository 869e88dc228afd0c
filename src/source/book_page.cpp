// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/book_page.h"

#include <algorithm>
#include <array>

#include "base/markup.h"
#include "base/text.h"
#include "source/tag_walk.h"

namespace solander {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// `what` in small letters.
std::size_t find_lowered(const std::string& lowered, std::string_view what, std::size_t at = 0) {
    for (at = lowered.find(what, at); at != kNone; at = lowered.find(what, at + 1)) {
        const std::size_t end = at + what.size();
        if (end >= lowered.size() || !is_tag_char(lowered[end])) return at;
    }
    return kNone;
}

/// "<html:p>" -> "<p>", where the root itself is written so.
void drop_prefix(std::string& text) {
    const std::size_t root = text.substr(0, 2000).find(":html");
    if (root == std::string::npos) return;
    const std::size_t open = text.rfind('<', root);
    if (open == std::string::npos || root - open > 12 || open + 1 == root) return;
    const std::string prefix = text.substr(open + 1, root - open);
    if (!std::all_of(prefix.begin(), prefix.end() - 1, is_ascii_alpha)) return;
    text = replace_all(std::move(text), "<" + prefix, "<");
    text = replace_all(std::move(text), "</" + prefix, "</");
}

void open_cdata(std::string& text) {
    constexpr std::string_view kOpen = "<![CDATA[", kClose = "]]>";
    if (text.find(kOpen) == std::string::npos) return;
    std::string out;
    std::size_t at = 0;
    for (;;) {
        const std::size_t open = text.find(kOpen, at);
        const std::size_t close = open == kNone ? kNone : text.find(kClose, open);
        if (close == kNone) break;
        out.append(text, at, open - at);
        const std::size_t inner = open + kOpen.size();
        escape_text(out, std::string_view(text).substr(inner, close - inner));
        at = close + kClose.size();
    }
    text = out.append(text, at);
}

constexpr std::array<std::string_view, 24> kClosed{
    "b",    "i",     "u",   "em",   "strong", "s",          "strike", "del",
    "ins",  "small", "big", "sub",  "sup",    "span",       "font",   "a",
    "code", "tt",    "q",   "cite", "center", "blockquote", "pre",    "div"};

std::size_t index_of_closed(std::string_view name) {
    const auto at = std::find_if(kClosed.begin(), kClosed.end(), [&](std::string_view one) {
        return equals_ignoring_ascii_case(one, name);
    });
    return static_cast<std::size_t>(at - kClosed.begin());
}

/// Empty elements get an end tag, and elements left open get theirs at the end.
void close_elements(std::string& text) {
    std::array<std::uint32_t, kClosed.size()> open{};
    std::string out;
    std::size_t done = 0;
    TagWalk walk(text);
    TagWalk::Step step;
    while (walk.next(step)) {
        const std::size_t index = index_of_closed(step.name);
        if (step.name.empty() || index == kClosed.size()) continue;
        if (step.end) {
            if (open[index] > 0) --open[index];
        } else if (step.to - step.from > 3 && text.compare(step.to - 2, 2, "/>") == 0) {
            out.append(text, done, step.to - 2 - done);
            out.append("></").append(kClosed[index]).append(">");
            done = step.to;
        } else {
            ++open[index];
        }
    }
    if (done > 0) text = out.append(text, done);
    constexpr std::uint32_t kMost = 500;  // what is deeper stays open
    for (std::size_t i = 0; i < kClosed.size(); ++i)
        for (std::uint32_t n = std::min(open[i], kMost); n > 0; --n)
            text.append("</").append(kClosed[i]).append(">");
}

struct HidingElement {
    std::string_view name;
    bool literal;  ///< its text is text, without tags
};
constexpr std::array kHiding = std::to_array<HidingElement>({{"script", false},
                                                             {"server", false},
                                                             {"style", false},
                                                             {"xml", false},
                                                             {"svg", false},
                                                             {"math", false},
                                                             {"title", true},
                                                             {"textarea", true},
                                                             {"xmp", true},
                                                             {"plaintext", true}});

/// Which of them have a start tag behind their last end tag. One pass.
std::array<bool, kHiding.size()> left_open(std::string_view text) {
    std::array<bool, kHiding.size()> open{};
    for (std::size_t at = text.find('<'); at != kNone; at = text.find('<', at + 1)) {
        const bool end = text.substr(at + 1, 1) == "/";
        const std::string_view name = text.substr(at + (end ? 2 : 1), 10);
        for (std::size_t i = 0; i < kHiding.size(); ++i)
            if (starts_with_ignoring_ascii_case(name, kHiding[i].name)) open[i] = !end;
    }
    return open;
}

/// "<script>" without an end hides nothing in a document alone, but would swallow the next ones.
void rename_unclosed(std::string& text, std::string_view name) {
    const std::string lowered = ascii_lowered(text);
    const std::string open = "<" + std::string(name);
    const std::size_t last = lowered.rfind("</" + std::string(name));
    std::string out;
    std::size_t done = 0;
    for (std::size_t at = find_lowered(lowered, open, last == kNone ? 0 : last); at != kNone;
         at = find_lowered(lowered, open, at + 1)) {
        const std::size_t end = text.find('>', at);
        if (end != kNone && text[end - 1] == '/') continue;
        out.append(text, done, at - done).append("<span");
        done = at + open.size();
    }
    if (done > 0) text = out.append(text, done);
}

/// A title that is not closed ends at the next tag; plaintext never.
void close_literal(std::string& text, std::string_view name) {
    const std::string lowered = ascii_lowered(text);
    const std::string close = "</" + std::string(name), open = "<" + std::string(name);
    const std::size_t last = lowered.rfind(close);
    std::string out;
    std::size_t done = 0;
    for (std::size_t at = find_lowered(lowered, open, last == kNone ? 0 : last); at != kNone;
         at = find_lowered(lowered, open, at + 1)) {
        std::size_t next = name == "plaintext" ? text.size() : text.find('<', at + 1);
        next = std::min(next, text.size());
        out.append(text, done, next - done).append(close).append(">");
        done = next;
        if (done == text.size()) break;
    }
    if (!out.empty()) text = out.append(text, done);
}

/// A comment without an end ends at the first '>', as a declaration does anywhere.
void close_end(std::string& text) {
    constexpr std::string_view kOpen = "<!--", kDeclaration = "<!doctype ";
    const std::size_t closed = text.rfind("-->");
    for (std::size_t at = text.find(kOpen, closed == kNone ? 0 : closed); at != kNone;
         at = text.find(kOpen, at + kDeclaration.size())) {
        text.replace(at, kOpen.size(), kDeclaration);
        if (text.find('>', at) == kNone) text += '>';
    }
    const std::size_t last = text.rfind('>');
    for (std::size_t at = text.find('<', last == kNone ? 0 : last); at != kNone;
         at = text.find('<', at + 4))
        text.replace(at, 1, "&lt;");
}

}  // namespace

std::string book_page(std::string_view markup) {
    std::string text(markup);
    drop_prefix(text);
    open_cdata(text);
    const std::array<bool, kHiding.size()> open = left_open(text);
    for (std::size_t i = 0; i < kHiding.size(); ++i) {
        if (!open[i]) continue;
        if (kHiding[i].literal)
            close_literal(text, kHiding[i].name);
        else
            rename_unclosed(text, kHiding[i].name);
    }
    close_end(text);
    close_elements(text);
    return text;
}

}  // namespace solander
