// SPDX-License-Identifier: GPL-3.0-or-later
// What each stretch of a part was taken for, for people: the gutter of `explain`.
#pragma once
#include <vector>

#include "document/document.h"
#include "header/block.h"
#include "source/part.h"
#include "work/story.h"

namespace solander {

/// "story", "heading", "note", "furniture" ...: what `explain` calls a block.
std::string_view name_of_block(const Block&);

/// In order of bytes; stretches may leave gaps (rules, blank lines) and never overlap within one
/// kind.
std::vector<Taken> taken_of(const Part&, const Document&, const HeaderReading&, const LabelTable&);

}  // namespace solander
