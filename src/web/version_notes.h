// SPDX-License-Identifier: GPL-3.0-or-later
// What a work was read from, and what was said of it and others: for who looks after the library.
#pragma once
#include <string_view>
#include <vector>

#include "web/app.h"

namespace solander {

/// Each with who said it and when, and a way back while it holds; then to the path `then`.
void write_twin_words(Markup&, const std::vector<TwinWord>&, std::string_view then);
/// The versions of a work with those of the works that were joined to it, where there is more than
/// one, and what was said of it; nothing for readers.
void write_versions(Markup&, const App&, const Call&, const WorkRecord&);

}  // namespace solander
