// SPDX-License-Identifier: GPL-3.0-or-later
// What a container may hold of a site that lies beside it: chapter files, a dump.
#pragma once
#include <string>
#include <string_view>

#include "source/held_files.h"
#include "source/limits.h"

namespace solander {

struct SiteSigns {
    bool dump = false;      ///< a member that begins as SQL
    bool chapters = false;  ///< a member with a chapter's path
};
/// A glance: at most the first thousand members, and 64 MiB of them.
SiteSigns site_signs(std::string_view container);

/// Members with a chapter's path, as peel() names them, `before` in front.
void hold_chapters(std::string_view container, const Limits&, const std::string& before,
                   HeldFiles& into);

}  // namespace solander
