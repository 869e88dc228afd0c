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
    /// Reads index.json, one story a line, and keeps it; false when it has more than `room` bytes
    /// or cannot be read. `unpacked` grows by what came out.
    bool read(std::string_view zip, std::uint64_t room, std::uint64_t& unpacked);

    /// States what the index says of the book at this path of the zip: instead of the book's own
    /// word where both speak, since its tags are typed. Nothing when the index does not know it.
    void describe(std::string_view path, Part& part) const;

    static bool is_index(std::string_view path) {
        return path == "index.json" || path == "about.json";
    }

  private:
    std::string text_;
    std::unordered_map<std::string_view, std::string_view> lines_;  ///< path -> its line
};

}  // namespace solander
