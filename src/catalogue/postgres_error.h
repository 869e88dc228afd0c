// SPDX-License-Identifier: GPL-3.0-or-later
// PostgreSQL's error codes as our errors: translated here and nowhere else.
#pragma once
#include "base/error.h"

#include <string>
#include <string_view>

struct pg_conn;
struct pg_result;

namespace solander {

/// The server went away: what was not committed is undone, and a new connection may find it back.
struct LostConnection : Error {
    using Error::Error;
};

/// Throws the Error that `failed` stands for. `shown` is the address as people may see it, `doing`
/// the statement; it is shown only where the fault is ours. Values never are.
[[noreturn]] void throw_postgres_error(const pg_result* failed, const std::string& shown,
                                       std::string_view doing);
/// The connection is gone, or broke while it was used.
[[noreturn]] void throw_lost_connection(const pg_conn*, const std::string& shown);
/// It could not be made at all. `answers`: a server is there and said no.
[[noreturn]] void throw_cannot_connect(const pg_conn*, const std::string& shown, bool answers);

}  // namespace solander
