// SPDX-License-Identifier: GPL-3.0-or-later
// Tags, creators and series by name: the row's id, made when it is not there yet.
#pragma once
#include "catalogue/db.h"
#include "vocabulary/tag.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace solander {

/// A row found by name. `same_name` is false when it is known under another spelling.
using NamedRow = IdCache::Entry;

/// Inside a WriteTransaction: two spellings with one key give one row.
/// Of pen names: vocabulary/pen_name.h.
NamedRow tag_row(Connection&, TagKind, std::string_view name);
NamedRow creator_row(Connection&, std::string_view name);
NamedRow series_row(Connection&, std::string_view name);

/// The works that bear `spelling` of this pen name bear another name from now on, spelled just so;
/// its row. Inside a WriteTransaction.
std::int64_t part_spelling(Connection&, std::int64_t creator, std::string_view spelling);
/// For the migration that made names with and without accents two. Where something was said of what
/// was one name, they stay one person until somebody parts them. Inside a WriteTransaction.
void part_accents(Connection&, std::string_view now);

/// What titles are sorted by: folded, leading quotes and articles off. Not for display.
std::string title_key(std::string_view title);

}  // namespace solander
