// SPDX-License-Identifier: GPL-3.0-or-later
// Part numbers: "1/3", "2/?", "Part Two of Five", "VII/?", "0/5", "1a/5", "11-15/20".
#include <algorithm>

#include "base/text.h"
#include "document/marks.h"
#include "header/values.h"

namespace solander {

namespace {

constexpr int kHighest = 2000;

constexpr std::string_view kPartWords[] = {
    "chapters",   "chapter",   "chapitre", "chapt",    "chap",  "ch",      "parts",
    "part",       "pt",        "partie",   "parte",    "teil",  "kapitel", "capítulo",
    "capitulo",   "capitolo",  "глава",    "Глава",    "ГЛАВА", "часть",   "Часть",
    "ЧАСТЬ",      "episode",   "ep",       "volume",   "vol",   "section", "installment",
    "instalment", "hoofdstuk", "deel",     "rozdział", "no",    "nr",      "number",
    "book",       "act",       "#",
};
constexpr std::string_view kOfWords[] = {"out of", "of", "von", "de", "из",
                                         "sur",    "di", "van", "av"};

bool same_start(std::string_view text, std::string_view word) {
    if (text.size() < word.size()) return false;
    return ascii_lower(text[0]) == ascii_lower(word[0])
           && equals_ignoring_ascii_case(text.substr(0, word.size()), word);
}

class Cursor {
  public:
    Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}
    std::size_t at() const { return at_; }
    void to(std::size_t at) { at_ = at; }
    bool done() const { return at_ >= text_.size(); }
    char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    std::string_view rest() const { return text_.substr(std::min(at_, text_.size())); }
    void skip_spaces() {
        while (!done() && (is_ascii_space(text_[at_]))) ++at_;
    }
    bool take(char c) {
        if (peek() != c || done()) return false;
        ++at_;
        return true;
    }
    /// A word of the list, not followed by a letter.
    template <class Words>
    bool take_word(const Words& words) {
        for (const std::string_view word : words) {
            if (!same_start(rest(), word)) continue;
            const char next = peek(word.size());
            if (word != "#" && (is_ascii_alpha(next) || (next & 0x80) != 0)) continue;
            at_ += word.size();
            return true;
        }
        return false;
    }
    std::optional<int> digits() {
        std::size_t end = at_;
        int value = 0;
        while (end < text_.size() && is_ascii_digit(text_[end]) && end - at_ < 5)
            value = value * 10 + (text_[end++] - '0');
        if (end == at_ || (end < text_.size() && is_ascii_digit(text_[end])) || value > kHighest)
            return std::nullopt;
        at_ = end;
        return value;
    }
    /// Roman numerals and number words; the text right behind must not go on as a word.
    std::optional<int> word_number() {
        std::size_t end = at_;
        while (end < text_.size() && end - at_ < 24
               && (is_ascii_alpha(text_[end]) || text_[end] == '-'))
            ++end;
        while (end > at_ && text_[end - 1] == '-') --end;
        for (std::size_t stop = end; stop > at_;) {
            const std::string_view word = text_.substr(at_, stop - at_);
            if (const auto value = spelled_number(word); value && *value > 0) {
                at_ = stop;
                return *value;
            }
            const std::size_t dash = word.rfind('-');
            if (dash == std::string_view::npos) break;
            stop = at_ + dash;
        }
        return std::nullopt;
    }

  private:
    std::string_view text_;
    std::size_t at_;
};

struct Rules {
    bool bare = false;   ///< a number alone will do
    bool words = false;  ///< "Two of Five" without "Part"
};

bool ends_cleanly(const Cursor& in) {
    const char c = in.peek();
    return in.done()
           || !(is_ascii_alpha(c) || is_ascii_digit(c) || (c & 0x80) != 0 || c == '/' || c == '\'');
}

/// What is behind "of": a number, or one of the signs for "not known yet".
bool read_total(Cursor& in, PartNumber& part, bool after_word) {
    in.skip_spaces();
    if (in.take('?')) {
        while (in.take('?')) {}
        part.open = true;
        return true;
    }
    const bool about = in.take('~');
    if (const auto of = in.digits()) {
        part.of = *of;
        part.open = about;
        if (in.take('+') || in.take('?')) part.open = true;
        return true;
    }
    if ((in.peek() == 'x' || in.peek() == 'X') && !is_ascii_alpha(in.peek(1))) {
        in.take(in.peek());
        in.take('x') || in.take('X');
        part.open = true;
        return true;
    }
    if (after_word)
        if (const auto of = in.word_number()) {
            part.of = *of;
            return true;
        }
    if (in.peek() == '-' && !is_ascii_alpha(in.peek(1))) {
        in.take('-');
        part.open = true;
        return true;
    }
    return false;
}

/// Grammar of story-files.md section 9, anchored at `from`.
std::optional<PartNumber> read_at(std::string_view text, std::size_t from, Rules rules) {
    Cursor in(text, from);
    PartNumber part;
    part.from = from;
    char bracket = 0;
    if (in.peek() == '(' || in.peek() == '[' || in.peek() == '{') {
        bracket = in.peek();
        in.take(bracket);
        in.skip_spaces();
    }
    const bool named = in.take_word(kPartWords);
    if (named) {
        in.take('.');
        in.skip_spaces();
        in.take('#') || in.take(':');
        in.skip_spaces();
    }
    bool in_digits = true;
    auto number = in.digits();
    if (!number) {
        // A number in words stands out only after "Part" or where a value begins with it.
        if (!named && !rules.words && !rules.bare) return std::nullopt;
        number = in.word_number();
        in_digits = false;
        if (!number) return std::nullopt;
    }
    part.number = part.last = *number;
    if (in_digits && in.peek() >= 'a' && in.peek() <= 'h' && !is_ascii_alpha(in.peek(1))) {
        part.sub = in.peek();
        in.take(part.sub);
    }
    const std::size_t after_number = in.at();
    if (in_digits && in.peek() == '-' && is_ascii_digit(in.peek(1))) {
        in.take('-');
        const auto last = in.digits();
        if (last && *last > part.number)
            part.last = *last;
        else
            in.to(after_number);
    }
    const std::size_t before_sign = in.at();
    in.skip_spaces();
    const bool slash = in.take('/');
    const bool of_word = !slash && in.take_word(kOfWords);
    bool total = false;
    if (slash || of_word) {
        total = read_total(in, part, of_word || named || !in_digits);
        if (total && slash && in.peek() == '/') return std::nullopt;  // a date
    }
    if (!total) {
        in.to(before_sign);
        if (slash && !named) return std::nullopt;
    }
    if (!named && !total && !rules.bare) return std::nullopt;
    if (!named && of_word && !in_digits && !rules.words)
        return std::nullopt;  // Seven of Nine is a person
    if (part.of != 0 && part.last > part.of && !part.open) return std::nullopt;
    if (part.number == 0 && !total) return std::nullopt;
    const std::size_t before_close = in.at();
    if (bracket != 0) {
        in.skip_spaces();
        if (!in.take(bracket == '(' ? ')' : bracket == '[' ? ']' : '}')) in.to(before_close);
    }
    // "Part I Hate", "Part One of me wanted": a number in words ends the phrase.
    const std::size_t stop = in.at();
    if (!in_digits && !total) {
        in.skip_spaces();
        const char c = in.peek();
        if (is_ascii_alpha(c) || c == '\'' || (c & 0x80) != 0) return std::nullopt;
        in.to(stop);
    }
    if (!ends_cleanly(in)) return std::nullopt;
    part.header = part.number == 0;
    part.to = in.at();
    return part;
}

}  // namespace

std::optional<PartNumber> read_part(std::string_view value) {
    std::size_t from = 0;
    while (from < value.size() && is_ascii_space(value[from])) ++from;
    if (auto part = read_at(value, from, {.bare = true, .words = true})) return part;
    return find_part(value);
}

std::optional<PartNumber> read_part_count(std::string_view value) {
    auto part = read_part(value);
    if (part && part->of == 0 && !part->open) {
        part->of = part->last;
        part->number = part->last = 0;
    }
    return part;
}

std::optional<PartNumber> find_part(std::string_view text) {
    std::optional<PartNumber> best;
    for (std::size_t at = 0; at < text.size() && at < 400; ++at) {
        const char c = text[at];
        const char before = at > 0 ? text[at - 1] : ' ';
        const bool edge =
            at == 0 || is_ascii_space(before)
            || std::string_view("\"'([{,:;*-_~>").find(before) != std::string_view::npos
            || ((before & 0x80) != 0 && (is_ascii_digit(c) || c == '(' || c == '['));
        if (!edge || is_ascii_space(c) || (c & 0xC0) == 0x80) continue;
        auto part = read_at(text, at, {});
        if (!part) continue;
        const bool bracketed = c == '(' || c == '[' || c == '{';
        // "9 1/2 Weeks", "9/11" and "3/4 time" are no part numbers.
        if (is_ascii_digit(c)) {
            const std::string_view head = trim(text.substr(0, at));
            if (!head.empty() && is_ascii_digit(head.back())) continue;
            if (part->number == 9 && part->of == 11) continue;
            const std::string_view tail = trim(text.substr(part->to));
            if (!tail.empty() && is_ascii_lower(tail.front()) && tail.substr(0, 2) != "by")
                continue;
        }
        if (!best || bracketed) best = part;
        at = part->to - 1;
    }
    return best;
}

}  // namespace solander
