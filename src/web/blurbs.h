// SPDX-License-Identifier: GPL-3.0-or-later
// A work in a list, in AO3's order, which readers know by heart.
#pragma once
#include <string_view>
#include <vector>

#include "base/markup.h"
#include "search/search.h"
#include "work/story.h"

namespace solander {

/// One <article>. `snippet` may be empty.
void write_blurb(Markup&, const WorkRecord&, const Snippet& snippet);
/// "by A and B", each a link; nothing when no creator is stated.
void write_byline(Markup&, const WorkRecord&);
/// Rating, category, warnings, status as words with small marks.
void write_signs(Markup&, const WorkRecord&);
/// Tags of one kind as links to the list of works that bear them.
void write_tags(Markup&, std::string_view field, const std::vector<std::string>& names,
                std::string_view css);

}  // namespace solander
