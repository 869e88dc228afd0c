// SPDX-License-Identifier: GPL-3.0-or-later
// Names and identifiers of exported things.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "export/export.h"

namespace solander {

/// "urn:uuid:..." (version 8 of RFC 9562) made from the original's digest and place: the same work
/// always has the same.
std::string stable_urn(const ExportWork&);
/// The same for several works in one book.
std::string stable_urn(std::string_view seed);
/// "A and B", or "" when no creator is stated.
std::string creators_text(const WorkRecord&);
/// The record's facts as label and value, in the order of a catalogue card; for title pages and
/// text files.
std::vector<std::pair<std::string, std::string>> card_of(const WorkRecord&);

}  // namespace solander
