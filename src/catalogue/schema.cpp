// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/schema.h"

#include "base/embedded.h"
#include "catalogue/ledger.h"
#include "catalogue/names.h"
#include "catalogue/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <ctime>
#include <set>

namespace solander {
namespace {

constexpr std::string_view kReadMeta = "select value from meta where key = $1";
constexpr std::string_view kWriteMeta = "insert into meta(key, value) values($1, $2)"
                                        " on conflict(key) do update set value = excluded.value";
constexpr std::string_view kReadMigrations = "select name from migration order by name";
constexpr std::string_view kAddMigration = "insert into migration(name, applied_at) values($1, $2)";

// Of table and column. SQLite keeps a counter of tables that never give a number twice; of the
// others their rows speak.
constexpr std::string_view kCounter =
    "select max(coalesce((select max({1}) from {0}), 0),"
    " coalesce((select seq from sqlite_sequence where name = '{0}'), 0))";
constexpr std::string_view kSequence =
    "select greatest((select max({1}) from {0}),"
    " pg_sequence_last_value(pg_get_serial_sequence('{0}', '{1}')::regclass), 0)";
constexpr std::string_view kContinueCounter =
    "delete from sqlite_sequence where name = '{0}';"
    "insert into sqlite_sequence(name, seq) values('{0}', {2})";
constexpr std::string_view kContinueSequence =
    "select setval(pg_get_serial_sequence('{0}', '{1}'), {2})";

constexpr std::string_view kFolder = "catalogue/sql/";
/// A migration that no SQL can do alone: engines without SHA-256.
constexpr std::string_view kChained = "0008-ledger";
/// And one that folds names.
constexpr std::string_view kAccents = "0014-accents";

std::string now_utc() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

int schema_version(Connection& c) {
    Query q = c.query(kReadMeta);
    q.bind("schema");
    if (!q.step())
        throw Error(Fault::input, "the database is not a catalogue: it says no schema version");
    const std::string_view text = q.text(0);
    int version = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (error != std::errc{} || end != text.data() + text.size())
        throw Error(
            Fault::input,
            fmt::format("the database is not a catalogue: its schema version is '{}'", text));
    return version;
}

std::set<std::string> applied(Connection& c) {
    std::set<std::string> names;
    for (Query q = c.query(kReadMigrations); q.step();) names.emplace(q.text(0));
    return names;
}

void write_meta(Connection& c, std::string_view key, const std::string& value) {
    c.query(kWriteMeta).bind(key).bind(value).run();
}

/// The highest that a row of the table has or had; 0: it never had one.
std::int64_t last_number(Connection& c, const Table& table) {
    const bool server = c.engine() == "postgres";
    Query q = c.query(fmt::format(fmt::runtime(server ? kSequence : kCounter), table.name,
                                  table.columns.front().name));
    return q.step() ? q.integer_or_null(0).value_or(0) : 0;
}

void refuse_newer(Connection& c, const std::set<std::string>& done,
                  const std::vector<Migration>& known, int version) {
    const int theirs = schema_version(c);
    const bool unknown = std::any_of(done.begin(), done.end(), [&](const std::string& name) {
        return std::none_of(known.begin(), known.end(),
                            [&](const Migration& m) { return m.name == name; });
    });
    if (theirs > version || unknown)
        throw Error(Fault::conflict,
                    fmt::format("this archive was written by a newer Solander: its catalogue has "
                                "schema {}, this program knows {}",
                                theirs, version),
                    "use the newer program, or restore a backup made before it was used");
}

}  // namespace

std::vector<Migration> migrations_for(std::string_view engine) {
    const std::string ending = fmt::format(".{}.sql", engine);
    std::vector<Migration> found;
    for (const EmbeddedFile& file : embedded_files()) {
        std::string_view name = file.name;
        if (name.substr(0, kFolder.size()) != kFolder) continue;
        name.remove_prefix(kFolder.size());
        if (name.empty() || name[0] < '0' || name[0] > '9' || name.size() <= ending.size())
            continue;
        if (name.substr(name.size() - ending.size()) != ending) continue;
        name.remove_suffix(ending.size());
        found.push_back({std::string(name), std::string(file.bytes)});
    }
    return found;  // embedded_files() is sorted
}

bool holds_catalogue(Connection& c) {
    try {
        c.query(kReadMeta).bind("schema").run();
        return true;
    } catch (const Error& e) {
        if (e.fault != Fault::input) throw;
        return false;
    }
}

void write_schema(Connection& c) {
    c.execute_script(embedded(fmt::format("{}schema.{}.sql", kFolder, c.engine())));
    write_meta(c, "schema", std::to_string(kSchemaVersion));
    write_meta(c, "overwrites", "1");  // deleted bytes, from the beginning
    for (const Migration& m : migrations_for(c.engine()))
        c.query(kAddMigration).bind(m.name).bind(now_utc()).run();
}

void create_schema(Connection& c) {
    WriteTransaction transaction(c);
    write_schema(c);
    transaction.commit();
}

void continue_numbers(Connection& from, Connection& to) {
    const bool server = to.engine() == "postgres";
    for (const Table& table : catalogue_tables()) {
        if (!table.numbered) continue;
        if (const std::int64_t last = last_number(from, table); last > 0)
            to.execute_script(
                fmt::format(fmt::runtime(server ? kContinueSequence : kContinueCounter), table.name,
                            table.columns.front().name, last));
    }
}

void close_for_good(Connection& c) {
    c.execute_script("alter table change rename to moved_change");
}

void open_schema(Connection& c) { open_schema(c, migrations_for(c.engine()), kSchemaVersion); }

void open_schema(Connection& c, const std::vector<Migration>& known, int version) {
    refuse_newer(c, applied(c), known, version);
    const std::set<std::string> before = applied(c);
    for (const Migration& m : known) {
        if (before.count(m.name) != 0) continue;
        WriteTransaction transaction(c);
        if (applied(c).count(m.name) != 0) continue;  // another process was quicker
        c.execute_script(m.sql);
        if (m.name == kChained) chain_ledger(c);
        if (m.name == kAccents) part_accents(c, now_utc());
        c.query(kAddMigration).bind(m.name).bind(now_utc()).run();
        transaction.commit();
    }
    if (schema_version(c) < version) {
        WriteTransaction transaction(c);
        write_meta(c, "schema", std::to_string(version));
        transaction.commit();
    }
}

}  // namespace solander
