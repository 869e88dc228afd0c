// SPDX-License-Identifier: GPL-3.0-or-later
// Files of the source tree that are compiled into the program: tables, styles, SQL, manual pages.
#pragma once

#include <span>
#include <string_view>

namespace solander {

/// `name` is the path in the tree: "data/labels.tsv", "share/solander.css", "man/solander.1",
/// or, for SQL, the path below src/: "catalogue/sql/schema.sqlite.sql".
struct EmbeddedFile {
    std::string_view name;
    std::string_view bytes;
};

/// All of them, sorted by name. They live as long as the program.
std::span<const EmbeddedFile> embedded_files();

/// The bytes of one file. Throws std::out_of_range for a name that was not compiled in,
/// which is a fault of the build and never of input.
std::string_view embedded(std::string_view name);

}  // namespace solander
