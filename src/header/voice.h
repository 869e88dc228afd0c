// SPDX-License-Identifier: GPL-3.0-or-later
// Who speaks in a paragraph: the author about the story, or the story itself.
#pragma once
#include <cstdint>
#include <string_view>

namespace solander {

struct Voice {
    int words = 0;
    int meta = 0;  ///< points for words and phrases of disclaimers, thanks and pleas
    int leaning =
        0;  ///< words that lean to the author without proving anything: part, story, I, you
    int narrative = 0;  ///< points for dialogue and for people doing things

    /// Surely the author speaking. Doubt is not enough: swallowed prose is loss.
    bool is_note() const;
    /// Surely the story.
    bool is_story() const;
};

/// Looks at the first 4 KB. Wrapped lines need not be joined.
Voice voice_of(std::string_view paragraph);

}  // namespace solander
