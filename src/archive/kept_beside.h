// SPDX-License-Identifier: GPL-3.0-or-later
// The kept chapter files of a site, where they are when its dump is read again.
#pragma once
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "archive/inside.h"
#include "original/digest.h"
#include "source/beside.h"

namespace solander {

/// The kept originals that were chapter files when they came, loose or as members of a container,
/// as they lay beside this one. Looks for them when it is first asked. `used`, when given, gets the
/// originals that are read.
std::unique_ptr<Beside> kept_beside(const Archive::Inside&, Connection&, std::int64_t original,
                                    std::set<Digest>* used = nullptr);

/// Those with the longest way in common with the dump first.
void nearest_first(std::vector<std::string>& paths, std::string_view dump);

}  // namespace solander
