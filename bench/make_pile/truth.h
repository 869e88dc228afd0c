// SPDX-License-Identifier: GPL-3.0-or-later
// What a careful archivist would find in a generated file, as one line of JSON.
#pragma once
#include <string>

#include "bench/make_pile/plan.h"
#include "bench/make_pile/prose.h"

namespace solander::pile {

/// Work-object names; "factors" says which dialect the file is in.
std::string truth_line(const Plan&, const Prose&, const std::string& source_path);

}  // namespace solander::pile
