// SPDX-License-Identifier: GPL-3.0-or-later
// From:/Date:/Subject: at the top of a post that was saved with its mail header.
#pragma once
#include <cstdint>

#include "header/block.h"
#include "header/sheet.h"

namespace solander {

/// The mail header that begins at line `at`; last == first when there is none. A letter inside a
/// story (From, To, Subject and no more) is not one, unless a post or story header backs it up.
HeaderBlock read_mail_head(const Sheet&, std::uint32_t at);

}  // namespace solander
