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
    explicit SnippetFinder(std::vector<Leaf> leaves);

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
    /// How the words begin that are looked for: two bytes, lower case. 0 = any.
    struct Beginning {
        unsigned char first, second;
    };
    bool begins_in(const unsigned char* block) const;
    bool may_begin(std::string_view text, std::size_t at) const;
    bool match_at(std::string_view text, std::size_t at, Match&);
    bool match_phrase(std::string_view rest, const Phrase&, std::uint32_t& to);
    void add_beginning(const std::string& term);
    /// Calls seen(match) for each match in [from, to), in order; false ends the walk.
    template <class Seen>
    void each_match(std::string_view text, std::size_t from, std::size_t to, Seen&& seen);
    Snippet cut(std::string_view text, Passage);

    std::vector<Leaf> leaves_;
    Tokenizer stems_,
        folds_;  ///< a prefix is compared with the folded word, all else with the stem
    std::vector<Beginning> beginnings_;
    bool foreign_ = false;  ///< a term begins beyond ASCII
    std::array<bool, 256> first_{};
    Passage best_;
    std::string text_;  ///< of the chapter that best_ is in
};

}  // namespace solander
