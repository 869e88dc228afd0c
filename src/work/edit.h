// SPDX-License-Identifier: GPL-3.0-or-later
// A person's correction of one field, put on top of what was read.
#pragma once
#include "base/error.h"
#include "vocabulary/value_words.h"
#include "work/story.h"

#include <string>
#include <string_view>
#include <vector>

namespace solander {

/// Sets one field of the work object from text, or leaves the record as it was and says why not.
/// An empty value means: not stated. Lists are separated by ";".
///     title        Snowfall                       creators    Ann; Bea (translator)
///     rating       teen, or PG-13                 categories  M/M; Gen
///     published    2003-02                        complete    yes
///     permission   ask                            parts       1 of 3 (or 1/3, 2/?)
///     series       Winter #2; Short Ones          language    en
///     encoding     koi8-r (checked, and the original read again with it, by archive/)
/// Singular names ("fandom") are taken too. Fault::usage with a hint when it cannot be.
Result<void> apply_edit(WorkRecord&, std::string_view field, std::string_view value);

/// What is kept of a correction, so that it says the same for ever: "PG-13" is kept as "teen
/// (PG-13)" by the words that hold now, the archive's own among them. Anything else as it is.
std::string edit_to_keep(std::string_view field, std::string_view value, const ValueWords&);

/// The field as it stands, written as apply_edit() takes it: what a form shows to be mended. Empty
/// for an unknown one.
std::string edit_value(const WorkRecord&, std::string_view field);

/// The names apply_edit() takes, as the work object has them.
std::vector<std::string_view> edit_fields();

}  // namespace solander
