// SPDX-License-Identifier: GPL-3.0-or-later
// Text that both engines can keep: UTF-8 without NUL. SQLite takes any bytes, PostgreSQL does not.
#pragma once
#include "base/text.h"

#include <string>
#include <string_view>

namespace solander {

inline bool both_engines_keep(std::string_view text) {
    return valid_utf8(text) && text.find('\0') == std::string_view::npos;
}

/// Each NUL and each byte that is not UTF-8 becomes U+FFFD.
inline std::string mended_text(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        std::size_t length = 1;
        const char32_t c = first_code_point(text, length);
        if (c == 0 || (c == 0xFFFD && length == 1))
            out += "\xEF\xBF\xBD";
        else
            out += text.substr(0, length);
        text.remove_prefix(length);
    }
    return out;
}

}  // namespace solander
