// SPDX-License-Identifier: GPL-3.0-or-later
// The work object of the interface contract as JSON; e-mail addresses never in it.
#pragma once
#include <string>
#include <vector>

#include "base/markup.h"
#include "work/story.h"

namespace solander {

/// Writes the members of the work object into an object that is already open.
void write_work_members(JsonWriter&, const WorkRecord&);
void write_claims(JsonWriter&, const std::vector<Claim>&);      ///< key "claims" and its array
void write_findings(JsonWriter&, const std::vector<Finding>&);  ///< key "findings" and its array

}  // namespace solander
