// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256: the name of an original, and the hasher that makes it.
#pragma once
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace solander {

struct Digest {
    std::array<std::uint8_t, 32> bytes{};

    std::string text() const;  ///< 64 hex digits, lower case, as sha256sum prints it
    static std::optional<Digest> from_text(std::string_view hex);
    /// The 32 bytes as they are stored in a blob column.
    std::string_view raw() const {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    static std::optional<Digest> from_raw(std::string_view raw);
    friend auto operator<=>(const Digest&, const Digest&) = default;
};

Digest digest_of(std::string_view bytes);

/// For bytes that come in pieces. finish() makes it ready for the next file.
class Hasher {
  public:
    Hasher();
    ~Hasher();
    Hasher(Hasher&&) noexcept;
    Hasher& operator=(Hasher&&) noexcept;
    void update(std::string_view bytes);
    Digest finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace solander

template <>
struct std::hash<solander::Digest> {
    std::size_t operator()(const solander::Digest& digest) const noexcept {
        std::size_t h = 0;
        std::memcpy(&h, digest.bytes.data(), sizeof h);
        return h;
    }
};
