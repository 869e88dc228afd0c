// SPDX-License-Identifier: GPL-3.0-or-later
// Files that lie beside an original and belong to it: a site's texts beside the dump of its tables.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solander {

class Beside {
  public:
    virtual ~Beside() = default;
    /// Paths, / between folders, of the files that may hold a chapter (is_chapter_path()): those
    /// nearest to the original first, always in the same order.
    virtual const std::vector<std::string>& chapter_files() const = 0;
    /// Its bytes; nullopt when it cannot be read any more.
    virtual std::optional<std::string> read(const std::string& path) const = 0;
};

/// ".../12/345.txt": where eFiction keeps chapter 345 of author 12. Such a file is a chapter only
/// beside a dump that knows it.
bool is_chapter_path(std::string_view path);

}  // namespace solander
