// SPDX-License-Identifier: GPL-3.0-or-later
// Something a person should look at. Never a failure: the reading went on.
#pragma once
#include <string>

#include "base/span.h"

namespace solander {

struct Finding {
    std::string kind;  ///< stable id in kebab-case: "decoding-doubt", "missing-part", "zip-bomb"
    std::string text;  ///< one sentence for a person; names the thing
    Span where;        ///< bytes of the part it was found in; empty when it concerns the whole
};

}  // namespace solander
