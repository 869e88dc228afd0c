// SPDX-License-Identifier: GPL-3.0-or-later
// Charsets of more than one byte a character (UTF-16, Shift-JIS, GB18030 ...), decoded by ICU.
#pragma once
#include <cstddef>
#include <string_view>

#include "source/view.h"

namespace solander {

struct MultiByteText {
    View view;
    bool known = false;      ///< false: ICU has no charset of that name, and view is empty
    std::size_t errors = 0;  ///< sequences that mean nothing; each is one U+FFFD
    Span first_error;
};

/// Any charset ICU knows. About 50 MB/s.
MultiByteText decode_multi_byte(std::string_view bytes, std::string_view encoding);
/// UTF-16 or UTF-32 without its byte order mark, decoded by hand. A cut last unit is U+FFFD.
MultiByteText decode_wide(std::string_view bytes, unsigned unit_bytes, bool big_endian);

}  // namespace solander
