// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 by Nettle, which libarchive has loaded anyway.
#include "original/digest.h"

#include <nettle/sha2.h>

namespace solander {
namespace {

std::optional<std::uint8_t> hex_value(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    return std::nullopt;
}

}  // namespace

std::string Digest::text() const {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out(64, '0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        out[2 * i] = kHex[bytes[i] >> 4];
        out[2 * i + 1] = kHex[bytes[i] & 15];
    }
    return out;
}

std::optional<Digest> Digest::from_text(std::string_view hex) {
    Digest digest;
    if (hex.size() != 2 * digest.bytes.size()) return std::nullopt;
    for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
        const auto high = hex_value(hex[2 * i]);
        const auto low = hex_value(hex[2 * i + 1]);
        if (!high || !low) return std::nullopt;
        digest.bytes[i] = static_cast<std::uint8_t>(*high << 4 | *low);
    }
    return digest;
}

std::optional<Digest> Digest::from_raw(std::string_view raw) {
    Digest digest;
    if (raw.size() != digest.bytes.size()) return std::nullopt;
    std::memcpy(digest.bytes.data(), raw.data(), raw.size());
    return digest;
}

struct Hasher::State {
    sha256_ctx context;
};

Hasher::Hasher() : state_(std::make_unique<State>()) { sha256_init(&state_->context); }
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

void Hasher::update(std::string_view bytes) {
    sha256_update(&state_->context, bytes.size(),
                  reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

Digest Hasher::finish() {
    Digest digest;
    sha256_digest(&state_->context, digest.bytes.size(), digest.bytes.data());  // and begins anew
    return digest;
}

Digest digest_of(std::string_view bytes) {
    thread_local Hasher hasher;
    hasher.update(bytes);
    return hasher.finish();
}

}  // namespace solander
