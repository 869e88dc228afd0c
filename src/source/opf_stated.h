// SPDX-License-Identifier: GPL-3.0-or-later
// A package's metadata as statements with labels of ours.
#pragma once
#include <vector>

#include "source/opf.h"
#include "source/part.h"

namespace solander {

/// Titles, people by their roles, subjects, series, dates, language, description, source, rights.
/// Who made the file and when it was packed is not said.
std::vector<Stated> stated_of(const OpfPackage&);

}  // namespace solander
