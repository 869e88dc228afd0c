// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that PostgreSQL answered, whole or one after the other, and the values in them.
#pragma once
#include "catalogue/postgres_link.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace solander {

/// Columns count from 0. Views live until the next call of next().
class PgRows {
  public:
    void take_all(PgResult);
    /// What PostgresLink::send_for_rows() asked for; reads the first row at once.
    void take_stream(PostgresLink&, std::string_view doing);
    /// The link is wanted for something else: what is still to come is put into memory.
    void keep_rest();
    /// Nothing more is wanted; reads a stream to its end.
    void clear();

    bool next();
    bool null(int column) const { return cell(column).null; }
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view bytes(int column, PgType) const;

  private:
    struct Cell {
        const char* bytes;
        std::size_t size;
        bool null;
    };
    // Rows put into memory: values one after the other. A row of libpq's own would cost 2 KB.
    struct Kept {
        std::string bytes;
        std::vector<std::int32_t> sizes;  // -1: NULL
        std::size_t next_cell = 0, next_byte = 0;
        std::vector<Cell> row;
    };

    Cell cell(int column) const;
    PgType type(int column) const;
    void fetch();
    bool next_kept();
    [[noreturn]] void wrong_type(int column, std::string_view wanted) const;

    PgResult result_;  // whole, or the present row of a stream
    int row_ = -1;
    PostgresLink* stream_ = nullptr;
    std::string_view doing_;
    PgResult ahead_;  // the row of the stream behind the present one
    std::vector<PgType> types_;
    Kept kept_;
    bool in_kept_ = false;
};

}  // namespace solander
