// SPDX-License-Identifier: GPL-3.0-or-later
// The reader's query language: words, "phrases", prefix*, AND OR NOT (), field:value; errors with a
// place.
#pragma once
#include <cstdint>
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
    enum class Kind : std::uint8_t {
        all,      ///< everything: the empty query
        and_,     ///< two children or more
        or_,      ///< two children or more
        not_,     ///< one child, never a not_
        words,    ///< in any text, or in the column `field`
        compare,  ///< number, date and choice fields
        tag,      ///< tag fields
    };
    Kind kind = Kind::all;
    std::vector<QueryNode> children;
    std::string field;  ///< canonical name of search/fields.h; empty = any text
    std::string
        value;  ///< as typed, without quotes and star; numbers, dates and choices in normal form
    bool phrase = false, prefix = false;
    std::string op;                ///< ":" ">" ">=" "<" "<="; empty without a field
    std::size_t from = 0, to = 0;  ///< bytes of the query text
};
/// The same tree; places in the text do not count.
bool operator==(const QueryNode&, const QueryNode&);

struct ParsedQuery {
    QueryNode root;
    std::string text;
    std::string sort;                ///< of a "sort:NAME" in the text; empty when there was none
    std::vector<std::string> notes;  ///< what was left out and why, for people
};

/// An error carries a message with the query and a caret under the place. Any bytes are taken.
Result<ParsedQuery> parse_query(std::string_view text);
/// Canonical text that parses to the same tree.
std::string to_text(const QueryNode&);
/// For people: "“snow”, fandom The Long Watch, not explicit, over 5,000 words". Empty for
/// everything.
std::string in_words(const ParsedQuery&);

}  // namespace solander
