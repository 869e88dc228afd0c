// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/accuracy/texts.h"

#include <algorithm>
#include <map>
#include <vector>

#include "base/text.h"

namespace solander::accuracy {
namespace {

using Words = std::vector<std::string>;

Words words_in(std::string_view text) {
    const std::string folded = fold(text);
    Words out;
    std::string word;
    for (std::size_t i = 0; i <= folded.size(); ++i) {
        const char c = i < folded.size() ? folded[i] : ' ';
        if (is_ascii_alpha(c) || is_ascii_digit(c) || (c & 0x80) != 0)
            word += c;
        else if (c != '\'' && !word.empty())
            out.push_back(std::move(word)), word.clear();
    }
    return out;
}

/// Of the part between equal beginnings and ends: by longest common subsequence, or when that
/// would be long, by counting.
void count_between(const Words& a, std::size_t from, std::size_t a_to, const Words& b,
                   std::size_t b_to, TextTally& tally) {
    const std::size_t n = a_to - from, m = b_to - from;
    constexpr std::size_t kMost = 4'000'000;
    std::size_t common = 0;
    if (n * m <= kMost) {
        std::vector<std::size_t> row(m + 1), last(m + 1);
        for (std::size_t i = 0; i < n; ++i) {
            std::swap(row, last);
            for (std::size_t k = 0; k < m; ++k)
                row[k + 1] =
                    a[from + i] == b[from + k] ? last[k] + 1 : std::max(last[k + 1], row[k]);
        }
        common = row[m];
    } else {
        std::map<std::string, std::int64_t> left;
        for (std::size_t i = from; i < a_to; ++i) ++left[a[i]];
        for (std::size_t k = from; k < b_to; ++k)
            if (left[b[k]]-- > 0) ++common;
    }
    tally.lost = n - common;
    tally.gained = m - common;
}

bool ends_alike(const Words& a, const Words& b, bool last) {
    constexpr std::size_t kWords = 6;
    const std::size_t n = std::min(kWords, a.size());
    if (b.size() < n) return false;
    return last ? std::equal(a.end() - static_cast<std::ptrdiff_t>(n), a.end(),
                             b.end() - static_cast<std::ptrdiff_t>(n))
                : std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(n), b.begin());
}

}  // namespace

void TextTally::add(const TextTally& other) {
    stories += other.stories;
    begins += other.begins;
    ends += other.ends;
    same += other.same;
    lost += other.lost;
    gained += other.gained;
}

TextTally compare_texts(std::string_view expected, std::string_view got) {
    const Words a = words_in(expected), b = words_in(got);
    TextTally tally;
    tally.stories = 1;
    tally.begins = ends_alike(a, b, false);
    tally.ends = ends_alike(a, b, true);
    tally.same = a == b;
    if (tally.same != 0) return tally;
    std::size_t from = 0, a_to = a.size(), b_to = b.size();
    while (from < a_to && from < b_to && a[from] == b[from]) ++from;
    const std::size_t differs = from;
    while (a_to > from && b_to > from && a[a_to - 1] == b[b_to - 1]) --a_to, --b_to;
    count_between(a, from, a_to, b, b_to, tally);
    const auto some = [differs](const Words& words) {
        std::string out;
        for (std::size_t i = differs > 2 ? differs - 2 : 0; i < std::min(words.size(), differs + 6);
             ++i)
            (out += out.empty() ? "" : " ") += words[i];
        return out;
    };
    tally.first_difference = "is \"" + some(a) + "\", read \"" + some(b) + "\" ("
                             + std::to_string(tally.lost) + " lost, " + std::to_string(tally.gained)
                             + " gained)";
    return tally;
}

std::string false_block(const nlohmann::json& got) {
    std::string out;
    for (const char* field :
         {"creators", "fandoms", "relationships", "characters", "categories", "warnings", "tags",
          "rating_as_given", "summary", "notes", "end_notes", "disclaimer", "spoilers", "beta",
          "feedback", "series", "extra", "published", "updated"}) {
        const auto it = got.find(field);
        if (it != got.end() && !it->is_null() && !it->empty())
            (out += out.empty() ? "" : ", ") += field;
    }
    if (const auto it = got.find("permission"); it != got.end() && it->is_object())
        if (it->value("default", "unstated") != "unstated")
            (out += out.empty() ? "" : ", ") += "permission";
    return out;
}

}  // namespace solander::accuracy
