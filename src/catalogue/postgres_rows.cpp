// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/postgres_rows.h"

#include "base/error.h"

#include <endian.h>
#include <fmt/format.h>
#include <libpq-fe.h>

#include <cstring>
#include <utility>

namespace solander {
namespace {

// Numbers come in network order.
template <class Unsigned>
Unsigned big_endian(const char* bytes) {
    Unsigned value = 0;
    std::memcpy(&value, bytes, sizeof value);
    if constexpr (sizeof value == 8) return be64toh(value);
    if constexpr (sizeof value == 4) return be32toh(value);
    return static_cast<Unsigned>(be16toh(static_cast<std::uint16_t>(value)));
}

}  // namespace

void PgRows::take_all(PgResult result) {
    clear();
    result_ = std::move(result);
}

void PgRows::take_stream(PostgresLink& link, std::string_view doing) {
    clear();
    stream_ = &link;
    doing_ = doing;
    fetch();
}

void PgRows::fetch() {
    PostgresLink* const link = stream_;
    stream_ = nullptr;  // over, should it throw
    ahead_ = link->next_row(doing_);
    if (ahead_) stream_ = link;
}

void PgRows::clear() {
    while (stream_ != nullptr) fetch();
    result_.reset();
    ahead_.reset();
    kept_ = Kept{};
    types_.clear();
    in_kept_ = false;
    row_ = -1;
}

void PgRows::keep_rest() {
    if (stream_ == nullptr) return;
    const int columns = PQnfields(ahead_.get());
    for (int i = 0; i < columns; ++i)
        types_.push_back(static_cast<PgType>(PQftype(ahead_.get(), i)));
    for (; stream_ != nullptr; fetch()) {
        for (int i = 0; i < columns; ++i) {
            const bool null = PQgetisnull(ahead_.get(), 0, i) != 0;
            const int size = null ? -1 : PQgetlength(ahead_.get(), 0, i);
            kept_.sizes.push_back(size);
            if (!null)
                kept_.bytes.append(PQgetvalue(ahead_.get(), 0, i), static_cast<std::size_t>(size));
        }
    }
}

bool PgRows::next() {
    if (stream_ != nullptr) {
        result_ = std::move(ahead_);
        row_ = 0;
        fetch();
        return true;
    }
    if (!types_.empty()) return next_kept();
    if (result_ && row_ + 1 < PQntuples(result_.get())) {
        ++row_;
        return true;
    }
    clear();
    return false;
}

bool PgRows::next_kept() {
    if (kept_.next_cell == kept_.sizes.size()) {
        clear();
        return false;
    }
    in_kept_ = true;
    result_.reset();
    kept_.row.clear();
    for (std::size_t i = 0; i < types_.size(); ++i) {
        const std::int32_t size = kept_.sizes[kept_.next_cell++];
        const std::size_t length = size < 0 ? 0 : static_cast<std::size_t>(size);
        kept_.row.push_back({kept_.bytes.data() + kept_.next_byte, length, size < 0});
        kept_.next_byte += length;
    }
    return true;
}

PgRows::Cell PgRows::cell(int column) const {
    if (in_kept_) return kept_.row.at(static_cast<std::size_t>(column));
    if (!result_ || row_ < 0 || column >= PQnfields(result_.get()))
        throw Error(Fault::bug, fmt::format("there is no row, or no column {}", column));
    return {PQgetvalue(result_.get(), row_, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row_, column)),
            PQgetisnull(result_.get(), row_, column) != 0};
}

PgType PgRows::type(int column) const {
    if (in_kept_) return types_.at(static_cast<std::size_t>(column));
    return static_cast<PgType>(PQftype(result_.get(), column));
}

void PgRows::wrong_type(int column, std::string_view wanted) const {
    throw Error(Fault::bug, fmt::format("column {} is no {} (type {})", column, wanted,
                                        static_cast<std::uint32_t>(type(column))));
}

std::int64_t PgRows::integer(int column) const {
    const Cell c = cell(column);
    if (c.null) return 0;
    switch (type(column)) {
    case PgType::int8:
        return static_cast<std::int64_t>(big_endian<std::uint64_t>(c.bytes));
    case PgType::int4:
        return static_cast<std::int32_t>(big_endian<std::uint32_t>(c.bytes));
    case PgType::int2:
        return static_cast<std::int16_t>(big_endian<std::uint16_t>(c.bytes));
    case PgType::boolean:
        return c.bytes[0];
    default:
        wrong_type(column, "integer");
    }
}

double PgRows::real(int column) const {
    const Cell c = cell(column);
    if (c.null) return 0;
    if (type(column) != PgType::float8) return static_cast<double>(integer(column));
    const auto bits = big_endian<std::uint64_t>(c.bytes);
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

std::string_view PgRows::bytes(int column, PgType wanted) const {
    const Cell c = cell(column);
    if (c.null) return {};
    if (type(column) != wanted) wrong_type(column, wanted == PgType::text ? "text" : "blob");
    return {c.bytes, c.size};
}

}  // namespace solander
