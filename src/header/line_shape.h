// SPDX-License-Identifier: GPL-3.0-or-later
// What a short line looks like without its decoration: how many words, how many of them capitals.
#pragma once
#include <string_view>

namespace solander {

/// Decoration, tags, walls, outer brackets and dashes off; a piece of `text`. A mark glued to the
/// end of a word that nothing opened is part of it: "postscript_".
std::string_view undecorated(std::string_view text);

/// Small words stay small in titles and count as capitals behind the first.
struct WordCounts {
    int words = 0, capital = 0, letters = 0, upper = 0, single = 0;
    bool first_lower = false;
};
WordCounts count_words_of(std::string_view text);

}  // namespace solander
