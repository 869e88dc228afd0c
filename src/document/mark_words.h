// SPDX-License-Identifier: GPL-3.0-or-later
// The words of data/marks.tsv, and the form in which lines are compared with them.
#pragma once
#include <string>
#include <string_view>

namespace solander {

/// Value of a row ("" when it has none); nullptr when there is no such row.
const std::string_view* mark_word(std::string_view kind, std::string_view text);

/// Decoration at both ends off, folded, "T H E   E N D" drawn together: "~ The End ~" -> "the end".
/// `decorated` is set when something was taken off at both ends.
std::string mark_key(std::string_view line, bool* decorated = nullptr);

}  // namespace solander
