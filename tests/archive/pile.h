// SPDX-License-Identifier: GPL-3.0-or-later
// Little story files for tests: the same number gives the same words.
#pragma once
#include <string>
#include <string_view>

namespace solander {

inline std::string story_text(int seed) {
    static constexpr std::string_view kWho[] = {"Marta", "the ferryman", "old Tobin", "her sister",
                                                "the clerk"};
    static constexpr std::string_view kDid[] = {"counted the boats", "mended the lamp",
                                                "waited by the gate", "wrote it down",
                                                "went home early"};
    static constexpr std::string_view kWhy[] = {"because it rained", "and nobody asked why",
                                                "as she had said she would", "before the bell",
                                                "for the third time"};
    std::string text;
    unsigned state = static_cast<unsigned>(seed) * 2654435761U + 12345U;
    for (int paragraph = 0; paragraph < 6; ++paragraph) {
        for (int sentence = 0; sentence < 4; ++sentence) {
            state = state * 1664525U + 1013904223U;
            text += std::string(kWho[state >> 28 & 3]) + " "
                    + std::string(kDid[(state >> 20 & 15) % 5]) + " "
                    + std::string(kWhy[(state >> 12 & 15) % 5]) + " on day "
                    + std::to_string(state >> 8 & 1023) + ". ";
        }
        text += "\n\n";
    }
    return text;
}

inline std::string story_file(const std::string& title, const std::string& author, int seed,
                              const std::string& more = "Archive: Ask first\n") {
    return "Title: " + title + "\nAuthor: " + author + "\nFandom: Harbour\nRating: PG-13\n" + more
           + "\n* * *\n\n" + story_text(seed);
}

}  // namespace solander
