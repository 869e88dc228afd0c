// SPDX-License-Identifier: GPL-3.0-or-later
// Text that was decoded in the wrong charset and saved again: "donâ€™t" back to "don’t".
#pragma once
#include <vector>

#include "base/finding.h"
#include "source/view.h"

namespace solander {

/// UTF-8 that was read as windows-1252, Latin-1, Mac Roman or CP437, once or several times. Changes
/// nothing without sure signs, and counts what it mended in one finding per misreading.
void mend_mojibake(View& view, std::vector<Finding>& findings);

/// U+0080-U+009F as the windows-1252 characters they were: U+0092 is ’.
void mend_c1_controls(View& view, std::vector<Finding>& findings);

/// Quotes and dashes of one 8-bit charset read as letters of another: "donÕt", "donít", "donÆt".
/// Only in files where letters stand in quote places again and again, and only there.
void mend_quote_letters(View& view, std::vector<Finding>& findings);

}  // namespace solander
