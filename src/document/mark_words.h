// SPDX-License-Identifier: GPL-3.0-or-later
// The words of data/marks.tsv, and the form in which lines are compared with them.
#pragma once
#include <string>
#include <string_view>

namespace solander {

/// The kinds of rows, see the head of the file.
enum class MarkWord : unsigned char {
    chapter,
    alone,
    number,
    scene,
    end,
    more,
    part_end,
    note,
    grin
};

/// Value of a row ("" when it has none); nullptr when there is no such row.
const std::string_view* mark_word(MarkWord kind, std::string_view text);

/// What a line may be, judged by its first word alone: cheap, and enough to pass over nearly all
/// prose.
inline constexpr unsigned char kMayBeChapter = 1, kMayBeEnd = 2, kMayBeNote = 4;
unsigned char may_be(std::string_view line);

/// Decoration at both ends off, folded, "T H E   E N D" drawn together: "~ The End ~" -> "the end".
/// `decorated` is set when something was taken off at both ends.
std::string mark_key(std::string_view line, bool* decorated = nullptr);

}  // namespace solander
