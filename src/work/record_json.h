// SPDX-License-Identifier: GPL-3.0-or-later
// The work object of the interface contract as JSON; e-mail addresses in it only for staff who ask.
#pragma once
#include <string>
#include <vector>

#include "base/markup.h"
#include "work/story.h"

namespace solander {

/// `hidden`: every e-mail address in any value becomes "[address]" (base/address.h).
enum class Addresses { hidden, shown };

/// Writes the members of the work object into an object that is already open, in the contract's
/// order. What was not stated is absent; id is absent when it is 0 (nothing stored yet).
void write_work_members(JsonWriter&, const WorkRecord&, Addresses = Addresses::hidden);
/// Key "claims" and its array.
void write_claims(JsonWriter&, const std::vector<Claim>&, Addresses = Addresses::hidden);
/// What is said of one work and not in lists: "rating_scheme" (where the author's words are those
/// of a scheme that gives this rating), and "meanings" when there are any.
void write_single_members(JsonWriter&, const WorkRecord&, const std::vector<TagMeaning>&);
/// Members "id", "kind", "name" of an object that is open.
void write_tag_members(JsonWriter&, const TagName&);
/// Key "findings" and its array.
void write_findings(JsonWriter&, const std::vector<Finding>&, Addresses = Addresses::hidden);

}  // namespace solander
