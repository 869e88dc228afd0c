// SPDX-License-Identifier: GPL-3.0-or-later
// Schema: made, opened, brought forward, refused.
#include <gtest/gtest.h>

#include "base/embedded.h"
#include "catalogue/schema.h"
#include "catalogue/tables.h"
#include "tests/support/test_database.h"

#include <set>
#include <sstream>

namespace solander {
namespace {

class Schema : public EngineTest {
  protected:
    void start() override {
        place = std::make_unique<TestDatabase>(GetParam());
        database = place->open();
        c = database->connect();
    }

    std::string meta(const std::string& key) {
        Query q = c->query("select value from meta where key = $1");
        return q.bind(key).step() ? std::string(q.text(0)) : "";
    }
    Error refused(const std::vector<Migration>& known, int version) {
        try {
            open_schema(*c, known, version);
        } catch (const Error& e) {
            return e;
        }
        ADD_FAILURE() << "it was opened";
        return Error(Fault::bug, "");
    }

    std::unique_ptr<TestDatabase> place;
    std::unique_ptr<Database> database;
    std::unique_ptr<Connection> c;
};

const std::vector<Migration> kTwo = {
    {"9001-notes", "create table note(id integer primary key, text text);"
                   "insert into note(id, text) values(1, 'was here');"},
    {"9002-more", "alter table note add column more text not null default 'x';"}};

/// What this program knows, and then `more`.
std::vector<Migration> known_and(const Connection& c, const std::vector<Migration>& more) {
    std::vector<Migration> all = migrations_for(c.engine());
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

SOLANDER_ON_BOTH_ENGINES(Schema);

TEST_P(Schema, a_new_catalogue_opens) {
    create_schema(*c);
    EXPECT_NO_THROW(open_schema(*c));
    EXPECT_EQ(meta("schema"), std::to_string(kSchemaVersion));
}

TEST_P(Schema, migrations_run_once_each_in_order) {
    create_schema(*c);
    open_schema(*c, known_and(*c, kTwo), kSchemaVersion + 2);
    open_schema(*c, known_and(*c, kTwo), kSchemaVersion + 2);
    Query q = c->query("select text, more from note");
    ASSERT_TRUE(q.step());
    EXPECT_EQ(q.text(0), "was here");
    EXPECT_EQ(q.text(1), "x");
    EXPECT_FALSE(q.step());
    EXPECT_EQ(meta("schema"), std::to_string(kSchemaVersion + 2));
}

TEST_P(Schema, an_archive_of_before_gets_the_tables_that_came_since) {
    create_schema(*c);
    c->execute_script("drop table posting; drop table original_piece; drop table twin; "
                      "drop table verdict; drop table wrangling; drop table cut; drop table "
                      "tombstone; drop table owner; drop table no_mail; drop table claim_act; "
                      "drop table claim_link; drop table reading_place; drop table reader_choice; "
                      "drop table session; drop table api_token; drop table invitation; drop table "
                      "account; drop index "
                      "ledger_by_creator; delete from migration; "
                      "alter table work_series drop column within; drop index finding_of_chapters; "
                      "update meta set value = '1' where key = 'schema';");
    open_schema(*c);
    EXPECT_NO_THROW(c->query("select * from posting where story = 1").run());
    EXPECT_NO_THROW(c->query("select * from original_piece where original = 1").run());
    EXPECT_NO_THROW(c->query("select * from twin where work = 1").run());
    EXPECT_NO_THROW(c->query("select * from verdict where work = 1").run());
    EXPECT_NO_THROW(c->query("select * from wrangling where subject = 1").run());
    EXPECT_NO_THROW(c->query("select * from cut where original = 1").run());
    EXPECT_NO_THROW(c->query("select * from session where account = 1").run());
    EXPECT_NO_THROW(c->query("select * from reading_place where work = 1").run());
    EXPECT_EQ(meta("schema"), std::to_string(kSchemaVersion));
}

TEST_P(Schema, a_migration_that_fails_leaves_the_one_before) {
    create_schema(*c);
    std::vector<Migration> broken = kTwo;
    broken[1].sql = "create table half(a text); alter table nowhere add column b text;";
    EXPECT_THROW(open_schema(*c, known_and(*c, broken), kSchemaVersion + 2), Error);
    EXPECT_EQ(meta("schema"), std::to_string(kSchemaVersion));
    EXPECT_THROW(c->query("select * from half").run(), Error);
    EXPECT_NO_THROW(open_schema(*c, known_and(*c, kTwo), kSchemaVersion + 2));
}

TEST_P(Schema, a_newer_archive_is_refused_with_the_next_step) {
    create_schema(*c);
    c->query("update meta set value = $1 where key = 'schema'").bind("99").run();
    const Error e = refused(migrations_for(c->engine()), kSchemaVersion);
    EXPECT_EQ(e.fault, Fault::conflict);
    EXPECT_NE(e.message.find("newer Solander"), std::string::npos);
    EXPECT_NE(e.message.find("99"), std::string::npos);
    EXPECT_FALSE(e.hint.empty());
}

TEST_P(Schema, a_migration_nobody_here_knows_means_newer) {
    create_schema(*c);
    open_schema(*c, known_and(*c, kTwo), kSchemaVersion);
    EXPECT_EQ(refused(known_and(*c, {kTwo[0]}), kSchemaVersion).fault, Fault::conflict);
}

TEST_P(Schema, another_database_is_not_a_catalogue) {
    EXPECT_EQ(refused({}, kSchemaVersion).fault, Fault::input);
    c->execute_script(
        "create table meta(key text, value text); create table migration(name text);");
    EXPECT_EQ(refused({}, kSchemaVersion).fault, Fault::input);
}

TEST_P(Schema, a_catalogue_is_not_made_over_something_else) {
    create_schema(*c);
    EXPECT_THROW(create_schema(*c), Error);
    EXPECT_NO_THROW(open_schema(*c));
}

// "work.title" for every column of every table, whatever its type.
std::set<std::string> columns_of(std::string_view file) {
    std::set<std::string> columns;
    std::istringstream lines{std::string(embedded(file))};
    std::string table;
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind("create table ", 0) == 0)
            table = line.substr(13, line.find('(') - 13);
        else if (line.rfind("    ", 0) == 0)
            columns.insert(table + "." + line.substr(4, line.find_first_of(" (", 4) - 4));
    }
    return columns;
}

TEST(SchemaFiles, both_engines_have_the_same_tables_and_columns) {
    const auto sqlite = columns_of("catalogue/sql/schema.sqlite.sql");
    EXPECT_GT(sqlite.size(), 100U);
    EXPECT_EQ(sqlite, columns_of("catalogue/sql/schema.postgres.sql"));
}

TEST(SchemaFiles, the_tables_that_are_copied_are_all_there_are) {
    std::set<std::string> copied;
    for (const Table& table : catalogue_tables())
        for (const Column& column : table.columns)
            copied.insert(std::string(table.name) + "." + std::string(column.name));
    std::set<std::string> all;
    for (const std::string& column : columns_of("catalogue/sql/schema.sqlite.sql"))
        if (column.rfind("meta.", 0) != 0 && column.rfind("migration.", 0) != 0
            && column.rfind("twin.", 0) != 0            // catalogue/twins.h
            && column.rfind("session.", 0) != 0         // catalogue/accounts.h
            && column.rfind("invitation.", 0) != 0      // catalogue/invitations.h
            && column.rfind("original_piece.", 0) != 0  // catalogue/original_pieces.h
            && column.find(".primary") == std::string::npos
            && column.find(".unique") == std::string::npos)
            all.insert(column);
    EXPECT_EQ(copied, all);
}

}  // namespace
}  // namespace solander
