// SPDX-License-Identifier: GPL-3.0-or-later
// Zip files byte by byte, so that they can be wrong in every way: names, sizes, checksums.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace solander::pile {

class ZipBytes {
  public:
    /// Deflated; any name, as it is. `wrong_crc` stores a checksum that does not fit.
    ZipBytes& add(std::string_view name, std::string_view bytes, bool wrong_crc = false);
    /// `size` zero bytes, deflated without ever being held.
    ZipBytes& add_zeros(std::string_view name, std::uint64_t size);
    /// A symbolic link.
    ZipBytes& add_link(std::string_view name, std::string_view target);
    std::string finish();

  private:
    struct Member {
        std::string name;
        std::uint32_t crc, packed, size, offset, attributes;
    };
    void put(std::string_view name, std::string_view packed, std::uint32_t crc, std::uint64_t size,
             std::uint32_t attributes);
    std::string out_;
    std::vector<Member> members_;
};

std::string gzip(std::string_view bytes);

}  // namespace solander::pile
