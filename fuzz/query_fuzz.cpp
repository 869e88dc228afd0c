// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a query or an error with a place; what parses comes back the same from its own
// text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "search/match.h"
#include "search/query.h"
#include "search/snippet.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace solander;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed = parse_query(text);
    if (!parsed) return parsed.error().message.empty() ? std::abort(), 0 : 0;
    (void)in_words(*parsed);
    const auto again = parse_query(to_text(parsed->root));
    if (!again || !(again->root == parsed->root)) std::abort();
    Tokenizer tokenizer;
    if (expressible(parsed->root)) (void)make_expression(parsed->root, tokenizer, {});
    SnippetFinder finder(leaves_in_text(parsed->root, tokenizer, {}));
    if (!finder.any()) return 0;
    finder.start();
    finder.look(std::string(text));  // the query finds itself, more often than not
    const Snippet snippet = finder.finish();
    for (const auto& [from, to] : snippet.marked)
        if (from >= to || to > snippet.text.size()) std::abort();
    return 0;
}
