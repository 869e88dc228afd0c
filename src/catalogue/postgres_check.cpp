// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/postgres_check.h"

#include <fmt/format.h>

namespace solander {
namespace {

constexpr std::string_view kAbout =
    "select current_setting('server_encoding'), cast(current_schema() as text), "
    "has_database_privilege(current_database(), 'connect'),"
    " to_regclass('work') is null or has_table_privilege(to_regclass('work'), 'select')";

// Every value of every table is read on the server, compressed ones too.
constexpr std::string_view kReadAll[] = {
    "select count(md5(body)) from chapter",       "select count(md5(w::text)) from work w",
    "select count(md5(v::text)) from version v",  "select count(md5(c::text)) from claim c",
    "select count(md5(o::text)) from original o", "select count(md5(l::text)) from ledger l",
    "select count(md5(e::text)) from edit e",
};

}  // namespace

void check_postgres(Connection& c, const std::string& shown) {
    Query q = c.query(kAbout);
    q.step();
    if (q.text(0) != "UTF8")
        throw Error(Fault::input,
                    fmt::format("{} keeps text as {}, not as UTF8", shown, std::string(q.text(0))),
                    "make another one: createdb -E UTF8 -T template0 NAME");
    if (q.null(1))
        throw Error(Fault::input, fmt::format("{} has no schema to keep tables in", shown),
                    "make the one that search_path names: create schema NAME");
    if (q.integer(3) == 0)
        throw Error(Fault::denied, fmt::format("{} does not let this user read its tables", shown),
                    "as the owner: grant all on all tables in schema public to this user");
}

std::string postgres_fault(Connection& c) {
    for (const std::string_view sql : kReadAll) {
        try {
            c.query(sql).run();
        } catch (const Error& e) {
            if (e.fault != Fault::storage) throw;
            return e.message;
        }
    }
    return {};
}

}  // namespace solander
