// SPDX-License-Identifier: GPL-3.0-or-later
// PostgreSQL's LISTEN on a connection of its own: who follows the archive is woken by commits.
#pragma once
#include "catalogue/db.h"

#include <memory>
#include <string>

namespace solander {

/// Connects when first waited at. While it cannot listen (the server is away, a replica, a pooler
/// between that shares sessions out) wait() returns four times a second, else every two seconds.
std::unique_ptr<ChangeWatch> watch_postgres(const std::string& address);

/// Whether anybody watches this catalogue; inside a WriteTransaction, until whose end nobody begins
/// to. A file has no watches.
bool is_followed(Connection&);

}  // namespace solander
