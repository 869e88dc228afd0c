// SPDX-License-Identifier: GPL-3.0-or-later
// The whole catalogue as lines of JSON, and as a copy in another database.
#pragma once
#include "base/progress.h"
#include "catalogue/db.h"

#include <functional>
#include <string_view>

namespace solander {

/// One object a line, without its line feed: {"dump":"solander","schema":3}, then every row as
/// {"table":"work","id":1,...}, tables and rows in a fixed order. The same catalogue gives the same
/// bytes on every engine. What can be made again from the rest is left out; texts are in the clear.
/// One moment of the catalogue, whoever writes meanwhile.
void dump_catalogue(Connection&, const std::function<void(std::string_view line)>&);

/// Every row of `from`, with its number, into `to`, whose tables are there and empty. Both are
/// inside a transaction: a WriteTransaction of `to`; one of `from` that keeps others from writing.
/// `progress.files_done` counts rows; a `cancel` throws Error{cancelled}.
void copy_catalogue(Connection& from, Connection& to, Progress& progress);

/// How many rows copy_catalogue() will copy.
std::uint64_t count_rows(Connection&);

}  // namespace solander
