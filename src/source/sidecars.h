// SPDX-License-Identifier: GPL-3.0-or-later
// What lists of stories say of the files beside them, on a disk or in a container.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "source/part.h"
#include "source/sidecar.h"

namespace solander {

class Sidecars {
  public:
    using Exists = std::function<bool(const std::string& path)>;
    /// True when the file at `path` is a list, and at least one of its files exists.
    bool take(const std::string& path, std::string_view bytes, const Exists& exists);

    /// Lists in a container, for its other members, by `path` and their names as peel() gives them.
    /// They may stand behind what they speak of: it is gone through once more, if it is small
    /// enough.
    void take_packed(std::string_view container, std::string_view format, const std::string& path,
                     std::uint64_t most_members, std::uint64_t most_unpacked);

    /// What is stated of a file; null when no list has it.
    const std::vector<Stated>* of(const std::string& path) const;
    /// The list's own findings, files that are not there among them; null when it is no list.
    const std::vector<Finding>* findings_of(const std::string& list) const;
    bool empty() const { return lists_.empty(); }

  private:
    std::unordered_map<std::string, std::vector<Stated>> stated_;  ///< by file
    std::map<std::string, std::vector<Finding>> lists_;
};

/// What a list beside a part's file says of it.
void add_stated(Part&, const std::vector<Stated>&);

}  // namespace solander
