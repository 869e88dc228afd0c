// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/signed_text.h"

#include <fmt/format.h>
#include <sodium.h>

#include <charconv>

#include "account/secret.h"

namespace solander {
namespace {

constexpr int kAlphabet = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t kLongest = 4096;  // no browser keeps a longer cookie

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string as_base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), kAlphabet), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), kAlphabet);
    text.pop_back();  // the NUL
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, &end, kAlphabet)
            != 0
        || end != text.data() + text.size())
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

/// Over "adult.dGV4dA.6a1f2b3c": a purpose has no dot.
std::string mark_of(std::string_view secret, std::string_view purpose, std::string_view said) {
    static_assert(crypto_auth_KEYBYTES == crypto_hash_sha256_BYTES);
    open_sodium();
    const std::string key = digest_of_secret(secret);
    const std::string all = fmt::format("{}.{}", purpose, said);
    std::string mark(crypto_auth_BYTES, '\0');
    crypto_auth(reinterpret_cast<unsigned char*>(mark.data()), bytes_of(all), all.size(),
                bytes_of(key));
    return as_base64(mark);
}

}  // namespace

std::string signed_text(std::string_view secret, std::string_view purpose, std::string_view text,
                        std::int64_t now) {
    const std::string said = fmt::format("{}.{:x}", as_base64(text), now);
    return said + "." + mark_of(secret, purpose, said);
}

std::optional<std::string> text_signed(std::string_view secret, std::string_view purpose,
                                       std::string_view from, std::int64_t now,
                                       std::int64_t seconds) {
    if (from.size() > kLongest) return std::nullopt;
    const std::size_t dot = from.find('.'), last = from.rfind('.');
    if (last == std::string_view::npos || last == dot) return std::nullopt;
    const std::string_view said = from.substr(0, last);
    if (!same_secret(from.substr(last + 1), mark_of(secret, purpose, said))) return std::nullopt;
    const std::string_view when = said.substr(dot + 1);
    std::int64_t then = 0;
    const auto [end, error] = std::from_chars(when.data(), when.data() + when.size(), then, 16);
    if (error != std::errc{} || end != when.data() + when.size()) return std::nullopt;
    if (then > now || now - then >= seconds) return std::nullopt;
    return from_base64(said.substr(0, dot));
}

}  // namespace solander
