// SPDX-License-Identifier: GPL-3.0-or-later
// Two texts word by word: what only one of them has. Evidence for a person, not a patch.
#pragma once
#include <string_view>
#include <vector>

#include "base/span.h"

namespace solander {

/// A stretch of words that both have, or that differs: then either side may be empty. Spans count
/// bytes, from the first word of the stretch to the end of the last; an empty one has from == to.
struct DiffRun {
    bool same;
    Span a, b;
};

/// Every word of both texts is in one run, in order; two runs beside each other are never both the
/// same or both different. Words are compared folded (base/text.h): case, accents, kinds of quote,
/// and what stands between words are no difference. About linear in the words: where a stretch
/// without any four words that both have is longer than some hundred words, it counts as
/// rewritten.
std::vector<DiffRun> word_diff(std::string_view a, std::string_view b);

}  // namespace solander
