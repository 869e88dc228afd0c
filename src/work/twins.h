// SPDX-License-Identifier: GPL-3.0-or-later
// Works that may be one story: which pairs are worth comparing, and what a comparison says.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "work/likeness.h"
#include "work/story.h"

namespace solander {

/// What is known of a work's text without opening it.
struct TextPrint {
    WorkId work;
    Likeness likeness;
    std::uint64_t named =
        0;  ///< hash of title, creators and part number; 0: not all of them are stated
};

/// Two works, the older first.
struct WorkPair {
    WorkId a, b;
    friend bool operator==(const WorkPair&, const WorkPair&) = default;
    friend auto operator<=>(const WorkPair&, const WorkPair&) = default;
};
struct TwinCandidate {
    WorkPair works;
    bool same_words;  ///< likeness.exact agrees
    bool same_name;   ///< TextPrint::named agrees
};

/// Pairs that share words or a name, sorted; not every pair is looked at. Of texts with the same
/// words only pairs with the oldest of them are given, since the others follow from those. About
/// n log n time; memory about 200 bytes a work.
std::vector<TwinCandidate> twin_candidates(const std::vector<TextPrint>&);

/// Shares of 4-word shingles, 0..1.
struct Overlap {
    double alike = 0;  ///< of those in either text, in both
    double held = 0;   ///< of the smaller text's, in the larger one too
};
/// Both sorted, each value once (shingles_of).
Overlap overlap(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

enum class TwinKind : std::uint8_t {
    same_text,  ///< the same words in the same order: wrap, charset, header and quotes apart
    revised,    ///< most of the words
    inside,     ///< one holds nearly all of the other: a chapter more, an excerpt, a collection
    same_name,  ///< title and creators agree, the words do not
};
std::string_view name_of(TwinKind);  ///< "same-text" "revised" "inside" "same-name"
std::optional<TwinKind> twin_kind_from_name(std::string_view name);
/// Nothing: two works that have a few sentences in common.
std::optional<TwinKind> judge(const TwinCandidate&, const Overlap&);

}  // namespace solander
