// SPDX-License-Identifier: GPL-3.0-or-later
// What a careful archivist would find in a generated file, as one line of JSON.
#pragma once
#include <string>

#include "base/markup.h"
#include "bench/make_pile/plan.h"
#include "bench/make_pile/prose.h"

namespace solander::pile {

/// Work-object names; "factors" says which dialect the file is in, "text" (when asked for) every
/// word of the story.
std::string truth_line(const Plan&, const Prose&, const std::string& source_path, bool with_text);

// Parts of it that other lines have as well.
std::string words_of(const Prose&);  ///< paragraphs apart by \n, headings and breaks left out
void write_factors(solander::JsonWriter&, const Plan&, const std::string& traps);

}  // namespace solander::pile
