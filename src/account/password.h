// SPDX-License-Identifier: GPL-3.0-or-later
// Passwords: what will do, and how one is kept (argon2id, RFC 9106).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace solander {

inline constexpr std::size_t kShortestPassword = 12;   ///< characters
inline constexpr std::size_t kLongestPassword = 1024;  ///< bytes

/// Why it will not do, as a sentence; empty when it will. Length is all that is asked for (NIST SP
/// 800-63B 5.1.1.2), and that it is not the name over again.
std::string password_fault(std::string_view password, std::string_view account_name);

/// "$argon2id$v=19$m=65536,t=2,p=1$...": 64 MiB and about a tenth of a second. Throws
/// Error{storage} when the memory is not there.
std::string hash_password(std::string_view password);
enum class PasswordAnswer : std::uint8_t { wrong, right, busy };
/// Takes as long whether the password is wrong or `hash` is empty, so that nobody learns which
/// accounts there are. One is looked at at a time in the whole process; `busy` at once when another
/// is, so that a crowd of guesses takes neither memory nor the threads that pages are made by.
PasswordAnswer verify_password(const std::string& hash, std::string_view password);

}  // namespace solander
