// SPDX-License-Identifier: GPL-3.0-or-later
// Sites met while an original is opened: their dumps and, in a container, the chapter files that
// lie in it as well. They wait until all of it was seen, and are then read together.
#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "source/beside.h"
#include "source/peel.h"

namespace solander {

class Sites : private Beside {
  public:
    /// True: kept for finish(). `path` is empty for the original itself, whose bytes must stay.
    bool hold(std::string_view name, std::string_view bytes, const std::string& path);

    /// Stories of every site, then the held files: those of a site as parts of the class
    /// "chapter", others as whatever read_part() makes of them.
    void finish(const PeelOptions&, const std::function<void(Part&&)>& give,
                std::vector<Finding>& findings);

  private:
    struct Dump {
        std::string name, path, packed;
        std::string_view bytes;  ///< of the original itself; else they are packed
    };
    const std::vector<std::string>& chapter_files() const override { return paths_; }
    std::optional<std::string> read(const std::string& path) const override;

    std::vector<Dump> dumps_;
    std::vector<std::string> paths_;                       ///< of chapter files
    std::unordered_map<std::string, std::string> packed_;  ///< by path, compressed
    std::size_t held_ = 0;                                 ///< compressed bytes
};

}  // namespace solander
