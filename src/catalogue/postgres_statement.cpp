// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/postgres_statement.h"

#include "base/error.h"
#include "catalogue/mended_text.h"

#include <endian.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace solander {
namespace {

bool starts(std::string_view text, std::string_view with) {
    return text.substr(0, with.size()) == with;
}

bool has(std::string_view text, std::string_view piece) {
    return text.find(piece) != std::string_view::npos;
}

/// The highest n of $n. A $ inside quotes is none of our statements' ways.
std::size_t parameters_of(std::string_view sql) {
    std::size_t highest = 0;
    for (std::size_t at = sql.find('$'); at != std::string_view::npos; at = sql.find('$', at + 1)) {
        std::size_t n = 0;
        for (std::size_t i = at + 1; i < sql.size() && sql[i] >= '0' && sql[i] <= '9'; ++i)
            n = n * 10 + static_cast<std::size_t>(sql[i] - '0');
        highest = std::max(highest, n);
    }
    return highest;
}

std::array<char, 8> big_endian(std::uint64_t bits) {
    bits = htobe64(bits);
    std::array<char, 8> bytes{};
    std::memcpy(bytes.data(), &bits, 8);
    return bytes;
}

std::array<char, 8> big_endian(double value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, 8);
    return big_endian(bits);
}

}  // namespace

PostgresStatement::PostgresStatement(PostgresRunner& runner, std::string_view sql, unsigned number)
    : runner_(runner), sql_(sql), number_(number),
      gives_rows_(!(starts(sql, "insert ") || starts(sql, "update ") || starts(sql, "delete "))
                  || has(sql, " returning ")),
      only_reads_(starts(sql, "select ")), bound_(parameters_of(sql)), types_(bound_.size()) {
    reads_whole_tables_ = only_reads_ && bound_.empty() && has(sql, " order by ");
}

PostgresStatement::Value& PostgresStatement::value(int parameter) {
    const auto at = static_cast<std::size_t>(parameter) - 1;
    if (at >= bound_.size())
        throw Error(Fault::bug, fmt::format("no parameter ${}: {}", parameter, sql_));
    return bound_[at];
}

void PostgresStatement::bind_integer(int parameter, std::int64_t number) {
    Value& v = value(parameter);
    v.type = PgType::int8;
    v.number = big_endian(static_cast<std::uint64_t>(number));
}

void PostgresStatement::bind_real(int parameter, double number) {
    Value& v = value(parameter);
    v.type = PgType::float8;
    v.number = big_endian(number);
}

void PostgresStatement::bind_text(int parameter, std::string_view text) {
    Value& v = value(parameter);
    v.type = PgType::text;
    v.bytes = text;
    if (both_engines_keep(text)) return;
    v.mended = mended_text(text);
    v.bytes = v.mended;
}

void PostgresStatement::bind_blob(int parameter, std::string_view bytes) {
    Value& v = value(parameter);
    v.type = PgType::bytea;
    v.bytes = bytes;
}

void PostgresStatement::bind_null(int parameter) { value(parameter).type = PgType::none; }

/// Whether the types are those it was prepared for. NULL fits any.
bool PostgresStatement::take_types() {
    bool same = true;
    for (std::size_t i = 0; i < bound_.size(); ++i) {
        if (bound_[i].type == PgType::none || bound_[i].type == types_[i]) continue;
        types_[i] = bound_[i].type;
        same = false;
    }
    return same;
}

bool PostgresStatement::prepare(PostgresLink& link) {
    const bool same_types = take_types();
    if (same_types && session_ == link.session()) return false;
    session_ = link.session();
    name_ = fmt::format("s{}_{}", number_, ++prepared_);
    link.prepare(name_, sql_, types_);
    return true;
}

const PgValues& PostgresStatement::values() {
    values_.bytes.clear();
    values_.sizes.clear();
    for (const Value& v : bound_) {
        const bool number = v.type == PgType::int8 || v.type == PgType::float8;
        const std::string_view bytes =
            number ? std::string_view(v.number.data(), v.number.size()) : v.bytes;
        // An empty value still has to point somewhere: a null pointer is NULL.
        const char* const start = bytes.data() == nullptr ? "" : bytes.data();
        values_.bytes.push_back(v.type == PgType::none ? nullptr : start);
        values_.sizes.push_back(static_cast<int>(bytes.size()));
    }
    return values_;
}

bool PostgresStatement::step() {
    if (progress_ == Progress::done) return false;
    if (progress_ == Progress::bound) {
        progress_ = Progress::done;  // should it throw
        runner_.run(*this);
        progress_ = Progress::running;
    }
    if (rows_.next()) return true;
    runner_.let_go(*this);
    progress_ = Progress::done;
    return false;
}

void PostgresStatement::give_back() noexcept {
    runner_.let_go(*this);
    try {
        rows_.clear();
    } catch (const Error&) {
        // Rows nobody wants any more; the next statement finds the connection gone.
    }
    for (Value& v : bound_) v.type = PgType::none;
    progress_ = Progress::bound;
    in_use = false;
}

}  // namespace solander
