// SPDX-License-Identifier: GPL-3.0-or-later
// zstd, behind two functions.
#pragma once
#include <string>
#include <string_view>

namespace solander {

/// One zstd frame with its content size. Thread safe (a context per thread).
std::string compress(std::string_view bytes, int level = 3);
/// Throws Error{storage} on damage, or when the frame says more than `limit` bytes.
std::string decompress(std::string_view frame, std::size_t limit = std::size_t{1} << 31);

}  // namespace solander
