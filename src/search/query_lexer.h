// SPDX-License-Identifier: GPL-3.0-or-later
// The pieces of a query: operators, parentheses and whole terms, each with its bytes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "search/fields.h"
#include "search/query.h"

namespace solander {

struct QueryLexeme {
    enum class Kind : std::uint8_t { end, term, and_, or_, not_, open, close };
    Kind kind = Kind::end;
    std::size_t from = 0, to = 0;
    QueryNode term;
};

class Lexer {
  public:
    explicit Lexer(std::string_view text) : text_(text) {}
    /// Kind end at the end; an error names the place.
    Result<QueryLexeme> next();
    const std::string& sort() const { return sort_; }
    const std::vector<std::string>& notes() const { return notes_; }

  private:
    std::size_t space_at(std::size_t) const;
    std::size_t quote_at(std::size_t) const;
    bool word_ends_at(std::size_t) const;
    Result<QueryLexeme> read_term();
    Result<QueryLexeme> field_term(const QueryField&, std::size_t from, std::string_view op,
                                   std::size_t value_at);
    Result<QueryLexeme> take_sort(std::size_t from, std::size_t value_at);
    /// The value at `at`: quoted or bare. at_ is behind it afterwards.
    Result<QueryNode> read_value(std::size_t from, std::size_t at);

    std::string_view text_;
    std::size_t at_ = 0;
    std::string sort_;
    std::vector<std::string> notes_;
};

/// what, then the query and ^~~~ under bytes [from, to) of it.
Error query_error(std::string_view text, std::size_t from, std::size_t to, std::string what);

}  // namespace solander
