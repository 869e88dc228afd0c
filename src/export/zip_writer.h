// SPDX-License-Identifier: GPL-3.0-or-later
// A ZIP file (PKWARE APPNOTE 6.3) in memory, the same bytes for the same input: order kept, time
// constant, no extra fields.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace solander {

/// Names are ASCII, unique, up to the caller. No ZIP64: at most 65,535 entries and 4 GiB, else
/// Error{input}.
class ZipWriter {
  public:
    void store(std::string_view name, std::string_view bytes);    ///< uncompressed: EPUB's mimetype
    void deflate(std::string_view name, std::string_view bytes);  ///< stored when that is smaller
    /// The whole file; nothing can be added after.
    std::string finish();

  private:
    struct Entry {
        std::string name;
        std::uint32_t crc, packed, size, offset;
        std::uint16_t method;
    };
    void add(std::string_view name, std::string_view bytes, std::string_view packed,
             std::uint16_t method);
    std::string out_;
    std::vector<Entry> entries_;
};

}  // namespace solander
