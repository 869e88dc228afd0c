// SPDX-License-Identifier: GPL-3.0-or-later
// People's e-mail addresses in a text: they go, those that a story itself needs stay.
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "document/document.h"

namespace solander {

/// Keys of addresses, by which an address is known in another spelling ("kat AT host DOT com").
using AddressKeys = std::set<std::string, std::less<>>;
void add_addresses(AddressKeys&, std::string_view text);
/// Those outside the story layer: in headers, notes, signatures.
void add_addresses(AddressKeys&, const Document&);

/// Any address at all; cheap to ask.
bool has_addresses(const Document&);

/// Each becomes "[address]": all outside the story layer; in the story those that are `known`, and
/// one that the author gives where she speaks at its beginning or end ("Feedback to kat@host"). A
/// letter that the people of the story write keeps theirs. Offsets into the part are lost. Linear.
void hide_addresses(Document&, const AddressKeys& known);

}  // namespace solander
