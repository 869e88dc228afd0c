// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/buried_rows.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstring>
#include <map>
#include <optional>
#include <vector>

#include "catalogue/record_rows.h"
#include "catalogue/tables.h"
#include "vocabulary/pen_name.h"

namespace solander {
namespace {

constexpr std::string_view kMagic = "solander rows 1\n";

/// What is done with the number in a column when it goes back.
enum class Ref : std::uint8_t { none, own, version, name };
struct BuriedColumn {
    std::string_view name;
    Ref ref;
};
/// In the order in which they go back: who is referred to first.
struct BuriedTable {
    std::string_view name, where;  ///< $1: the work
    BuriedColumn number;           ///< the one column whose number may be another's by now
    std::string_view names = {};   ///< the table that Ref::name looks into
};
#define SOLANDER_VERSIONS "(select id from version where work = $1)"
constexpr std::array kTables = std::to_array<BuriedTable>({
    {"original", "id in (select original from version where work = $1)", {"id", Ref::none}},
    {"receipt", "original in (select original from version where work = $1)", {"", Ref::none}},
    {"creator", "id in (select creator from work_creator where work = $1)", {"id", Ref::none}},
    {"tag", "id in (select tag from work_tag where work = $1)", {"id", Ref::none}},
    {"series", "id in (select series from work_series where work = $1)", {"id", Ref::none}},
    {"version", "work = $1", {"id", Ref::own}},
    {"chapter", "version in " SOLANDER_VERSIONS, {"version", Ref::version}},
    {"posting", "version in " SOLANDER_VERSIONS, {"version", Ref::version}},
    {"claim", "version in " SOLANDER_VERSIONS, {"version", Ref::version}},
    {"edit", "work = $1", {"id", Ref::own}},
    {"extra", "work = $1", {"", Ref::none}},
    {"work_creator", "work = $1", {"creator", Ref::name}, "creator"},
    {"work_tag", "work = $1", {"tag", Ref::name}, "tag"},
    {"work_series", "work = $1", {"series", Ref::name}, "series"},
    {"finding", "version in " SOLANDER_VERSIONS, {"version", Ref::version}},
    {"work", "id = $1", {"current", Ref::version}},
});
#undef SOLANDER_VERSIONS

const Table& table_called(std::string_view name) {
    for (const Table& table : catalogue_tables())
        if (table.name == name) return table;
    throw Error(Fault::bug, fmt::format("there is no table {}", name));
}

struct Texts {
    std::string select, update, free_id;
};
/// Made once: a connection knows its statements by their address.
const Texts& texts_of(const BuriedTable& buried) {
    static const std::map<std::string_view, Texts> all = [] {
        std::map<std::string_view, Texts> made;
        for (const BuriedTable& one : kTables) {
            const Table& table = table_called(one.name);
            std::string columns, values;
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                columns += fmt::format("{}{}", i == 0 ? "" : ", ", table.columns[i].name);
                if (i > 0)
                    values +=
                        fmt::format("{}{} = ${}", i == 1 ? "" : ", ", table.columns[i].name, i + 1);
            }
            made[one.name] = {fmt::format("select {} from {} where {} order by {}", columns,
                                          table.name, one.where, table.key),
                              fmt::format("update {} set {} where id = $1", table.name, values),
                              fmt::format("select max(id), count(case when id = $1 then 1 end)"
                                          " from {}",
                                          table.name)};
        }
        return made;
    }();
    return all.at(buried.name);
}

/// A value as it stands in a column; `kind` says how the bytes are meant.
struct Cell {
    bool null = true;
    std::string bytes;
    std::int64_t number() const {
        std::int64_t n = 0;
        std::from_chars(bytes.data(), bytes.data() + bytes.size(), n);
        return n;
    }
    void set(std::int64_t n) { bytes = std::to_string(n); }
};
using Row = std::vector<Cell>;

Cell cell_of(const Query& q, int column, ColumnKind kind) {
    if (q.null(column)) return {};
    switch (kind) {
    case ColumnKind::integer:
        return {false, std::to_string(q.integer(column))};
    case ColumnKind::real: {
        const double value = q.real(column);
        std::string bytes(sizeof value, '\0');
        std::memcpy(bytes.data(), &value, sizeof value);
        return {false, bytes};
    }
    case ColumnKind::text:
        return {false, std::string(q.text(column))};
    case ColumnKind::blob:
        break;
    }
    return {false, std::string(q.blob(column))};
}

void bind_cell(Query& q, const Cell& cell, ColumnKind kind) {
    if (cell.null) {
        q.bind(nullptr);
        return;
    }
    switch (kind) {
    case ColumnKind::integer:
        q.bind(cell.number());
        return;
    case ColumnKind::real: {
        double value = 0;
        std::memcpy(&value, cell.bytes.data(), std::min(sizeof value, cell.bytes.size()));
        q.bind(value);
        return;
    }
    case ColumnKind::text:
        q.bind(std::string_view(cell.bytes));
        return;
    case ColumnKind::blob:
        q.bind(Blob{cell.bytes});
        return;
    }
}

void write_field(std::string& out, std::string_view bytes) {
    out += std::to_string(bytes.size());
    out += ':';
    out += bytes;
}

/// What write_field() wrote; "-" is a null.
class FieldReader {
  public:
    explicit FieldReader(std::string_view bytes) : rest_(bytes) {}
    bool at_end() const { return rest_.empty(); }
    bool broken() const { return broken_; }
    Cell next() {
        if (rest_.starts_with('-')) {
            rest_.remove_prefix(1);
            return {};
        }
        std::size_t size = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), size);
        const auto at = static_cast<std::size_t>(end - rest_.data());
        if (error != std::errc{} || at >= rest_.size() || rest_[at] != ':'
            || size > rest_.size() - at - 1) {
            broken_ = true;
            rest_ = {};
            return {};
        }
        Cell cell{false, std::string(rest_.substr(at + 1, size))};
        rest_.remove_prefix(at + 1 + size);
        return cell;
    }

  private:
    std::string_view rest_;
    bool broken_ = false;
};

constexpr std::string_view kOpenOriginal =
    "update original set name = $2 where id = $1 and name = ''";
constexpr std::string_view kHasReceipt = "select 1 from receipt where path = $1";
constexpr std::string_view kPlaceTaken =
    "select 1 from version where original = $1 and path = $2 and ordinal = $3";
/// Names that were emptied: see bury_work().
struct NameTexts {
    std::string_view list, is_empty, taken, fill;
};
constexpr NameTexts kNames[] = {
    {"creator", "select 1 from creator where id = $1 and name = '' and key = $2",
     "select id from creator where key = $1",
     "update creator set name = $2, key = $3 where id = $1"},
    {"tag", "select 1 from tag where id = $1 and name = '' and key = $2",
     "select id from tag where key = $1 and kind = $2",
     "update tag set name = $2, key = $3 where id = $1"},
    {"series", "select 1 from series where id = $1 and name = '' and key = $2",
     "select id from series where key = $1", "update series set name = $2, key = $3 where id = $1"},
};

class PuttingBack {
  public:
    explicit PuttingBack(Connection& c) : c_(c) {}

    Result<void> put(const BuriedTable& buried, Row row) {
        const Table& table = table_called(buried.name);
        if (buried.name == "original") return original(row);
        if (buried.name == "receipt" && has_receipt(row)) return {};
        for (const NameTexts& names : kNames)
            if (buried.name == names.list) {
                put_name(names, row);
                return {};
            }
        if (buried.name == "version" && place_is_taken(table, row))
            return fail(Fault::conflict, "another text stands at its place by now",
                        "solander takedown ID --open gives its original");
        renumber(buried, table, row);
        Query q = c_.query(buried.name == "work" ? texts_of(buried).update : insert_one(table));
        for (std::size_t i = 0; i < row.size(); ++i) bind_cell(q, row[i], table.columns[i].kind);
        q.run();
        return {};
    }

  private:
    /// Its row is there; its name went when nobody else needs it.
    Result<void> original(const Row& row) {
        constexpr std::size_t kName = 4;
        c_.query(kOpenOriginal).bind(row[0].number()).bind(row[kName].bytes).run();
        return {};
    }
    bool has_receipt(const Row& row) {
        Query q = c_.query(kHasReceipt);
        return q.bind(Blob{row[0].bytes}).step();
    }
    static std::size_t column(const Table& table, std::string_view name) {
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (table.columns[i].name == name) return i;
        throw Error(Fault::bug, fmt::format("there is no column {}.{}", table.name, name));
    }
    bool place_is_taken(const Table& table, const Row& row) {
        Query q = c_.query(kPlaceTaken);
        q.bind(row[column(table, "original")].number()).bind(row[column(table, "path")].bytes);
        return q.bind(row[column(table, "ordinal")].number()).step();
    }
    /// Somebody else may have brought the same name meanwhile: then it is that row.
    void put_name(const NameTexts& names, const Row& row) {
        const bool tag = names.list == "tag";
        const std::int64_t id = row[0].number();
        const std::string& name = row[tag ? 2U : 1U].bytes;
        std::string key = row[tag ? 3U : 2U].bytes;
        // What was buried before accents counted.
        if (names.list == "creator" && !is_spelled_key(key)) key = pen_name_key(name);
        const std::string removed = fmt::format("removed {}", id);
        {
            Query q = c_.query(names.is_empty);
            if (!q.bind(id).bind(removed).step()) return;
        }
        {
            Query q = c_.query(names.taken);
            q.bind(key);
            if (tag) q.bind(row[1].bytes);
            if (q.step()) {
                names_[{std::string(names.list), id}] = q.integer(0);
                return;
            }
        }
        c_.query(names.fill).bind(id).bind(name).bind(key).run();
    }
    void renumber(const BuriedTable& buried, const Table& table, Row& row) {
        if (buried.number.ref == Ref::none) return;
        Cell& cell = row[column(table, buried.number.name)];
        if (cell.null) return;
        const std::int64_t was = cell.number();
        switch (buried.number.ref) {
        case Ref::own:
            cell.set(free_id(buried, was));
            if (buried.name == "version") versions_[was] = cell.number();
            break;
        case Ref::version:
            if (const auto at = versions_.find(was); at != versions_.end()) cell.set(at->second);
            if (buried.name == "finding") {
                Cell& id = row[column(table, "id")];
                id.set(free_id(buried, id.number()));
            }
            break;
        case Ref::name:
            if (const auto at = names_.find({std::string(buried.names), was}); at != names_.end())
                cell.set(at->second);
            break;
        case Ref::none:
            break;
        }
    }
    std::int64_t free_id(const BuriedTable& buried, std::int64_t wanted) {
        Query q = c_.query(texts_of(buried).free_id);
        const bool any = q.bind(wanted).step();
        return any && q.integer(1) != 0 ? q.integer(0) + 1 : wanted;
    }

    Connection& c_;
    std::map<std::int64_t, std::int64_t> versions_;
    std::map<std::pair<std::string, std::int64_t>, std::int64_t> names_;
};

}  // namespace

std::string rows_of_work(Connection& c, WorkId work) {
    std::string out(kMagic);
    for (const BuriedTable& buried : kTables) {
        const Table& table = table_called(buried.name);
        Query q = c.query(texts_of(buried).select);
        for (q.bind(work); q.step();) {
            write_field(out, buried.name);
            write_field(out, std::to_string(table.columns.size()));
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                write_field(out, table.columns[i].name);
                const Cell cell = cell_of(q, static_cast<int>(i), table.columns[i].kind);
                if (cell.null)
                    out += '-';
                else
                    write_field(out, cell.bytes);
            }
        }
    }
    return out;
}

Result<void> put_rows_back(Connection& c, std::string_view rows) {
    const auto not_ours = [] {
        return fail(Fault::storage, "the sealed rows are not what was written");
    };
    if (!rows.starts_with(kMagic)) return not_ours();
    PuttingBack back(c);
    WorkId work = 0;
    for (FieldReader in(rows.substr(kMagic.size())); !in.at_end();) {
        const std::string name = in.next().bytes;
        const BuriedTable* buried = nullptr;
        for (const BuriedTable& one : kTables)
            if (one.name == name) buried = &one;
        if (buried == nullptr) return not_ours();
        const Table& table = table_called(name);
        Row row(table.columns.size());  // columns that came later are null
        const std::int64_t columns = in.next().number();
        for (std::int64_t i = 0; i < columns && !in.broken(); ++i) {
            const std::string column = in.next().bytes;
            const Cell cell = in.next();
            for (std::size_t k = 0; k < row.size(); ++k)
                if (table.columns[k].name == column) row[k] = cell;
        }
        if (in.broken()) return not_ours();
        if (name == "work") work = row[0].number();
        if (auto put = back.put(*buried, std::move(row)); !put) return put;
    }
    if (work == 0) return not_ours();
    c.ids().clear();
    add_change(c, work, "put");
    return {};
}

}  // namespace solander
