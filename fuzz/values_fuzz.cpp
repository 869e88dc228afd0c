// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the value of a label: statements, ratings, pairings, codes, tags.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "consent/statement.h"
#include "vocabulary/codes.h"
#include "vocabulary/rating.h"
#include "vocabulary/tag.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace solander;
    const std::string_view value(reinterpret_cast<const char*>(bytes), size);

    const Statement statement = read_statement(value);
    for (const Voice voice : {Voice::author, Voice::story})
        for (const FoundStatement& one : find_statements(value, voice))
            if (one.from >= one.to || one.to > value.size()) std::abort();
    // Beside a plain refusal nothing may stay a leave.
    if (const auto found = find_statement(value)) {
        const Statement both = combine({statement, *found, read_statement("Do not archive")});
        if (both.by_default != Permission::none) std::abort();
    }
    const RatingReading rating = read_rating(value);
    if (rating.token.size() > value.size() || rating.reason.size() > value.size()) std::abort();

    for (const Relationship& one : read_relationships(value).relationships) {
        if (one.names.empty() || one.from > one.to || one.to > value.size()) std::abort();
    }
    (void)read_codes(value);
    (void)read_categories(value);
    (void)read_genres(value, true);
    (void)archive_warning(value);
    for (TagKind kind : kTagKinds) (void)tag_key(kind, value);
    return 0;
}
