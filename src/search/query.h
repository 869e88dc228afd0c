// SPDX-License-Identifier: GPL-3.0-or-later
// The reader's query language: words, "phrases", prefix*, AND OR NOT (), field:value; errors with a place.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace solander {

/// Grammar (docs/search.md says it for people):
///     query  := or ; or := and ("OR" and)* ; and := unary (["AND"] unary)*
///     unary  := ("NOT" | "-") unary | "(" query ")" | term
///     term   := [field (":" | ">" | ">=" | "<" | "<=")] ( word["*"] | '"' words '"' )
struct QueryNode {
    enum class Kind : std::uint8_t { all, and_, or_, not_, words, compare, tag };
    Kind kind = Kind::all;
    std::vector<QueryNode> children;  ///< and_, or_: two or more; not_: one
    std::string field;                ///< canonical name of search/fields.h; empty = any text
    std::string value;                ///< folded words, or the value as typed
    bool phrase = false, prefix = false;
    std::string op;                   ///< ":" ">" ">=" "<" "<="
    std::size_t from = 0, to = 0;     ///< bytes of the query text
};

struct ParsedQuery {
    QueryNode root;
    std::string text;
};

/// An error carries a message with the query and a caret under the place.
Result<ParsedQuery> parse_query(std::string_view text);
/// Canonical text that parses to the same tree.
std::string to_text(const QueryNode&);
/// For people: "2 fandoms, not explicit, over 5,000 words". 
std::string in_words(const ParsedQuery&);

}  // namespace solander
