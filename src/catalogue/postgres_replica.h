// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a server is a replica of the one that is written to.
#pragma once
#include "catalogue/db.h"

#include <string>

namespace solander {

/// What a database has in common with its replicas, and with no other.
std::string postgres_identity(Connection&);

/// Throws Error with the next step when it is not a replica of the database with that identity.
void check_replica(Connection&, const std::string& identity, const std::string& shown);

}  // namespace solander
