// SPDX-License-Identifier: GPL-3.0-or-later
// Making and opening the catalogue: schema version, named migrations, refusal of what is newer.
#pragma once
#include "catalogue/db.h"

namespace solander {

inline constexpr int kSchemaVersion = 1;

/// Runs the engine's schema file in one transaction. The database must be empty.
void create_schema(Connection&);
/// Applies migrations by name, each in its own transaction. Throws Error{conflict} when the database was
/// made by a newer Solander, Error{input} when it is not a catalogue at all.
void open_schema(Connection&);

}  // namespace solander
