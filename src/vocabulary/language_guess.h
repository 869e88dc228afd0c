// SPDX-License-Identifier: GPL-3.0-or-later
// The language a text is written in, by its commonest words, when nobody says it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace solander {

struct LanguageGuess {
    std::string code;  ///< BCP 47
    double confidence = 0;
};
/// Looks at the first 16 KiB at most. Nothing for short texts (under 40 words) and when two
/// languages are near each other: a doubtful language is not said.
std::optional<LanguageGuess> guess_language(std::string_view text);

}  // namespace solander
