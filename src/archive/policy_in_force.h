// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of consent, and the policies by which the visibilities in the catalogue are kept.
// What a changed setting takes away is away at once, on every server; what it would show more of
// waits for a person's word. So a folder with old settings, or a slip of the pen, shows nobody's
// story.
#pragma once
#include <cstdint>

#include "archive/inside.h"

namespace solander {

/// Whether what the settings say is in force, alone or beside others.
bool policy_is_in_force(const Archive::Inside&, Connection&);

/// If the settings say what is not in force yet: it comes into force beside what is, and works that
/// stand less open by it are saved so. All or nothing. Returns how many works changed.
std::uint64_t tighten_policy(Archive::Inside&, Connection&);

/// The settings alone are in force from now on. Inside a write transaction; `told` gets each work
/// that changes, with what it was.
std::uint64_t apply_policy(Archive::Inside&, Connection&,
                           const std::function<void(WorkId, Visibility was, Visibility is)>& told);

}  // namespace solander
