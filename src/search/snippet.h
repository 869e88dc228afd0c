// SPDX-License-Identifier: GPL-3.0-or-later
// The passage of a text that shows best why it was found.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/match.h"
#include "search/search.h"
#include "search/tokens.h"

namespace solander {

/// Made once a query; looks at one text after the other.
class SnippetFinder {
  public:
    SnippetFinder(std::vector<Leaf> leaves, Tokenizer& tokenizer);

    bool any() const { return !leaves_.empty(); }
    void start();
    /// One more chapter of the same work; true when nothing better can come.
    bool look(std::string text);
    /// The best passage of all chapters looked at; empty when no leaf was in them.
    Snippet finish();

  private:
    struct Match {
        std::uint32_t from, to;
        unsigned leaf;
    };
    struct Passage {
        std::uint32_t from = 0, to = 0;
        unsigned leaves = 0;
    };
    bool may_begin(std::string_view text, std::size_t at) const;
    bool match_at(std::string_view text, std::size_t at, Match&);
    bool term_fits(std::string_view term, const Phrase&, std::size_t i);
    Snippet cut(std::string_view text, Passage);

    std::vector<Leaf> leaves_;
    Tokenizer& tokenizer_;
    Tokenizer plain_;  ///< for prefixes: words folded, not stemmed
    std::array<bool, 256> first_{};
    std::vector<bool> pair_;  ///< by two bytes
    Passage best_;
    std::string text_;  ///< of the chapter that best_ is in
};

}  // namespace solander
