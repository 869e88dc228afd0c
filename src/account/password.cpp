// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/password.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <mutex>

#include "account/secret.h"
#include "base/error.h"
#include "base/text.h"

namespace solander {
namespace {

/// Held while memory for one hash, 64 MiB, is in use.
std::mutex& turn() {
    static std::mutex mutex;
    return mutex;
}

}  // namespace

std::string password_fault(std::string_view password, std::string_view account_name) {
    if (!valid_utf8(password)) return "The password is not text.";
    const auto characters = std::count_if(password.begin(), password.end(), [](char c) {
        return (c & 0xC0) != 0x80;  // each begins with one of these bytes
    });
    if (characters < static_cast<std::ptrdiff_t>(kShortestPassword))
        return fmt::format("A password has at least {} characters; a few words will do.",
                           kShortestPassword);
    if (password.size() > kLongestPassword)
        return fmt::format("A password has at most {} bytes.", kLongestPassword);
    if (fold(password) == fold(account_name)) return "The password is the name.";
    if (password.find_first_not_of(password.front()) == std::string_view::npos)
        return "The password is one character over and over.";
    return {};
}

std::string hash_password(std::string_view password) {
    open_sodium();
    const std::lock_guard lock(turn());
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(hash, password.data(), password.size(),
                              crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        throw Error(Fault::storage, "there is no memory to make a password safe",
                    "64 MiB are needed for a moment");
    return hash;
}

PasswordAnswer verify_password(const std::string& hash, std::string_view password) {
    open_sodium();
    if (password.size() > kLongestPassword) return PasswordAnswer::wrong;
    static const std::string nobody = hash_password(new_secret());
    const std::unique_lock lock(turn(), std::try_to_lock);
    if (!lock) return PasswordAnswer::busy;
    const std::string& against = hash.empty() ? nobody : hash;
    const bool same =
        crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
    return same && !hash.empty() ? PasswordAnswer::right : PasswordAnswer::wrong;
}

}  // namespace solander
