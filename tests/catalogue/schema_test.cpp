// SPDX-License-Identifier: GPL-3.0-or-later
// Schema: made, opened, brought forward, refused.
#include <gtest/gtest.h>

#include "base/embedded.h"
#include "catalogue/ledger.h"
#include "catalogue/name_groups.h"
#include "catalogue/record_rows.h"
#include "catalogue/records.h"
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

TEST_P(Schema, names_with_and_without_accents_become_two_and_stay_one_where_somebody_spoke) {
    create_schema(*c);
    c->execute_script("insert into creator(name, key) values('Zo\u00EB', 'zoe'), ('Ren\u00E9e', "
                      "'renee'), ('Kat', 'kat');");
    WorkId work = 0;
    for (const auto& [id, name] :
         {std::pair{1, "Zoe"}, {1, "ZO\u00CB"}, {2, "Renee"}, {3, "KAT"}}) {
        WorkRecord record;
        record.title = name;
        work = insert_work_row(*c, record, "2026-01-01T00:00:00Z");
        Query q = c->query("insert into work_creator(work, place, creator, role, name)"
                           " values($1, 0, $2, 'author', $3)");
        q.bind(work).bind(id).bind(name).run();
    }
    {
        WriteTransaction transaction(*c);
        add_to_ledger(*c, {{{}, 2, {"refused", "2020", "Kat", "a letter", "Ren\u00E9e"}}}, "2026");
        transaction.commit();
    }
    c->execute_script("delete from migration where name >= '0014'");
    c->query("update meta set value = '14' where key = 'schema'").run();
    open_schema(*c);
    const auto called = [&](std::string_view name) {
        return name_with_key(*c, NameList::creator, name).value_or(0);
    };
    const auto borne = [&](std::int64_t id) {
        std::string names;
        for (const NameUse& use : uses_of(*c, NameList::creator, id)) names += use.written + ";";
        return names;
    };
    EXPECT_EQ(called("Zo\u00EB"), 1);
    EXPECT_EQ(borne(1), "ZO\u00CB;");
    EXPECT_EQ(borne(called("Zoe")), "Zoe;");
    EXPECT_EQ(name_group(*c, NameList::creator, 1).size(), 1U);
    EXPECT_EQ(borne(called("Renee")), "Renee;");
    EXPECT_EQ(name_group(*c, NameList::creator, called("Renee")),
              (std::vector<std::int64_t>{2, called("Renee")}));
    EXPECT_EQ(borne(3), "KAT;");
}

TEST_P(Schema, numbers_go_on_elsewhere_behind_what_went) {
    create_schema(*c);
    const auto add = [](Connection& there) {
        add_finding(there, {"odd", "odd", {}}, 0, 0, "", {});
        return list_findings(there, std::nullopt, 1).at(0).id;
    };
    add(*c);
    EXPECT_EQ(add(*c), 2);
    c->query("delete from finding").run();
    for (const char* const engine : {"sqlite", GetParam()}) {
        TestDatabase other(engine);
        const auto opened = other.open();
        const auto there = opened->connect();
        create_schema(*there);
        continue_numbers(*c, *there);
        EXPECT_EQ(add(*there), 3) << engine;
    }
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
