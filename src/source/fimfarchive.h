// SPDX-License-Identifier: GPL-3.0-or-later
// Fimfarchive: a zip of EPUBs with index.json, which knows more of each story than its book does.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "source/part.h"

namespace solander {

class FimfarchiveIndex {
  public:
    struct Reading {
        bool whole = false;     ///< all of index.json was seen
        bool summaries = true;  ///< false: there was no room for all of them
        std::uint64_t unpacked = 0;
    };
    /// Reads index.json, one story a line, as it is unpacked, and keeps of each what it states:
    /// `room` bytes in all, beginning without summaries where half of it is used. No more than
    /// `most` bytes are unpacked.
    Reading read(std::string_view zip, std::uint64_t room, std::uint64_t most);

    /// States what the index says of the book at this path of the zip: instead of the book's own
    /// word where both speak, since its tags are typed. Nothing when the index does not know it.
    void describe(std::string_view path, Part& part) const;

    static bool is_index(std::string_view path) {
        return path == "index.json" || path == "about.json";
    }

  private:
    bool take_line(std::string_view line, std::uint64_t room, Reading& reading);

    std::unordered_map<std::string, std::string> stories_;  ///< path -> its statements, packed
    std::uint64_t kept_ = 0;
};

}  // namespace solander
