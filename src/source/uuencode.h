// SPDX-License-Identifier: GPL-3.0-or-later
// Files that were put into a text line by line (uuencode), as people did before MIME.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace solander {

struct UuFile {
    std::size_t from = 0, to = 0;  ///< "begin" to behind "end", whole lines
    std::string name;              ///< for display
    std::string bytes;
    bool whole = false;  ///< its "end" is there
};

/// The first one at or behind `at`. "begin 644 story.txt" is one only above a line of its kind.
/// Linear.
std::optional<UuFile> next_uu_file(std::string_view text, std::size_t at = 0);

}  // namespace solander
