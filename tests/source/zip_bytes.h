// SPDX-License-Identifier: GPL-3.0-or-later
// For tests: containers made in memory, with faults on demand.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace solander {

struct ZipEntry {
    std::string name;
    std::string content;
    unsigned flags = 0;  ///< 1 encrypted, 0x800 name is UTF-8
    bool wrong_crc = false;
};

/// A zip of stored members, written by hand: any name, any flag.
std::string stored_zip(const std::vector<ZipEntry>& entries);

/// A rar of stored members, of version 4 or 5; flags of an entry are left out.
std::string stored_rar(const std::vector<ZipEntry>& entries, int version);

struct PackedEntry {
    std::string name;
    std::string content;
    std::string link_to;  ///< a symbolic link when not empty
};
/// By libarchive: format "zip" (deflated), "7zip", "gnutar"; filter "" or "gzip" ...
std::string packed(const std::vector<PackedEntry>& entries, const char* format,
                   const char* filter = "");

}  // namespace solander
