// SPDX-License-Identifier: GPL-3.0-or-later
// One work read again from its kept originals, with the corrections that stand on top.
#pragma once
#include "archive/inside.h"

namespace solander {

enum class ReadAgain : std::uint8_t {
    same,
    changed,
    no_story,  ///< today's rules see none at that place of the original; the catalogue is untouched
};

/// Inside a write transaction of `connection`, for one work. Reads with the charset that a person
/// asked for, if any.
Result<ReadAgain> read_again(Archive::Inside&, Connection&, WorkId);

}  // namespace solander
