// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept and is no story: what it was taken for, as one word and as people say it.
#pragma once
#include <string>
#include <string_view>

#include "source/part.h"

namespace solander {

/// "empty", "image", "program", "style", "container", "binary" of what is not read; of a text its
/// class: "index", "reply", "other". Kept in the catalogue.
std::string_view no_story_class(Media, std::string_view file_class);

/// Any class, those of stories too, with its article: "an image", "a part of a story".
std::string_view described_class(std::string_view);

}  // namespace solander
