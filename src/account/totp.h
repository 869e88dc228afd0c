// SPDX-License-Identifier: GPL-3.0-or-later
// Codes of six digits that change every half minute (TOTP, RFC 6238, with HMAC-SHA-1 as all
// programs for telephones know it).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace solander {

inline constexpr std::int64_t kTotpSeconds = 30;

/// 20 random bytes (RFC 4226, section 4).
std::string new_totp_key();
/// Six digits for half minute number `step` since 1970.
std::string totp_code(std::string_view key, std::int64_t step);
/// The step whose code this is: that of `now` (seconds since 1970) or one beside it, for clocks
/// that are a little off, and later than `last_step`, so that no code counts twice. Blanks in the
/// code do not matter.
std::optional<std::int64_t> totp_step_of(std::string_view key, std::string_view code,
                                         std::int64_t now, std::int64_t last_step);
/// RFC 4648 section 6, without padding: what a person types into her program.
std::string base32(std::string_view bytes);
/// Nothing when it is none; blanks and small letters are taken.
std::optional<std::string> bytes_of_base32(std::string_view text);
/// "otpauth://totp/...": what the picture says.
std::string totp_address(std::string_view library, std::string_view account, std::string_view key);

}  // namespace solander
