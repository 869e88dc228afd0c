// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are UTF-8 in some lines and an older charset in others, as pasted-together parts are.
#pragma once
#include <optional>
#include <string_view>

#include "source/charset.h"
#include "source/code_page.h"

namespace solander {

/// Nothing when the bytes hold too little UTF-8 to believe in. Lines that are valid UTF-8 are taken
/// so, others in the charset their bytes suggest; a line that holds both, character by character.
/// Cut sequences become U+FFFD and a finding.
std::optional<Decoded> decode_mixed(std::string_view bytes);

/// Appends `bytes` (which begin at `offset` of the part) decoded by `page`; counts U+FFFD.
void append_page(View& view, std::string_view bytes, std::size_t offset, const CodePage& page,
                 Tally& unknown);

}  // namespace solander
