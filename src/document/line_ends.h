// SPDX-License-Identifier: GPL-3.0-or-later
// What the ends of a line say about the next one: does a sentence stop here, does one go on there.
#pragma once
#include <cstdint>
#include <string_view>

namespace solander {

/// A full stop, question mark, quote or the like is the last thing on the line.
bool ends_sentence(std::string_view line);
/// The first letter (behind quotes and brackets) is a small one: the line goes on with a sentence.
bool starts_small(std::string_view line);
/// Begins with an opening quote or a dialogue dash.
bool starts_speech(std::string_view line);
/// Columns of the first word: what would have had to fit on the line before.
std::uint32_t first_word_width(std::string_view line);

}  // namespace solander
