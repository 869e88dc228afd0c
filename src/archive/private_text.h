// SPDX-License-Identifier: GPL-3.0-or-later
// Texts as others than the keeper may see them: without people's addresses.
#pragma once
#include <vector>

#include "archive/inside.h"

namespace solander {

/// document/addresses.h says which; those of the work's header count in all its chapters.
void hide_addresses(Connection&, Viewer, WorkId, std::vector<Chapter>&);
void hide_addresses(Connection&, Viewer, WorkId, std::optional<Chapter>&);
/// All of them: of an excerpt nobody knows where it stood.
void hide_addresses(Viewer, Snippet&);

}  // namespace solander
