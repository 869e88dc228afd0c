// SPDX-License-Identifier: GPL-3.0-or-later
// Comma-separated values after RFC 4180, strictly: what is not right is named by line and column.
// Also as spreadsheets write them where a comma parts decimals: with semicolons, or tabs.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace solander {

/// Where something is wrong, and what. Lines and columns (cells of a row) count from 1; column 0:
/// the whole line.
struct CsvFault {
    std::size_t line = 0, column = 0;
    std::string what;
};
struct CsvRow {
    std::size_t line;  ///< on which it begins
    std::vector<std::string> cells;
};
struct CsvTable {
    std::vector<CsvRow> rows;
    std::vector<CsvFault> faults;  ///< none, or the rows are not to be trusted
};

/// What parts the cells of a table: of comma, semicolon and tab the one that stands most often in
/// its first row, outside quotation marks; a comma where none does.
char csv_separator(std::string_view text);

/// Cells are parted by csv_separator(), or by what a first line "sep=;" says, which is no row.
/// UTF-8 with or without a byte order mark; lines end in CRLF, LF or CR; empty lines are no rows.
/// Stops at the first `most_faults`. Linear.
CsvTable read_csv_table(std::string_view text, std::size_t most_faults = 50);
/// One row and its CRLF; quotes only where they are needed.
void write_csv_row(std::string& out, const std::vector<std::string>& cells);

/// A spreadsheet takes what begins with = + - @, tab or return for a formula: such a cell gets an
/// apostrophe before it, and so does one that has apostrophes before such a sign already.
std::string guarded_cell(std::string_view cell);
/// The other way round: of any text unguarded_cell(guarded_cell(text)) is that text.
std::string_view unguarded_cell(std::string_view cell);

}  // namespace solander
