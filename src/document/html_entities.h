// SPDX-License-Identifier: GPL-3.0-or-later
// Character references: "&rsquo;", "&#8217;", "&#146;" (which means windows-1252's 146, not
// U+0092).
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace solander {

/// Length of the reference at the start of `text` (which begins with '&') and its characters
/// appended to `out`; 0 and nothing when it is only an ampersand.
std::size_t decode_reference(std::string_view text, std::string& out);
/// All references of a short text (attributes, titles).
std::string decode_references(std::string_view text);

}  // namespace solander
