// SPDX-License-Identifier: GPL-3.0-or-later
// A text in the making, with the way back to its bytes, and the rewriting of it piece by piece.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "base/span.h"

namespace solander {

struct View {
    std::string text;    ///< UTF-8
    OffsetMap to_bytes;  ///< offsets of text -> offsets of the part's bytes
};

/// One pass over a view. Replacements come in order and never overlap; nothing is copied when there
/// are none.
class Rewrite {
  public:
    explicit Rewrite(View& view) : view_(view) {}
    /// Bytes [from, to) of the text become `with`. They must not cut a character.
    void replace(std::size_t from, std::size_t to, std::string_view with);
    /// Everything before this offset is decided.
    std::size_t done() const { return done_; }
    std::size_t edits() const { return edits_; }
    void finish();

  private:
    void keep(std::size_t to);
    View& view_;
    std::string text_;
    OffsetMap map_;
    std::size_t done_ = 0, edits_ = 0;
};

/// Counts places of one kind, to be told in one finding that points at the first.
class Tally {
  public:
    void add(Span where) {
        if (count_++ == 0) first_ = where;
    }
    std::size_t count() const { return count_; }
    /// "... (12 places)" when there is any; `text` is a sentence without its full stop.
    void tell(std::vector<Finding>& findings, std::string_view kind, std::string_view text) const;

  private:
    std::size_t count_ = 0;
    Span first_;
};

/// The code point before offset `at`, 0 at the start of the text.
char32_t code_point_before(std::string_view text, std::size_t at);
/// The code point at offset `at`, 0 at the end.
char32_t code_point_at(std::string_view text, std::size_t at);

}  // namespace solander
