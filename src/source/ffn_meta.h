// SPDX-License-Identifier: GPL-3.0-or-later
// The line under a title at FanFiction.net: "Rated: Fiction T - English - Humor - A. & B. -
// Chapters: 3 - Words: 4,321 - Updated: 03-21-05 - id:123", of every age.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace solander {

struct FfnField {
    std::string label, value;
    std::string raw;  ///< a piece of the line to look for
};
/// From its words (tags off). Empty unless it begins with "Rated:". Dates become ISO where they are
/// numbers (the site writes month first); genres, characters and pairings have one entry each.
std::vector<FfnField> read_ffn_meta(std::string_view words);

}  // namespace solander
