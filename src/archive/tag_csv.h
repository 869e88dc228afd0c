// SPDX-License-Identifier: GPL-3.0-or-later
// Tags as the table Open Doors' wranglers fill in, and what people say in it. No database.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "archive/wrangle_plan.h"

namespace solander {

/// One row a tag, several where it is a synonym of several; docs/formats.md says what is in the
/// columns. `parents`: of characters and relationships the only fandom that their works name. Tags
/// that no work bears and nobody spoke of are left out.
std::string tags_to_csv(const TagBook&, const NameGraph&,
                        const std::function<bool(std::int64_t)>& used,
                        const std::unordered_map<std::int64_t, std::int64_t>& parents);

struct TagCsv {
    std::size_t rows = 0;
    std::vector<TagWord> words;
    std::vector<TagCsvNote> faults;  ///< none, or nothing may be applied
    std::vector<TagCsvNote> notes;   ///< rows of tags that are not here, columns nobody knows
    /// First line that speaks of a tag, by the number `book` has for it.
    std::unordered_map<std::int64_t, std::size_t> line_of;
};
/// An empty cell says nothing; so importing never takes away a fandom or a note. `book` gets the
/// tags that are recommended and have no row yet.
TagCsv tags_from_csv(std::string_view csv, TagBook& book, const NameGraph&);

}  // namespace solander
