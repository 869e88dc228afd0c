// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite's result codes as our errors: translated here and nowhere else.
#pragma once
#include <string>
#include <string_view>

struct sqlite3;

namespace solander {

/// Throws the Error that the last failed call on `db` stands for. `doing` says what was tried
/// ("open", or the statement); it is shown only where the fault is ours. `db` may be null.
[[noreturn]] void throw_sqlite_error(sqlite3* db, int code, const std::string& file,
                                     std::string_view doing);

}  // namespace solander
