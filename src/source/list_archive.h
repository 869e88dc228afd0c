// SPDX-License-Identifier: GPL-3.0-or-later
// What web archives of lists (pipermail) did to the messages they keep.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "source/part.h"

namespace solander {

/// "imke at post.example.com (Imke Rade)" -> "imke@post.example.com (Imke Rade)": an address
/// again, which is private. Other values stay as they are.
std::string with_at_sign(std::string_view sender);

/// "-------------- next part --------------" and the notice of what was scrubbed below it, as
/// furniture; from `body` on, in order.
std::vector<Zone> scrubbed_notices(std::string_view text, std::size_t body);

}  // namespace solander
