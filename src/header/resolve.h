// SPDX-License-Identifier: GPL-3.0-or-later
// Labels with more than one meaning, decided by what they say (story-files.md 4, the starred rows).
#pragma once
#include <cstdint>
#include <string_view>

#include "header/labels.h"

namespace solander {

/// One bit per FieldId of the labels with a single meaning that stand in the same block.
using FieldSet = std::uint64_t;
inline FieldSet set_of(FieldId id) { return FieldSet{1} << static_cast<unsigned>(id); }

/// "Category: slash" is a category, "Category: humor" a genre; "Name" is what is still missing.
FieldId resolve_id(const LabelMeanings&, std::string_view value, FieldSet in_block);
/// What one meaning alone cannot say: "Series: TOS" is a fandom, "Copyright: all theirs, no money
/// made" a disclaimer, "Archived: 05/06/2001" a date.
FieldId resolve_value(FieldId, std::string_view value, FieldSet in_block);

}  // namespace solander
