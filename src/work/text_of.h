// SPDX-License-Identifier: GPL-3.0-or-later
// From a chapter's stored body straight to its words, for those who need no document.
#pragma once
#include <string>
#include <string_view>

namespace solander {

/// Story layer only, paragraphs apart by a blank line: what is indexed, compared and quoted. Throws
/// Error{storage} on damage.
std::string plain_text_of_body(std::string_view zstd_frame);

}  // namespace solander
