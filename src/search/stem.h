// SPDX-License-Identifier: GPL-3.0-or-later
// English stems by Porter's rules (1980): "running", "runs" and "run" are one word to the index.
#pragma once
#include <cstddef>
#include <string_view>

namespace solander {

/// Stems `length` letters a-z in place; gives the new length, never longer than before. Words under
/// three letters stay as they are. Changing a rule means a new kWordsFormat (search/shard.h).
std::size_t stem_english(char* word, std::size_t length);

}  // namespace solander
