// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/mark_words.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/embedded.h"
#include "base/text.h"
#include "document/marks.h"

namespace solander {

namespace {

constexpr std::array<std::string_view, 9> kKinds = {"chapter", "alone",    "number", "scene", "end",
                                                    "more",    "part-end", "note",   "grin"};

struct Words {
    std::array<std::unordered_map<std::string_view, std::string_view>, kKinds.size()> rows;
    std::unordered_map<std::string_view, unsigned char> first;  ///< first words: kMayBe...
};

std::string_view first_word_of(std::string_view text) {
    const WordRange word = next_word(text, 0);
    return text.substr(word.from, word.to - word.from);
}

Words load() {
    Words words;
    for (const std::string_view line : split(embedded("data/marks.tsv"), '\n')) {
        if (line.empty() || line.front() == '#') continue;
        const std::vector<std::string_view> cells = split(line, '\t');
        const auto kind = std::find(kKinds.begin(), kKinds.end(), cells[0]);
        if (kind == kKinds.end() || cells.size() < 2) continue;
        words.rows[static_cast<std::size_t>(kind - kKinds.begin())].emplace(
            cells[1], cells.size() > 2 ? cells[2] : std::string_view());
        const bool ends = *kind == "end" || *kind == "more" || *kind == "part-end";
        unsigned char role = kMayBeChapter;
        if (ends)
            role = kMayBeEnd;
        else if (*kind == "note")
            role = kMayBeNote;
        else if (*kind == "scene" || *kind == "grin")
            role = 0;
        unsigned char& roles = words.first[first_word_of(cells[1])];
        roles = static_cast<unsigned char>(roles | role);
    }
    return words;
}

const Words& words() {
    static const Words loaded = load();
    return loaded;
}

bool all_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

/// "T H E   E N D" -> "THE END"; anything else unchanged.
std::string drawn_together(std::string_view text) {
    std::string out;
    std::size_t letters = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == ' ') {
            const std::size_t end = std::min(text.find_first_not_of(' ', i), text.size());
            if (end - i >= 2) out += ' ';
            i = end;
            continue;
        }
        if (i + 1 < text.size() && text[i + 1] != ' ') return std::string(text);
        out += text[i++];
        ++letters;
    }
    return letters >= 3 ? out : std::string(text);
}

}  // namespace

const std::string_view* mark_word(MarkWord kind, std::string_view text) {
    const auto& rows = words().rows[static_cast<std::size_t>(kind)];
    const auto at = rows.find(text);
    return at == rows.end() ? nullptr : &at->second;
}

unsigned char may_be(std::string_view line) {
    constexpr unsigned char kAnything = kMayBeChapter | kMayBeEnd | kMayBeNote;
    std::size_t at = 0;
    while (at < line.size() && at < 24 && (line[at] & 0x80) == 0 && !is_ascii_alpha(line[at])
           && !is_ascii_digit(line[at]))
        ++at;
    char lowered[16];
    std::size_t size = 0;
    for (; at < line.size(); ++at, ++size) {
        const char c = line[at];
        if ((c & 0x80) != 0) return kAnything;
        const bool joined =
            (c == '\'' || c == '-') && at + 1 < line.size() && is_ascii_alpha(line[at + 1]);
        if (!is_ascii_alpha(c) && !is_ascii_digit(c) && !joined) break;
        if (size == sizeof lowered) return 0;
        lowered[size] = ascii_lower(c);
    }
    // "T H E   E N D", "A/N"; numbers; Roman numerals and "Chapter1" are sorted out by the callers.
    if (size <= 1)
        return size == 1 && at + 2 < line.size() && line[at] == ' ' && line[at + 2] != ' '
                   ? kMayBeChapter
                   : kAnything;
    if (is_ascii_digit(lowered[0])) return kMayBeChapter | kMayBeEnd;
    const std::string_view word(lowered, size);
    if (word.find_first_not_of("ivxlc") == std::string_view::npos) return kMayBeChapter;
    const auto& first = words().first;
    const auto found = first.find(word);
    if (found != first.end()) return found->second;
    // "Ch3", "Chapter1", "Twenty-One", "Author?s"
    if (is_ascii_digit(lowered[size - 1])) return kMayBeChapter;
    if (word.find('-') != std::string_view::npos) return kMayBeChapter;
    return word.starts_with("author") ? kMayBeNote : std::uint8_t{0};
}

std::string mark_key(std::string_view line, bool* decorated) {
    std::size_t from = 0, to = line.size(), length = 1;
    while (from < to && !is_word_char(first_code_point(line.substr(from), length))) from += length;
    std::size_t last = from;  // end of the last word character
    for (std::size_t at = from; at < to; at += length)
        if (is_word_char(first_code_point(line.substr(at), length))) last = at + length;
    if (decorated != nullptr) *decorated = from > 0 && last < to;
    const std::string text = drawn_together(line.substr(from, last - from));
    return all_ascii(text) ? ascii_lowered(squeeze(text)) : fold(text);
}

bool is_grin(std::string_view word) {
    return word.size() <= 4 && mark_word(MarkWord::grin, ascii_lowered(word)) != nullptr;
}

EndMark end_mark(std::string_view line) {
    constexpr std::size_t kLongest = 72;
    if (line.empty() || line.size() > kLongest) return EndMark::none;
    // Somebody says it: "The end," he said. Or it is a word of speech: "Fin?" Or a sentence's last
    // word: "He / continued:".
    if (std::string_view("\"'`,").find(line.front()) != std::string_view::npos
        || line.starts_with("\u201C") || line.back() == ',' || line.back() == ':')
        return EndMark::none;
    if ((may_be(line) & kMayBeEnd) == 0) return EndMark::none;
    bool decorated = false;
    const std::string key = mark_key(line, &decorated);
    if (mark_word(MarkWord::end, key) != nullptr)
        return key != "30" || decorated ? EndMark::end : EndMark::none;
    if (mark_word(MarkWord::more, key) != nullptr || key.starts_with("to be continued"))
        return EndMark::more;
    // "end of chapter 3", "continued in part two", "end 1/3": the phrase, then a number.
    for (std::size_t space = key.rfind(' '); space != std::string::npos && space > 0;
         space = key.rfind(' ', space - 1)) {
        const std::string_view head = std::string_view(key).substr(0, space);
        std::string_view tail = std::string_view(key).substr(space + 1);
        tail.remove_prefix(std::min(tail.find_first_not_of("([{<"), tail.size()));
        const std::string_view bare = head.starts_with("the ") ? head.substr(4) : head;
        const bool ends = mark_word(MarkWord::part_end, bare) != nullptr;
        const bool goes_on = mark_word(MarkWord::more, head) != nullptr;
        if (!ends && !goes_on) continue;
        const std::size_t slash = std::min(tail.find('/'), tail.size());
        const bool counted = slash < tail.size()
                                 ? spelled_number(tail.substr(0, slash)).has_value()
                                 : spelled_number(tail).has_value() && bare != "end";
        if (counted) return ends ? EndMark::part_end : EndMark::more;
    }
    return EndMark::none;
}

std::size_t note_opening(std::string_view text) {
    constexpr std::string_view kDecoration = "([{<*_~/+ -=";
    constexpr std::size_t kLongest = 28;  // of the words
    const std::size_t start = std::min(text.find_first_not_of(kDecoration), text.size());
    if (start > 8 || (may_be(text) & kMayBeNote) == 0) return 0;
    const bool bracketed = text.substr(0, start).find_first_of("([{<") != std::string_view::npos;
    // The words end at a separator; everything else is prose.
    const std::string_view rest = text.substr(start, kLongest + 4);
    std::size_t end = std::min(rest.find_first_of(":;)]}\n"), rest.size());
    const std::size_t dash = rest.find(" -");
    end = std::min(end, dash == std::string_view::npos ? rest.size() : dash);
    const bool separated = end <= kLongest && (end < rest.size() || start + end == text.size());
    std::string key = separated ? mark_key(rest.substr(0, end)) : std::string();
    if (!separated || mark_word(MarkWord::note, key) == nullptr) {
        // "(A/N blah blah)", "[AN we own nothing]": no sign behind the word.
        end = std::min(rest.find(' '), rest.size());
        key = mark_key(rest.substr(0, end));
        if (key != "a/n" && !(bracketed && key == "an")) return 0;
    }
    const std::string_view words = rest.substr(0, end);
    // "An" is a word of every sentence; "AN" is not. "(An: ..." is rare enough to miss.
    if (key == "an" && words.find("AN") == std::string_view::npos) return 0;
    end += start;
    return std::min(end + 1, text.size());
}

}  // namespace solander
