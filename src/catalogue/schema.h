// SPDX-License-Identifier: GPL-3.0-or-later
// Making and opening the catalogue: schema version, named migrations, refusal of what is newer.
#pragma once
#include "catalogue/db.h"

#include <string>
#include <vector>

namespace solander {

/// Raised with every migration; kept in the database's `meta`.
inline constexpr int kSchemaVersion = 15;

/// One step from an older schema to this one. The files are catalogue/sql/NNNN-name.ENGINE.sql; the
/// schema files hold what all of them together lead to.
struct Migration {
    std::string name;  ///< "0001-name"
    std::string sql;
};
/// Compiled in, by name.
std::vector<Migration> migrations_for(std::string_view engine);

/// Whether the database has a catalogue's tables, of whatever version.
bool holds_catalogue(Connection&);

/// Runs the engine's schema file in one transaction. The database must be empty.
void create_schema(Connection&);
/// After rows were put in with numbers of their own: new rows get higher ones than any row ever had
/// in `from`. Inside a WriteTransaction of `to`.
void continue_numbers(Connection& from, Connection& to);
/// The catalogue has gone elsewhere: nobody who still has it open can write to it, or read it for
/// long. Inside a WriteTransaction.
void close_for_good(Connection&);

/// What create_schema() does, inside a WriteTransaction.
void write_schema(Connection&);

/// Applies migrations by name, each in its own transaction. Throws Error{conflict} when the
/// database was made by a newer Solander, Error{input} when it is not a catalogue at all.
void open_schema(Connection&);
/// The same with migrations given; what open_schema() does, and tests.
void open_schema(Connection&, const std::vector<Migration>&, int version);

}  // namespace solander
