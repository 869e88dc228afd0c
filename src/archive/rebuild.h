// SPDX-License-Identifier: GPL-3.0-or-later
// A work read again from its kept original, with the corrections that stand on top.
#pragma once
#include "archive/inside.h"

namespace solander {

/// Inside a write transaction of `connection`. True when something was understood differently than
/// before.
Result<bool> read_again(Archive::Inside&, Connection&, WorkId);

}  // namespace solander
