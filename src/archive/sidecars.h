// SPDX-License-Identifier: GPL-3.0-or-later
// What lists of stories say of the files beside them: found before an add, and among the kept
// originals when they are read again.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "archive/inside.h"
#include "source/part.h"
#include "source/sidecar.h"

namespace solander {

class Sidecars {
  public:
    using Exists = std::function<bool(const std::string& path)>;
    /// True when the file at `path` (absolute) is a list, and at least one of its files exists.
    bool take(const std::string& path, std::string_view bytes, const Exists& exists);

    /// What is stated of a file; null when no list has it.
    const std::vector<Stated>* of(const std::string& path) const;
    /// The list's own findings, files that are not there among them; null when it is no list.
    const std::vector<Finding>* findings_of(const std::string& list) const;

  private:
    std::unordered_map<std::string, std::vector<Stated>> stated_;  ///< by file
    std::map<std::string, std::vector<Finding>> lists_;
};

/// Those among the kept originals, for the paths they came from.
Sidecars kept_sidecars(const Archive::Inside&, Connection&);
/// What they state of an original, by any path it came from.
const std::vector<Stated>* stated_of(const Sidecars&, Connection&, std::int64_t original);

}  // namespace solander
