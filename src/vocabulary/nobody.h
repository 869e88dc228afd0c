// SPDX-License-Identifier: GPL-3.0-or-later
// The many ways of naming nobody where an author should be named.
#pragma once
#include <string_view>

namespace solander {

/// "Anonymous", "author unknown", "(no name)", "佚名": nobody in particular, so many strangers; and
/// "me", "see below", which name nobody either.
bool names_nobody(std::string_view name);

}  // namespace solander
