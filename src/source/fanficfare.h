// SPDX-License-Identifier: GPL-3.0-or-later
// What FanFicFare writes above a story, in its HTML and its plain text alike.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "source/part.h"

namespace solander {

/// Labels of its title page that it writes by default; people may set others, which stay extra.
bool is_fanficfare_label(std::string_view label);
/// What a label and its value state; lists are parted at ", ". Its "Category" is the fandom.
std::vector<Stated> fanficfare_field(std::string_view label, std::string_view value, Span where);

/// Fills the part when its text is a file that FanFicFare wrote as plain text.
bool read_fanficfare_text(Part&);

}  // namespace solander
