// SPDX-License-Identifier: GPL-3.0-or-later
// Words cut at line ends: which hyphens belong to the word and which only to the line.
#pragma once
#include <string>
#include <string_view>
#include <unordered_set>

#include "document/lines.h"

namespace solander {

class Hyphens {
  public:
    /// Looks only at words that are cut somewhere in `lines`. Linear in the text, and nearly free
    /// when no line ends in a hyphen.
    explicit Hyphens(const Lines& lines);

    /// The line ends in a hyphen inside a word that goes on with a small letter on the next.
    static bool cut(std::string_view line, std::string_view next);
    /// The word the two halves make stands whole somewhere else in the text.
    bool known(std::string_view line, std::string_view next) const;

  private:
    static std::string joined(std::string_view line, std::string_view next);
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view word) const {
            return std::hash<std::string_view>{}(word);
        }
    };
    std::unordered_set<std::string, Hash, std::equal_to<>> known_;
};

}  // namespace solander
