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
/// The server ended a transaction for the sake of another one (a deadlock, a replica that must go
/// on): the same again, on a connection of a clean slate, may work.
struct BrokenOff : LostConnection {
    using LostConnection::LostConnection;
};

/// Throws the Error that `failed` stands for. `shown` is the address as people may see it, `doing`
/// the statement; it is shown only where the fault is ours. Values never are.
[[noreturn]] void throw_postgres_error(const pg_result* failed, const std::string& shown,
                                       std::string_view doing);
/// The connection is gone, or broke while it was used.
[[noreturn]] void throw_lost_connection(const pg_conn*, const std::string& shown);
/// It is there, and has not answered for long.
[[noreturn]] void throw_silent(const std::string& shown);
/// What is known of a server that a connection cannot be made to.
enum class Reach {
    nobody,    ///< nothing answers there
    starting,  ///< it will, or is just ending
    other,     ///< hosts answer, but none is of the kind that is asked for (target_session_attrs)
    answers,   ///< it said no
};
/// It could not be made at all.
[[noreturn]] void throw_cannot_connect(const pg_conn*, const std::string& shown, Reach);

}  // namespace solander
