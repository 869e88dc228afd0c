// SPDX-License-Identifier: GPL-3.0-or-later
// What mail and web transport left in a text: quoted-printable codes and HTML entities.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "source/view.h"

namespace solander {

/// "=92" "=E2=80=99" "=20" at line ends, soft line ends: only when there are three or more such
/// codes and hardly any other "=" in the text, so that sums and addresses stay as they are.
void mend_quoted_printable(View& view, std::vector<Finding>& findings);

/// "&quot;" "&#8217;" "&#146;" "&amp;#8217;" in plain text, known ones only. "&amp;" becomes "&".
void mend_entities(View& view, std::vector<Finding>& findings);

/// The same for a short text (a value out of a page).
std::string decode_entities(std::string_view text);

/// The character of an entity's name ("eacute", without & and ;), HTML 4's and a few common others.
std::optional<char32_t> entity_character(std::string_view name);

}  // namespace solander
