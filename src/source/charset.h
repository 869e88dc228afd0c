// SPDX-License-Identifier: GPL-3.0-or-later
// From bytes to UTF-8: which charset they are in, by which rule, and the way back.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "source/view.h"

namespace solander {

struct CharsetWish {
    std::string_view asked;     ///< a person's choice; wins whenever such a charset exists
    std::string_view declared;  ///< by MIME, <meta> or XML; wins only when the bytes agree
};

struct Decoded {
    View view;             ///< line ends and control characters still as they were
    std::string encoding;  ///< "us-ascii", "utf-8", "windows-1252", "utf-16le" ...
    std::string why;  ///< "asked" "bom" "declared" "ascii" "valid-utf-8" "mixed" "nul-pattern" or
                      ///< of CharsetGuess
    std::vector<Finding>
        findings;  ///< "encoding-doubt" "broken-characters" "mixed-encodings" "wrong-charset"
};

/// Order: asked, byte order mark, UTF-16 by its NULs, declared if it decodes, UTF-8 if it is valid,
/// UTF-8 and an older charset mixed line by line, an older charset by guess_charset(). Linear;
/// ASCII and UTF-8 cost little more than a copy.
Decoded decode(std::string_view bytes, const CharsetWish& wish = {});

/// The name we use for a charset a person asks for ("KOI8-R" -> "koi8-r"); empty stays empty.
/// Throws Error{usage} when we know none of that name.
std::string asked_charset(std::string_view name);

/// What <meta charset>, <?xml encoding?> or a Content-Type line in the first 2 KiB says; "" when
/// nothing.
std::string declared_charset(std::string_view bytes);

/// UTF-16 without a mark: the NULs stand at every second place. 'l', 'b' or 0.
char wide_without_mark(std::string_view bytes);

}  // namespace solander
