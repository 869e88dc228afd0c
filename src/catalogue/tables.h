// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the catalogue as data: what is copied to another engine, and what a dump says.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace solander {

enum class ColumnKind : std::uint8_t { integer, real, text, blob };

struct Column {
    std::string_view name;
    ColumnKind kind;
    bool derived = false;  ///< made again from the rest: not in a dump
};

struct Table {
    std::string_view name;
    std::string_view key;  ///< columns of the primary key, in order
    bool numbered;         ///< the first column is an id that the engine hands out
    std::span<const Column> columns;
};

/// All but `meta` and `migration`, which say how a database was made, `twin`, which is found again,
/// and `session`: who moves a catalogue logs in anew. Those that others refer to come before them.
std::span<const Table> catalogue_tables();

/// "select ... from T order by KEY"; the columns in their order.
const std::string& select_all(const Table&);
/// "insert into T(...) values($1, ...)"
const std::string& insert_one(const Table&);

}  // namespace solander
