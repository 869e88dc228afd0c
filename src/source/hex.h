// SPDX-License-Identifier: GPL-3.0-or-later
// One digit of "=E9", "%20", 0x61, a chunk's size.
#pragma once
#include "base/text.h"

namespace solander {

/// 0 to 15; -1 for what is no hexadecimal digit.
inline int hex_digit(char c) {
    if (is_ascii_digit(c)) return c - '0';
    const char low = ascii_lower(c);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

}  // namespace solander
