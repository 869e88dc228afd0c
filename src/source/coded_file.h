// SPDX-License-Identifier: GPL-3.0-or-later
// Files that were put into a text line by line, as people did before MIME and beside it: uuencode,
// yEnc.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace solander {

struct CodedFile {
    std::size_t from = 0, to = 0;  ///< "begin" to behind "end", whole lines
    std::string name;              ///< for display
    std::string bytes;
    bool whole = false;  ///< its "end" is there
    bool piece = false;  ///< of a file in several messages; `bytes` are that piece's
};

/// The first one at or behind `at`. "begin 644 story.txt" is one only above a line of its kind,
/// "=ybegin line=128 size=9 name=story.txt" as it stands. Linear.
std::optional<CodedFile> next_coded_file(std::string_view text, std::size_t at = 0);

}  // namespace solander
