// SPDX-License-Identifier: GPL-3.0-or-later
// Stories without any header, and in them what looks like one: letters, logs, forms, signs.
#pragma once
#include <string>

#include "bench/make_pile/plan.h"
#include "bench/make_pile/prose.h"

namespace solander::pile {

/// Plain English that tells something, one scene or a few; no chapters.
Prose make_bare_prose(const Options&, const Plan&);
/// The prose with one to three traps in it, whole paragraphs of their own at the top, in the middle
/// or at the end. Their words belong to the text: prose.text, words and the ends are changed.
/// Returns the names of the traps, apart by '+'.
std::string set_traps(Prose&, const Plan&, Random&);
/// Such a file and its line of truth; `plan.meta.fields` is not used.
std::string bare_truth_line(const Plan&, const Prose&, const std::string& traps);

}  // namespace solander::pile
