// SPDX-License-Identifier: GPL-3.0-or-later
// A statement and what is bound to it, in PostgreSQL's form.
#pragma once
#include "catalogue/postgres_rows.h"
#include "catalogue/prepared.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace solander {

class PostgresStatement;

/// The connection, as its statements see it.
class PostgresRunner {
  public:
    virtual ~PostgresRunner() = default;
    virtual void send_ahead(PostgresStatement&) = 0;       ///< it will be run() later
    virtual void run(PostgresStatement&) = 0;              ///< fills its rows()
    virtual void let_go(PostgresStatement&) noexcept = 0;  ///< it wants no more rows
};

class PostgresStatement final : public PreparedStatement {
  public:
    /// `number` is its own within the connection.
    PostgresStatement(PostgresRunner&, std::string_view sql, unsigned number);

    bool in_use = false;

    // For the connection.
    const std::string& sql() const { return sql_; }
    const std::string& name() const { return name_; }
    bool gives_rows() const { return gives_rows_; }
    bool only_reads() const { return only_reads_; }
    /// Likely many rows: they are read one after the other.
    bool reads_whole_tables() const { return reads_whole_tables_; }
    /// Sent unless this session has it already, for values of these types. False: it had.
    bool prepare(PostgresLink&);
    void forget() { session_ = 0; }  ///< it was not prepared after all
    const PgValues& values();        ///< what is bound; after prepare()
    PgRows& rows() { return rows_; }
    PgResult* answer() { return &answer_; }  ///< where it is to go
    bool is_ahead() const { return ahead_; }
    void set_ahead(bool on) { ahead_ = on; }
    /// The answer is there: its rows.
    void answered() {
        rows_.take_all(std::move(answer_));
        ahead_ = false;
        progress_ = Progress::running;
    }

    void bind_integer(int parameter, std::int64_t value) override;
    void bind_real(int parameter, double value) override;
    void bind_text(int parameter, std::string_view value) override;
    void bind_blob(int parameter, std::string_view value) override;
    void bind_null(int parameter) override;

    void send_ahead() override { runner_.send_ahead(*this); }
    bool step() override;
    bool null(int column) const override { return rows_.null(column); }
    std::int64_t integer(int column) const override { return rows_.integer(column); }
    double real(int column) const override { return rows_.real(column); }
    std::string_view text(int column) const override { return rows_.bytes(column, PgType::text); }
    std::string_view blob(int column) const override { return rows_.bytes(column, PgType::bytea); }
    void give_back() noexcept override;

  private:
    struct Value {
        PgType type = PgType::none;  // none: NULL
        std::array<char, 8> number{};
        std::string_view bytes;
        std::string mended;  // text that PostgreSQL would not take as it was
    };
    Value& value(int parameter);
    bool take_types();

    PostgresRunner& runner_;
    std::string sql_, name_;
    unsigned number_;
    unsigned prepared_ = 0;  // how often
    int session_ = 0;        // where
    bool gives_rows_, only_reads_, reads_whole_tables_;
    std::vector<Value> bound_;
    std::vector<PgType> types_;  // of the parameters, as far as values have shown them
    PgValues values_;
    PgRows rows_;
    PgResult answer_;
    bool ahead_ = false;  // sent, not answered
    enum class Progress { bound, running, done } progress_ = Progress::bound;
};

}  // namespace solander
