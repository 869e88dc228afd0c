// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around a word of a statement: whether it narrows a leave, joins a list, is led by a
// preposition. For segment.cpp alone.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "consent/lexeme.h"

namespace solander {

/// Each question looks at a few lexemes beside lexeme `i`; all of them together are linear.
class Neighbours {
  public:
    Neighbours(const std::vector<Lexeme>& items, std::string_view text)
        : items_(items), text_(text) {}

    std::string_view said_at(std::size_t i) const {
        return text_.substr(items_[i].from, items_[i].to - items_[i].from);
    }
    /// A preposition stands before it, an article between them or not.
    bool led_by(std::size_t i) const;
    /// "and", "or"
    bool joins_list(std::size_t i) const;
    /// "credit and a link"
    bool after_joiner(std::size_t i) const;
    /// "anywhere, with link": not a leave to link only.
    bool joins_condition(std::size_t i) const;
    /// The first word of a lexeme, up to its apostrophe: "I'm on" gives "I".
    std::string_view first_word(std::size_t i) const;
    /// Behind "any": "that I know", "who asked" may make it less than any.
    bool narrows(std::size_t i) const;
    /// Behind "any": "any list I'm on", "all of my archives" are the teller's own places; "any of
    /// my stories" is not.
    bool tellers_own(std::size_t i) const;
    /// "For the zine", "in our ring": a place, a person or a time that the rules do not know. "On
    /// the web", "on it", "for me" are none.
    bool places_unknown(std::size_t i) const;
    /// "Anywhere including Gossamer" is still anywhere.
    bool only_added(std::size_t i) const;

  private:
    const std::vector<Lexeme>& items_;
    std::string_view text_;
};

}  // namespace solander
