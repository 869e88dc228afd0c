// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/dump.h"

#include "base/compress.h"
#include "base/markup.h"
#include "catalogue/digest_text.h"
#include "catalogue/mended_text.h"
#include "catalogue/schema.h"
#include "catalogue/tables.h"
#include "document/walk.h"

#include <fmt/format.h>

namespace solander {
namespace {

/// How the new database was made is its own.
constexpr std::string_view kKeptMeta =
    "select key, value from meta where key not in ('schema', 'overwrites')"
    " order by key";
constexpr std::string_view kAddMeta = "insert into meta(key, value) values($1, $2)";

/// A chapter's text for people, and the rest of the stored document (blocks and marks) beside it.
void write_body(JsonWriter& json, std::string_view body) {
    const std::string stored = decompress(body);
    const std::string text = from_stored(stored).text;
    std::string form = stored;
    if (const std::size_t at = stored.find(text); at != std::string::npos)
        form.erase(at, text.size());
    json.key("text").string(both_engines_keep(text) ? text : mended_text(text));
    json.key("form").string(digest_text(form));
}

void write_text(JsonWriter& json, std::string_view text) {
    if (both_engines_keep(text))
        json.string(text);
    else
        json.string(mended_text(text));
}

void write_row(JsonWriter& json, const Query& q, const Table& table) {
    json.object().key("table").string(table.name);
    int column = -1;
    for (const Column& c : table.columns) {
        ++column;
        if (c.derived || q.null(column)) continue;
        if (c.name == "body") {
            write_body(json, q.blob(column));
            continue;
        }
        json.key(c.name);
        switch (c.kind) {
        case ColumnKind::integer:
            json.number(q.integer(column));
            break;
        case ColumnKind::real:
            json.number(q.real(column));
            break;
        case ColumnKind::text:
            write_text(json, q.text(column));
            break;
        case ColumnKind::blob:
            if (c.name == "path" && both_engines_keep(q.blob(column)))
                json.string(q.blob(column));
            else
                json.string("hex:" + digest_text(q.blob(column)));
            break;
        }
    }
    json.end();
}

void copy_cell(const Query& from, Query& to, int column, ColumnKind kind) {
    if (from.null(column)) {
        to.bind(nullptr);
        return;
    }
    switch (kind) {
    case ColumnKind::integer:
        to.bind(from.integer(column));
        break;
    case ColumnKind::real:
        to.bind(from.real(column));
        break;
    case ColumnKind::text:
        to.bind(from.text(column));
        break;
    case ColumnKind::blob:
        to.bind(Blob{from.blob(column)});
        break;
    }
}

void copy_table(Connection& from, Connection& to, const Table& table, Progress& progress) {
    for (Query row = from.query(select_all(table)); row.step();) {
        if (progress.cancel) throw Error(Fault::cancelled, "stopped; nothing was moved");
        Query copy = to.query(insert_one(table));
        int column = 0;
        for (const Column& c : table.columns) copy_cell(row, copy, column++, c.kind);
        copy.run();
        ++progress.files_done;
    }
}

}  // namespace

void dump_catalogue(Connection& c, const std::function<void(std::string_view)>& line) {
    const ReadTransaction one_moment(c);
    line(fmt::format(R"({{"dump":"solander","schema":{}}})", kSchemaVersion));
    for (const Table& table : catalogue_tables()) {
        for (Query q = c.query(select_all(table)); q.step();) {
            JsonWriter json;
            write_row(json, q, table);
            line(json.take());
        }
    }
}

void copy_catalogue(Connection& from, Connection& to, Progress& progress) {
    for (const Table& table : catalogue_tables()) copy_table(from, to, table, progress);
    for (Query row = from.query(kKeptMeta); row.step();)
        to.query(kAddMeta).bind(row.text(0)).bind(row.text(1)).run();
    continue_numbers(from, to);
}

std::uint64_t count_rows(Connection& c) {
    std::uint64_t rows = 0;
    for (const Table& table : catalogue_tables()) {
        Query q = c.query("select count(*) from " + std::string(table.name));
        q.step();
        rows += static_cast<std::uint64_t>(q.integer(0));
    }
    return rows;
}

}  // namespace solander
