// SPDX-License-Identifier: GPL-3.0-or-later
// What lists of stories among the kept originals say of the files that lay beside them.
#pragma once
#include <vector>

#include "archive/inside.h"
#include "source/sidecars.h"

namespace solander {

/// Those among the kept originals, for the paths they came from.
Sidecars kept_sidecars(const Archive::Inside&, Connection&);
/// What they state of an original, by any path it came from.
const std::vector<Stated>* stated_of(const Sidecars&, Connection&, std::int64_t original);

}  // namespace solander
