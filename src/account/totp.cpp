// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/totp.h"

#include <fmt/format.h>
#include <nettle/hmac.h>
#include <sodium.h>

#include <array>

#include "account/secret.h"
#include "base/text.h"

namespace solander {
namespace {

constexpr std::size_t kKeyBytes = 20, kDigits = 6;
constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (is_ascii_alpha(c) || is_ascii_digit(c) || c == '-' || c == '_' || c == '.' || c == '~')
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return out;
}

}  // namespace

std::string new_totp_key() {
    open_sodium();
    std::string key(kKeyBytes, '\0');
    randombytes_buf(key.data(), key.size());
    return key;
}

std::string totp_code(std::string_view key, std::int64_t step) {
    std::array<std::uint8_t, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i)
        counter[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
    std::array<std::uint8_t, SHA1_DIGEST_SIZE> digest{};
    hmac_sha1_ctx context;
    hmac_sha1_set_key(&context, key.size(), reinterpret_cast<const std::uint8_t*>(key.data()));
    hmac_sha1_update(&context, counter.size(), counter.data());
    hmac_sha1_digest(&context, digest.size(), digest.data());
    // RFC 4226, section 5.3.
    const std::size_t at = digest.back() & 0x0FU;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number << 8 | digest[at + i];
    return fmt::format("{:06}", (number & 0x7FFFFFFFU) % 1'000'000U);
}

std::optional<std::int64_t> totp_step_of(std::string_view key, std::string_view code,
                                         std::int64_t now, std::int64_t last_step) {
    std::string digits;
    for (const char c : code)
        if (!is_ascii_space(c)) digits += c;
    if (key.empty() || digits.size() != kDigits) return std::nullopt;
    std::optional<std::int64_t> found;
    for (const std::int64_t beside : {-1, 0, 1}) {
        const std::int64_t step = now / kTotpSeconds + beside;
        if (same_secret(totp_code(key, step), digits) && step > last_step) found = step;
    }
    return found;
}

std::string base32(std::string_view bytes) {
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        held = held << 8 | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 5; bits -= 5) out += kLetters[held >> (bits - 5) & 31U];
        held &= 31U;
    }
    if (bits > 0) out += kLetters[held << (5 - bits) & 31U];
    return out;
}

std::optional<std::string> bytes_of_base32(std::string_view text) {
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : text) {
        if (is_ascii_space(c)) continue;
        const std::size_t value = kLetters.find(is_ascii_lower(c) ? static_cast<char>(c - 32) : c);
        if (value == std::string_view::npos) return std::nullopt;
        held = held << 5 | static_cast<std::uint32_t>(value);
        bits += 5;
        if (bits < 8) continue;
        bits -= 8;
        out += static_cast<char>(held >> bits & 255U);
        held &= (1U << bits) - 1;
    }
    return out;
}

std::string totp_address(std::string_view library, std::string_view account, std::string_view key) {
    const std::string issuer = percent_encoded(library);
    return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", issuer, percent_encoded(account),
                       base32(key), issuer);
}

}  // namespace solander
