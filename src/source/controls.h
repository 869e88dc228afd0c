// SPDX-License-Identifier: GPL-3.0-or-later
// Line ends and control characters: what a teletype, a DOS editor or a terminal left in a text.
#pragma once
#include <vector>

#include "base/finding.h"
#include "source/view.h"

namespace solander {

/// CRLF, CR, CR CR LF, VT, U+2028 and U+2029 become LF. A form feed becomes a line of its own that
/// holds only \f (white space to every reader, but a page break can still be told). ^Z and NUL
/// padding at the end is dropped; text behind a ^Z stays and is reported. ESC sequences and byte
/// order marks inside vanish, overstrikes become one letter, control characters that are 8-bit
/// quotes with their 8th bit stripped become quotes; others vanish, or become a space between two
/// words. Free for a text that has none of them.
void settle_controls(View& view, std::vector<Finding>& findings);

}  // namespace solander
