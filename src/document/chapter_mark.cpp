// SPDX-License-Identifier: GPL-3.0-or-later
// One line read as a chapter heading. Whether it is one, chapters.cpp decides over the whole file.
#include <algorithm>

#include "base/text.h"
#include "document/mark_words.h"
#include "document/marks.h"

namespace solander {

namespace {

constexpr std::size_t kLongest = 100;   // bytes of a heading line
constexpr std::int32_t kHighest = 400;  // numbers above are years, rooms, prices

bool is_word_byte(char c) { return (c & 0x80) != 0 || is_ascii_alpha(c) || is_ascii_digit(c); }

std::optional<std::int32_t> digits(std::string_view word) {
    if (word.empty() || word.size() > 4) return std::nullopt;
    std::int32_t value = 0;
    for (const char c : word) {
        if (!is_ascii_digit(c)) return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<std::int32_t> roman(std::string_view word) {
    constexpr std::string_view kLetters = "IVXLC";
    constexpr std::int32_t kValues[] = {1, 5, 10, 50, 100};
    if (word.empty() || word.size() > 8) return std::nullopt;
    const bool small = is_ascii_lower(word.front());
    std::int32_t total = 0, last = 1000;
    for (const char c : word) {
        const std::size_t at = kLetters.find(static_cast<char>(small ? c - 32 : c));
        if (at == std::string_view::npos || is_ascii_lower(c) != small) return std::nullopt;
        const std::int32_t value = kValues[at];
        total += value > last ? value - 2 * last : value;
        last = value;
    }
    // "IIX" and the like are words, not numbers: write the number back and compare.
    constexpr std::pair<std::int32_t, std::string_view> kParts[] = {
        {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"},
        {9, "IX"},  {5, "V"},   {4, "IV"}, {1, "I"}};
    std::string back;
    std::int32_t left = total;
    for (const auto& [value, letters] : kParts)
        for (; left >= value; left -= value) back += letters;
    return equals_ignoring_ascii_case(back, word) ? std::optional(total) : std::nullopt;
}

std::optional<std::int32_t> number_word(std::string_view word) {
    const std::string_view* value = mark_word(MarkWord::number, word);
    return value == nullptr ? std::nullopt : digits(*value);
}

/// Pieces of a line: words, and single signs between them.
class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    void skip(std::string_view signs) {
        while (at_ < text_.size() && signs.find(text_[at_]) != std::string_view::npos) ++at_;
    }
    std::string_view word() {
        const std::size_t from = at_;
        while (at_ < text_.size()
               && (is_word_byte(text_[at_])
                   || (text_[at_] == '-' && at_ > from && at_ + 1 < text_.size()
                       && is_ascii_alpha(text_[at_ + 1]))))
            ++at_;
        return text_.substr(from, at_ - from);
    }
    bool at_end() const { return at_ == text_.size(); }
    char peek() const { return at_end() ? '\0' : text_[at_]; }
    std::string_view rest() const { return text_.substr(at_); }
    std::size_t at() const { return at_; }
    void go(std::size_t at) { at_ = at; }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

constexpr std::string_view kBlank = " \t";

/// "of 5", "/5", "/?" behind a number.
std::int32_t read_of(Reader& in) {
    const std::size_t back = in.at();
    in.skip(kBlank);
    bool counted = in.peek() == '/';
    if (counted) {
        in.skip("/");
        in.skip(kBlank);
        if (in.peek() == '?' || in.peek() == 'x' || in.peek() == 'X') {
            in.skip("?xX");
            return 0;
        }
    } else {
        const std::string_view word = in.word();
        counted =
            equals_ignoring_ascii_case(word, "of") || word == "von" || word == "de" || word == "из";
        in.skip(kBlank);
    }
    if (counted)
        if (const auto number = spelled_number(in.word())) return *number;
    in.go(back);
    return -1;
}

/// The title behind the number: set off by a sign, or a few capitalised words. False if it is
/// prose.
bool read_title(Reader& in, bool strong, ChapterMark& mark) {
    in.skip(" \t*_~");
    if (in.at_end()) return true;
    const std::size_t signs_at = in.at();
    in.skip(":.-=)]}>,*_~ \t");
    while (in.rest().starts_with("\u2013") || in.rest().starts_with("\u2014")
           || in.rest().starts_with("\uFF1A")) {
        in.go(in.at() + 3);
        in.skip(kBlank);
    }
    const bool set_off = in.at() > signs_at || in.peek() == '"' || in.rest().starts_with("\u201C")
                         || in.peek() == '(';
    std::string_view title = trim(in.rest());
    while (!title.empty() && std::string_view("*_~=-").find(title.back()) != std::string_view::npos)
        title.remove_suffix(1);
    mark.title = trim(title);
    if (mark.title.empty()) return true;
    if (!set_off && (!strong || is_lower([&] {
            std::size_t length = 1;
            return first_code_point(mark.title, length);
        }())))
        return false;
    // "Part 1: in which ..." is a title; "Chapter 3 was over. He closed the book." is prose.
    const auto words = count_words(mark.title);
    const bool sentence = mark.title.back() == '.' && !mark.title.ends_with("..");
    return words <= 14 && !(sentence && words > (set_off ? 8U : 4U)) && !(!set_off && words > 8);
}

std::optional<ChapterMark> read_bare(std::string_view line, Reader in) {
    ChapterMark mark;
    const std::size_t from = in.at();
    const std::string_view word = in.word();
    if (const auto number = digits(word))
        mark.number = *number, mark.family = "arabic";
    else if (const auto letters = roman(word); letters && is_ascii_upper(word.front()))
        mark.number = *letters, mark.family = "roman";
    else if (const auto spelled = spelled_number(word))
        mark.number = *spelled, mark.family = "spelled";
    else
        return std::nullopt;
    mark.of = mark.family == "arabic" ? read_of(in) : -1;
    if (mark.of >= 0) mark.family = "n/m";
    in.skip(" \t*_~-=.:)]>#+|\\/");
    // A bare number may carry no words, except in the Roman style: "IV. The Lamp".
    if (!in.at_end()) {
        Reader again(line);
        again.go(from + word.size());
        if (mark.family != "roman" || again.peek() != '.' || !read_title(again, true, mark)
            || count_words(mark.title) > 8)
            return std::nullopt;
    }
    return mark;
}

}  // namespace

std::optional<std::int32_t> spelled_number(std::string_view word) {
    if (const auto number = digits(word)) return number;
    if (const auto number = roman(word)) return number;
    if (word.empty() || word.size() > 24) return std::nullopt;
    const bool ascii =
        std::none_of(word.begin(), word.end(), [](char c) { return (c & 0x80) != 0; });
    const std::string key = ascii ? ascii_lowered(word) : fold(word);
    if (const auto number = number_word(key)) return number;
    const std::size_t dash = key.find('-');
    if (dash == std::string::npos) return std::nullopt;
    const auto tens = number_word(std::string_view(key).substr(0, dash));
    const auto ones = number_word(std::string_view(key).substr(dash + 1));
    return tens && ones && *tens >= 20 && *ones < 10 ? std::optional(*tens + *ones) : std::nullopt;
}

std::optional<ChapterMark> chapter_mark(std::string_view line) {
    if (line.empty() || line.size() > kLongest || (may_be(line) & kMayBeChapter) == 0)
        return std::nullopt;
    Reader in(line);
    in.skip(" \t*_~-=#+<>[]()|\\/.:");
    if (in.at() > 12 || in.at_end() || !is_word_byte(in.peek())) return std::nullopt;
    const std::size_t start = in.at();

    if (in.rest().starts_with("第")) {  // 第1章
        in.go(start + 3);
        const std::size_t from = in.at();
        while (is_ascii_digit(in.peek())) in.go(in.at() + 1);
        const auto number = digits(line.substr(from, in.at() - from));
        if (!number || !in.rest().starts_with("章")) return std::nullopt;
        return ChapterMark{"第章", true, *number, -1, trim(in.rest().substr(3))};
    }

    const std::string_view first = in.word();
    if (first.size() > 24) return std::nullopt;
    ChapterMark mark;
    std::string key = ascii_lowered(first);
    const std::size_t glued = key.find_first_of("0123456789");  // "Ch3"
    if (glued != std::string::npos && glued > 0) {
        key.resize(glued);
        in.go(start + glued);
    }
    if (std::any_of(key.begin(), key.end(), [](char c) { return (c & 0x80) != 0; }))
        key = fold(first);
    if (mark_word(MarkWord::alone, key) != nullptr) {
        mark.family = "alone";
        mark.strong = true;
        if (!is_ascii_lower(first.front()) && in.peek() != ',' && read_title(in, false, mark))
            return mark;
        return std::nullopt;
    }
    if (const std::string_view* strength = mark_word(MarkWord::chapter, key)) {
        mark.family = key;
        mark.strong = *strength == "strong";
        in.skip(". \t#:-");
        const std::size_t before = in.at();
        std::string_view word = in.word();
        if (equals_ignoring_ascii_case(word, "the")) {  // "Night the Third"
            in.skip(kBlank);
            word = in.word();
        }
        auto number = spelled_number(word);
        if (const std::size_t dash = word.find('-'); !number && dash != std::string_view::npos) {
            number = spelled_number(word.substr(0, dash));  // "Chapter One-Snow"
            in.go(in.at() - (word.size() - dash));
        }
        if (!number && word.size() >= 2 && is_ascii_digit(word.front())) {  // "Part 2a"
            number = digits(word.substr(0, word.size() - 1));
        }
        if (!number || *number > kHighest) {
            in.go(before);
            return std::nullopt;
        }
        mark.number = *number;
        mark.of = read_of(in);
        return read_title(in, mark.strong, mark) ? std::optional(mark) : std::nullopt;
    }
    in.go(start);
    auto bare = read_bare(line, in);
    return bare && bare->number <= kHighest ? bare : std::nullopt;
}

}  // namespace solander
