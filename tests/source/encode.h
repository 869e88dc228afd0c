// SPDX-License-Identifier: GPL-3.0-or-later
// For tests: UTF-8 into the charset a file is to be in.
#pragma once
#include <string>
#include <string_view>

namespace solander {

/// By ICU, which knows every charset the reader knows. Characters it lacks fail the test.
std::string encode(std::string_view utf8, const char* encoding);

}  // namespace solander
