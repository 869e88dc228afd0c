// SPDX-License-Identifier: GPL-3.0-or-later
// What a PostgreSQL server must be able to do for us, and whether what it keeps can be read.
#pragma once
#include "catalogue/db.h"

#include <string>

namespace solander {

/// Throws Error with the next step when encoding, schema or rights will not do.
void check_postgres(Connection&, const std::string& shown);

/// Connection::fault() of this engine.
std::string postgres_fault(Connection&);

}  // namespace solander
