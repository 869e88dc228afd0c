// SPDX-License-Identifier: GPL-3.0-or-later
// The tags of a page one after the other; attributes, comments and scripts are passed over.
#pragma once
#include <cstddef>
#include <string_view>

#include "base/text.h"

namespace solander {

inline bool is_tag_char(char c) {
    return is_ascii_alpha(c) || is_ascii_digit(c) || c == '-' || c == ':' || c == '_';
}

/// Linear, whatever is in the text: a quote that is not closed ends its tag, a comment or script
/// that is not closed hides nothing.
class TagWalk {
  public:
    explicit TagWalk(std::string_view text) : text_(text) {}

    struct Step {
        std::size_t from = 0, to = 0;  ///< "<" to behind ">"
        std::string_view name;         ///< as written; empty for a comment, a script ...
        bool end = false;
    };
    bool next(Step& step);

  private:
    std::size_t passed_over(std::size_t open);
    std::size_t tag_end(std::size_t at) const;
    std::size_t value_end(std::size_t open) const;
    std::size_t raw_end(std::string_view name, std::size_t at);

    std::string_view text_;
    std::size_t at_ = 0;
    // Where nothing more of the kind is to be found, so that nothing is looked for twice.
    std::size_t no_comment_end_ = std::string_view::npos;
    std::size_t no_close_ = std::string_view::npos;
    std::size_t no_raw_end_ = std::string_view::npos;
};

}  // namespace solander
