// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/hyphens.h"

#include <array>

#include "base/text.h"

namespace solander {

namespace {

constexpr std::size_t kLongest = 40;  // bytes of a word worth knowing

bool is_letter_byte(char c) { return is_ascii_alpha(c) || (c & 0x80) != 0; }

}  // namespace

bool Hyphens::cut(std::string_view line, std::string_view next) {
    if (line.size() < 2 || line.back() != '-' || next.empty()) return false;
    const char before = line[line.size() - 2];
    return is_letter_byte(before) && !line.ends_with("\u2014-")
           && (is_ascii_lower(next.front()) || ((next.front() & 0x80) != 0 && [&] {
                   std::size_t length = 1;
                   return is_lower(first_code_point(next, length));
               }()));
}

std::string Hyphens::joined(std::string_view line, std::string_view next) {
    line.remove_suffix(1);
    std::size_t from = line.size(), to = 0;
    while (from > 0 && line.size() - from < kLongest && is_letter_byte(line[from - 1])) --from;
    while (to < next.size() && to < kLongest && is_letter_byte(next[to])) ++to;
    std::string word = ascii_lowered(line.substr(from));
    word += ascii_lowered(next.substr(0, to));
    return word;
}

Hyphens::Hyphens(const Lines& lines) {
    std::unordered_set<std::string, Hash, std::equal_to<>> wanted;
    std::array<bool, 2 * kLongest + 1> lengths{};
    for (std::size_t i = 1; i < lines.lines.size(); ++i) {
        const std::string_view line = lines.of(lines.lines[i - 1]);
        if (line.empty() || line.back() != '-') continue;
        const std::string_view next = lines.of(lines.lines[i]);
        if (!cut(line, next)) continue;
        std::string word = joined(line, next);
        lengths[word.size()] = true;
        wanted.insert(std::move(word));
    }
    if (wanted.empty()) return;
    for_each_word(lines.text, [&](std::string_view word) {
        if (word.size() >= lengths.size() || !lengths[word.size()]) return;
        if (const auto at = wanted.find(ascii_lowered(word)); at != wanted.end())
            known_.insert(wanted.extract(at));
    });
}

bool Hyphens::known(std::string_view line, std::string_view next) const {
    return !known_.empty() && known_.contains(joined(line, next));
}

}  // namespace solander
