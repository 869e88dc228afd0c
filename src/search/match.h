// SPDX-License-Identifier: GPL-3.0-or-later
// A part of a query that is only words, as FTS5 and the ranking want it.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "search/query.h"
#include "search/tokens.h"

namespace solander {

/// Words as they follow each other in a text; one word is the usual case.
struct Phrase {
    std::vector<std::string> terms;
    bool prefix = false;  ///< the last term is a beginning, not stemmed
};
/// One leaf of the query: any of these spellings.
struct Leaf {
    std::vector<Phrase> spellings;
    std::string column;  ///< empty = any
};

/// Stems of the words that begin with a prefix although the stem does not ("runni": run).
using StemsOfPrefix = std::function<std::vector<std::string>(std::string_view prefix)>;

Leaf make_leaf(const QueryNode&, Tokenizer&, const StemsOfPrefix&);

/// Whether FTS5 can say it in one expression: words only, and no NOT without something to take it
/// from.
bool expressible(const QueryNode&);

struct Expression {
    std::string text;  ///< for MATCH
    struct Counted {
        Phrase phrase;
        bool scores;  ///< not under NOT
    };
    std::vector<Counted> phrases;  ///< in the order FTS5 numbers them
    unsigned leaves = 0;           ///< that score
};
/// `node` must be expressible.
Expression make_expression(const QueryNode&, Tokenizer&, const StemsOfPrefix&);

/// Leaves that a snippet may show: not under NOT, of any field or of the text.
std::vector<Leaf> leaves_in_text(const QueryNode&, Tokenizer&, const StemsOfPrefix&);

}  // namespace solander
