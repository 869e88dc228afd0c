// SPDX-License-Identifier: GPL-3.0-or-later
// Where a PostgreSQL database is: postgresql://user@host:port/name?option=value.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace solander {

/// Whether it begins as such an address does; it may still be wrong.
bool is_postgres_address(std::string_view text);

/// The address as people and logs may see it: without password and options. Throws Error{usage}
/// when it is none.
std::string shown_address(const std::string& address);

/// The hosts it names, in their order; values that are not said are empty.
struct PgHost {
    std::string host, hostaddr, port;
};
std::vector<PgHost> hosts_of(const std::string& address);

/// Whether any host will not do (target_session_attrs).
bool wants_a_kind(const std::string& address);

/// Whether a password stands in it: then the file that keeps it is nobody else's to read.
bool has_password(const std::string& address);

}  // namespace solander
