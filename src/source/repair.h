// SPDX-License-Identifier: GPL-3.0-or-later
// Damage mended in the view, each kind reported, each place leading back to its bytes.
#pragma once
#include <vector>

#include "base/finding.h"
#include "source/view.h"

namespace solander {

/// Control characters and line ends, quoted-printable residue, mojibake, C1 controls, entities
/// (plain text only: HTML's own reader takes them), letters in quote places. U+FFFD stays and is
/// reported. No word is lost; a clean text is not copied.
void repair(View& view, bool html, std::vector<Finding>& findings);

}  // namespace solander
