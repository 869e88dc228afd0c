// SPDX-License-Identifier: GPL-3.0-or-later
// Names for people: what they may have meant, and what they may go on to type.
#pragma once
#include <string>
#include <string_view>

#include "search/filters.h"

namespace solander {

/// The name closest in spelling among those that a work of `visible` has; empty when none is close.
std::string nearest_name(const Filters&, NameKind, std::string_view text, const Bitmap& visible);

/// Names that begin with `text`, then those with a word that does, then those that contain it; each
/// group most used first. Only works of `visible` count, names without one are left out.
std::vector<FacetValue> suggest_names(const Filters&, NameKind, std::string_view text,
                                      const Bitmap& visible, std::uint32_t limit);

}  // namespace solander
