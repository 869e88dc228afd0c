// SPDX-License-Identifier: GPL-3.0-or-later
// Names of charsets: what people, mailers and pages write, and what we call it.
#pragma once
#include <string>
#include <string_view>

namespace solander {

/// " ISO_8859-1" -> "windows-1252", as browsers read it. Unknown labels come back in lower case.
std::string canonical_charset(std::string_view label);

}  // namespace solander
