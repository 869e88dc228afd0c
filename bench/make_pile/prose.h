// SPDX-License-Identifier: GPL-3.0-or-later
// Chapters, scenes, paragraphs and sentences of invented prose, before any layout.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "bench/make_pile/plan.h"

namespace solander::pile {

/// Marks inside Prose::text. Quotes are straight and dashes "--" until the text is rendered.
inline constexpr char kEmphasisOn = '\x01', kEmphasisOff = '\x02';
inline constexpr char kSceneBreak = '\x03';  ///< alone in its paragraph
inline constexpr char kChapter = '\x04';     ///< then the chapter's title; alone in its paragraph

inline constexpr char kLines = '\x0E';  ///< then lines that stay as they are, apart by kLineEnd
inline constexpr char kLineEnd = '\x0F';

struct Prose {
    std::string text;  ///< paragraphs, each ended by \n
    std::uint64_t words = 0;
    int chapters = 1;
    int scenes = 1;                       ///< a chapter begins one, and so does each break
    std::string first_words, last_words;  ///< six each, lower case, no punctuation
};

/// The same prose for the same (seed, plan.source); a reworded twin has 1 word in 64 exchanged.
Prose make_prose(const World&, const Options&, const Plan&);

}  // namespace solander::pile
