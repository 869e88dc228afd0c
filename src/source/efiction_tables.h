// SPDX-License-Identifier: GPL-3.0-or-later
// eFiction's tables: the order of their columns in every version, and a row with names.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "source/sql_dump.h"

namespace solander {

/// "stories" of "myfan_fanfiction_stories", and the prefix before; nullopt for any other table.
struct EfictionTable {
    std::string_view prefix, name;
};
std::optional<EfictionTable> efiction_table(std::string_view table);

/// Columns by position, separated by commas, where neither CREATE TABLE nor the INSERT says them;
/// empty when no version of that table has so many. `row` tells orders of one length apart.
std::string_view known_columns(std::string_view name, const std::vector<SqlValue>& row);

/// One row, its values asked for by column. Bytes as they are in the table, not decoded.
class EfictionRow {
  public:
    EfictionRow(const std::vector<std::string>& columns, const std::vector<SqlValue>& values)
        : columns_(columns), values_(values) {}
    bool has(std::string_view column) const { return find(column) != nullptr; }
    std::string text(std::string_view column) const;
    std::int64_t number(std::string_view column, std::int64_t missing = 0) const;

  private:
    const SqlValue* find(std::string_view column) const;
    const std::vector<std::string>& columns_;
    const std::vector<SqlValue>& values_;
};

/// The columns of every table met so far. What of() gives stays where it is.
class EfictionColumns {
  public:
    /// CREATE TABLE said them.
    void set(const std::string& table, const std::vector<std::string>& columns);
    /// For one row; `listed` by its INSERT, may be empty. Null when nobody knows them, or when
    /// there are not as many as values.
    const std::vector<std::string>* of(const std::string& table, std::string_view name,
                                       const std::vector<std::string>& listed,
                                       const std::vector<SqlValue>& row);

  private:
    const std::vector<std::string>* keep(const std::vector<std::string>& columns);
    std::unordered_map<std::string, const std::vector<std::string>*> made_;  ///< by table
    std::unordered_map<std::string, std::vector<std::string>> lists_;        ///< by their names
    const std::vector<std::string>* last_ = nullptr;
};

std::int64_t number_of(std::string_view text, std::int64_t missing = 0);

}  // namespace solander
