// SPDX-License-Identifier: GPL-3.0-or-later
// gzip, deflate and Brotli, as web servers send them, and gzip piece by piece.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace solander {

struct Inflated {
    std::string bytes;     ///< as far as it could be read
    bool whole = false;    ///< to its end
    bool too_big = false;  ///< more than was wanted
};
/// `coding` as HTTP names it: "gzip", "x-gzip", "deflate" (with zlib's head or without), "br". Of
/// any other nothing.
Inflated inflated(std::string_view bytes, std::string_view coding, std::uint64_t limit);
bool can_inflate(std::string_view coding);

/// A gzip file of one member or many. `bytes` must outlive it.
class GzipStream {
  public:
    explicit GzipStream(std::string_view bytes);
    ~GzipStream();
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;

    /// Appends about `size` bytes; false when nothing more comes.
    bool more(std::string& out, std::size_t size);
    /// It ended inside a member, or with what is none.
    bool damaged() const { return damaged_; }

  private:
    struct State;
    std::unique_ptr<State> state_;
    bool damaged_ = false;
};

}  // namespace solander
