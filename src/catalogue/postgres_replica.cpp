// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/postgres_replica.h"

#include <fmt/format.h>

namespace solander {
namespace {

// A replica is a copy of the whole cluster: its number, and the names in it, are the same.
constexpr std::string_view kAbout =
    "select pg_is_in_recovery(), cast(system_identifier as text) || '/' || current_database()"
    " || '/' || coalesce(current_schema(), '') from pg_control_system()";

}  // namespace

std::string postgres_identity(Connection& c) {
    Query q = c.query(kAbout);
    q.step();
    return std::string(q.text(1));
}

void check_replica(Connection& c, const std::string& identity, const std::string& shown) {
    Query q = c.query(kAbout);
    q.step();
    if (q.text(1) != identity)
        throw Error(Fault::conflict, fmt::format("{} holds another database", shown),
                    "database.replicas names replicas of the server in database.address, with the "
                    "same database and search_path");
    if (q.integer(0) == 0)
        throw Error(Fault::conflict, fmt::format("{} is no replica: it takes writes itself", shown),
                    "");
}

}  // namespace solander
