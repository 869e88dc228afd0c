// SPDX-License-Identifier: GPL-3.0-or-later
// Members of a container that belong to a dump, held compressed until it is read.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "source/beside.h"

namespace solander {

class HeldFiles : public Beside {
  public:
    /// False when the path is held already, or there is no room.
    bool hold(const std::string& path, std::string_view bytes);
    bool holds(const std::string& path) const { return packed_.count(path) != 0; }
    bool full() const;

    /// In the order they came.
    const std::vector<std::string>& chapter_files() const override { return paths_; }
    std::optional<std::string> read(const std::string& path) const override;

  private:
    std::vector<std::string> paths_;
    std::unordered_map<std::string, std::string> packed_;
    std::size_t held_ = 0;  ///< compressed bytes
};

}  // namespace solander
