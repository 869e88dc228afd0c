// SPDX-License-Identifier: GPL-3.0-or-later
// What stands at the foot of a text: a notice of rights, who submitted it.
#pragma once
#include <cstdint>
#include <optional>

#include "header/block.h"
#include "header/sheet.h"

namespace solander {

/// "(c) 1991 Kat. This file may be copied freely." or "Submitted by Kat" behind a rule or a gap, in
/// the last lines above line `end`; not above line `floor`.
std::optional<HeaderBlock> read_rights_below(const Sheet&, std::uint32_t floor, std::uint32_t end);

}  // namespace solander
