// SPDX-License-Identifier: GPL-3.0-or-later
// A vocabulary: English function words as frequent as they are, and invented words by Zipf's law.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bench/make_pile/random.h"

namespace solander::pile {

/// A pronounceable word of `syllables` syllables; never ends in a double letter.
std::string invented_word(Random&, int syllables);
std::string capitalised(std::string_view word);

/// Same words in the same order for every pile, whatever its seed. The tail is cut so that 70
/// million draws (10,000 stories) meet some 90,000 different words, those met once included.
class Vocabulary {
  public:
    Vocabulary();
    std::string_view draw(Random& random) const {
        const std::uint64_t bits = random.next();
        const Slot& slot = slots_[((bits >> 32) * slots_.size()) >> 32];
        return word((bits & 0xFFFFFFFFU) < slot.threshold ? slot.own : slot.alias);
    }
    /// An invented word among the more frequent ones: for titles and tags.
    std::string_view topical(Random& random) const {
        return word(functions_ + 200 + random.favoured(20000));
    }

  private:
    struct Slot {
        std::uint32_t threshold, own, alias;
    };
    std::string_view word(std::uint32_t index) const {
        return std::string_view(pool_).substr(starts_[index], starts_[index + 1] - starts_[index]);
    }
    void build_alias(const std::vector<std::uint64_t>& weights);

    std::string pool_;
    std::vector<std::uint32_t> starts_;
    std::vector<Slot> slots_;
    std::uint32_t functions_ = 0;
};

}  // namespace solander::pile
