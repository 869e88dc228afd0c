// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a text is the one the author wrote: where it begins and ends, and every word between.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace solander::accuracy {

struct TextTally {
    std::uint64_t stories = 0;
    std::uint64_t begins = 0, ends = 0;  ///< stories whose first (last) six words are right
    std::uint64_t same = 0;              ///< stories whose words are the same, one after the other
    std::uint64_t lost = 0, gained = 0;  ///< words
    std::string first_difference;        ///< of the last story that had one

    void add(const TextTally&);
    double part(std::uint64_t of) const {
        return stories == 0 ? 1 : static_cast<double>(of) / static_cast<double>(stories);
    }
};

/// Folded words; punctuation, case and accents do not count.
TextTally compare_texts(std::string_view expected, std::string_view got);

/// What was read of a header where there is none: "rating_as_given, summary"; empty when nothing.
std::string false_block(const nlohmann::json& got);

}  // namespace solander::accuracy
