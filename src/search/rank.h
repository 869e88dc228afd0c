// SPDX-License-Identifier: GPL-3.0-or-later
// Best match: BM25 over all columns as one text, where a word of the title counts for several.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "search/shard_db.h"

namespace solander {

/// Weight of a phrase that `found` of `all` works hold; never negative.
inline float rarity(double all, double found) {
    return static_cast<float>(std::log(1 + (all - found + 0.5) / (found + 0.5)));
}

class Ranking {
  public:
    /// `weights` by phrase, 0 = does not score.
    Ranking(std::vector<float> weights, double mean_words)
        : weights_(std::move(weights)),
          per_word_(mean_words > 0 ? static_cast<float>(kB / mean_words) * kK1 : 0) {
        // "the" beside "lighthouse" moves no place in the list: not worth walking its positions.
        const float most = *std::max_element(weights_.begin(), weights_.end());
        for (std::size_t i = 0; i < weights_.size() && i < 64; ++i) {
            if (weights_[i] < most * kNegligible) weights_[i] = 0;
            if (weights_[i] > 0) counted_ |= std::uint64_t{1} << i;
        }
    }
    /// Phrases whose counts score() looks at.
    std::uint64_t counted() const { return counted_; }

    float score(const MatchedDoc& doc, std::uint32_t words) const {
        const float damping = kK1 * (1 - kB) + per_word_ * static_cast<float>(words);
        float sum = 0;
        for (int i = 0; i < doc.phrases && static_cast<std::size_t>(i) < weights_.size(); ++i) {
            const float weight = weights_[static_cast<std::size_t>(i)];
            if (weight <= 0) continue;
            float often = 0;
            for (int c = 0; c < kWordColumns; ++c)
                often += kBoost[c] * static_cast<float>(doc.counts[i][c]);
            sum += weight * often * (kK1 + 1) / (often + damping);
        }
        return sum;
    }

  private:
    static constexpr float kK1 = 1.2F, kB = 0.75F;  ///< the usual values
    /// text, title, creator, tags, summary, notes
    static constexpr float kBoost[kWordColumns] = {1, 12, 10, 6, 4, 1};
    static constexpr float kNegligible = 0.03F;
    std::vector<float> weights_;
    float per_word_;
    std::uint64_t counted_ = 0;
};

}  // namespace solander
