// SPDX-License-Identifier: GPL-3.0-or-later
// Which charset bytes are in when nobody said it and they are not UTF-8.
#pragma once
#include <string>
#include <string_view>

namespace solander {

struct CharsetGuess {
    std::string encoding;  ///< "windows-1252", "ibm437", "macintosh", "koi8-r", "shift_jis" ...
    std::string why;       ///< "c1-range", "dos-bytes", "mac-quotes", "latin-range", "statistics"
    std::string rival;     ///< fits nearly as well; empty when there is no doubt
};

/// Every character is judged by its neighbours under each charset of a short list: quotes in quote
/// places, letters in words, boxes beside boxes. Linear; tries at most 600 places.
CharsetGuess guess_charset(std::string_view bytes);

}  // namespace solander
