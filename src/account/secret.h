// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets that stand for somebody: cookies of sessions, links of invitations. Only their digests
// are kept, so that who reads the catalogue cannot use them.
#pragma once
#include <string>
#include <string_view>

namespace solander {

/// 256 bits from the system's source of randomness: 43 characters of base64url.
std::string new_secret();
/// It has the form of one.
bool looks_like_secret(std::string_view);
/// SHA-256 of it, 32 bytes: what is kept. A secret is long enough to need no salt.
std::string digest_of_secret(std::string_view secret);
/// What a form sent in a session carries, made from the session's secret and telling nothing of it:
/// who cannot read our pages cannot send our forms (CSRF).
std::string form_token(std::string_view session_secret);
/// Takes as long wherever they differ.
bool same_secret(std::string_view a, std::string_view b);

/// RFC 4648 section 4, with or without padding; empty when it is none.
std::string bytes_of_base64(std::string_view text);

/// Once before libsodium is used; cheap. Throws Error{bug} where it cannot start.
void open_sodium();

}  // namespace solander
