// SPDX-License-Identifier: GPL-3.0-or-later
// From label lines to Fields: which lines are whose value, joined, with their spans.
#pragma once
#include <cstdint>
#include <vector>

#include "header/anchors.h"
#include "header/boundary.h"
#include "header/field.h"

namespace solander {

/// Fields in file order. Lines between two labels that belong to neither become "unlabelled-note"
/// fields, addresses and by-lines among them their own.
std::vector<Field> read_fields(const Sheet&, const std::vector<Anchor>&, const Boundary&);

}  // namespace solander
