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
NamedRow tag_row(Connection&, TagKind, std::string_view name);
NamedRow creator_row(Connection&, std::string_view name);
NamedRow series_row(Connection&, std::string_view name);

/// What titles are sorted by: folded, leading quotes and articles off. Not for display.
std::string title_key(std::string_view title);

}  // namespace solander
