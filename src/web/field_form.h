// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a work as they stand, in a form in which each can be mended.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/app.h"

namespace solander {

/// What a finding is about: by its kind, and by whose values were read where it points.
std::vector<std::string_view> fields_about(const FindingRow&, const std::vector<Claim>&);

/// Where it points; of one that points nowhere, where the value that it is about was said. Empty
/// when that is nowhere either.
Span place_of(const FindingRow&, const std::vector<Claim>&);

/// Inputs for all fields that `edit` takes, `first` on top; the long and the rare ones are folded
/// away. Inside a form.
void write_fields(Markup&, const WorkRecord&, const std::vector<std::string_view>& first);

/// What the form that was sent says otherwise than the work. Error{conflict} when the work is not
/// any more as the form showed it.
Result<std::vector<std::pair<std::string, std::string>>> mended_fields(const Call&,
                                                                       const WorkRecord&);

}  // namespace solander
