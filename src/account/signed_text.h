// SPDX-License-Identifier: GPL-3.0-or-later
// What a browser keeps for us and cannot alter: a text, when it was given out, and a mark over both
// that only who has the archive's secret can make.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace solander {

/// "dGV4dA.6a1f2b3c.MARK": the text in base64url, `now` (seconds since 1970) in hex,
/// HMAC-SHA-512/256 over `purpose` and both. Fits into a cookie as it is; the text can be read by
/// who has it.
std::string signed_text(std::string_view secret, std::string_view purpose, std::string_view text,
                        std::int64_t now);
/// The text, when it was signed so for this purpose within the last `seconds`. Linear; anybody may
/// have written `from`.
std::optional<std::string> text_signed(std::string_view secret, std::string_view purpose,
                                       std::string_view from, std::int64_t now,
                                       std::int64_t seconds);

}  // namespace solander
