// SPDX-License-Identifier: GPL-3.0-or-later
// From a decoded part to stories: furniture, headers, document, chapters and typed values put
// together.
#pragma once
#include <string>
#include <vector>

#include "base/date.h"
#include "header/labels.h"
#include "source/part.h"
#include "vocabulary/value_words.h"
#include "work/story.h"

namespace solander {

struct ReadingRules {
    PartialDate today;                       ///< dates after it are doubted
    const ValueWords* own_words = nullptr;   ///< of the archive; null: the program's alone
    const LabelTable* own_labels = nullptr;  ///< likewise
    const ValueWords& words() const { return own_words ? *own_words : programs_words(); }
    const LabelTable& labels() const { return own_labels ? *own_labels : label_table(); }
};
/// Version of the rules: all that decides what a file's bytes are understood as. It rises with
/// every release in which any file may be understood otherwise than by the one before
/// (docs/on-disk.md).
inline constexpr int kReadingVersion = 4;

/// Never fails. Text and HTML parts give one story or more (or one entry of class index/reply/other
/// whose chapters may be empty); anything else gives none. Same input, same output, to the byte.
std::vector<Story> read_stories(const Part&, const ReadingRules&);

}  // namespace solander
