// SPDX-License-Identifier: GPL-3.0-or-later
// What all spellings of a label have in common: its letters and digits, lower case, accents off.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace solander {

/// "Author's Note(s)", "AUTHOR?S NOTES", "Author&#8217;s notes", "A U T H O R ' S  N O T E S" ->
/// "authorsnotes". Damaged apostrophes that look like letters (Æ Õ í before a final s) are left out
/// too.
struct LabelKey {
    std::array<char, 96> bytes;
    std::uint8_t size = 0;
    std::string_view view() const { return {bytes.data(), size}; }
};

/// Empty when the label has no letters or its key would not fit.
LabelKey label_key(std::string_view label);

}  // namespace solander
