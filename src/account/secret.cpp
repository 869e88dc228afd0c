// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/secret.h"

#include <sodium.h>

#include <array>

#include "base/error.h"

namespace solander {
namespace {

constexpr std::size_t kBytes = 32;
constexpr int kAlphabet = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

std::string as_text(const unsigned char* bytes, std::size_t size) {
    std::string text(sodium_base64_encoded_len(size, kAlphabet), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, size, kAlphabet);
    text.pop_back();  // the NUL
    return text;
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string bytes_of_base64(std::string_view text) {
    while (text.ends_with('=')) text.remove_suffix(1);
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_ORIGINAL_NO_PADDING)
        != 0)
        return {};
    bytes.resize(size);
    return bytes;
}

void open_sodium() {
    static const int opened = sodium_init();
    if (opened < 0) throw Error(Fault::bug, "libsodium cannot be used on this machine");
}

std::string new_secret() {
    open_sodium();
    std::array<unsigned char, kBytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return as_text(bytes.data(), bytes.size());
}

bool looks_like_secret(std::string_view text) {
    constexpr std::size_t kLetters = (kBytes * 8 + 5) / 6;
    return text.size() == kLetters
           && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                     "0123456789-_")
                  == std::string_view::npos;
}

std::string digest_of_secret(std::string_view secret) {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()), bytes_of(secret),
                       secret.size());
    return digest;
}

std::string form_token(std::string_view session_secret) {
    constexpr std::string_view kPurpose = "solander: a form of this session";
    std::array<unsigned char, crypto_generichash_BYTES> token{};
    const std::string key = digest_of_secret(session_secret);
    crypto_generichash(token.data(), token.size(), bytes_of(kPurpose), kPurpose.size(),
                       bytes_of(key), key.size());
    return as_text(token.data(), token.size());
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace solander
