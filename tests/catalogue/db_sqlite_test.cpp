// SPDX-License-Identifier: GPL-3.0-or-later
// What only SQLite does: files, their faults, and how commits are kept.
#include <gtest/gtest.h>

#include "base/file.h"
#include "catalogue/db.h"

namespace solander {
namespace {

class SqliteDb : public testing::Test {
  protected:
    SqliteDb() {
        database = open_sqlite(path(), true, 200);
        c = database->connect();
        c->execute_script(
            "create table t(a text) strict; create table u(n integer unique) strict;");
    }
    std::string path() const { return (folder.path() / "a b?#%.db").string(); }

    std::int64_t count(std::string_view sql) {
        Query q = c->query(sql);
        q.step();
        return q.integer(0);
    }

    TemporaryFolder folder;
    std::unique_ptr<Database> database;
    std::unique_ptr<Connection> c;
};

Fault fault_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& e) {
        EXPECT_FALSE(e.message.empty());
        return e.fault;
    }
    ADD_FAILURE() << "nothing was thrown";
    return Fault::bug;
}

TEST_F(SqliteDb, a_full_disk_is_said_with_the_file_and_undone) {
    c->execute_script("pragma max_page_count = 20");
    const std::string much(1'000'000, 'x');
    try {
        WriteTransaction transaction(*c);
        c->query("insert into u(n) values(1)").run();
        c->query("insert into t(a) values($1)").bind(much).run();
        transaction.commit();
        FAIL() << "it fitted";
    } catch (const Error& e) {
        EXPECT_EQ(e.fault, Fault::storage);
        EXPECT_NE(e.message.find("no space"), std::string::npos) << e.message;
        EXPECT_NE(e.message.find(path()), std::string::npos) << e.message;
    }
    EXPECT_EQ(count("select count(*) from u"), 0);
    EXPECT_EQ(count("select count(*) from t"), 0);
}

TEST_F(SqliteDb, a_file_that_is_not_there_is_not_made) {
    const auto missing = folder.path() / "missing.db";
    EXPECT_EQ(fault_of([&] { open_sqlite(missing.string(), false); }), Fault::not_found);
    EXPECT_FALSE(std::filesystem::exists(missing));
}

TEST_F(SqliteDb, a_file_that_is_no_database_is_refused) {
    const auto other = folder.path() / "story.txt";
    write_file(other, std::string(5000, 'a'));
    EXPECT_EQ(fault_of([&] { open_sqlite(other.string(), false); }), Fault::input);
}

TEST_F(SqliteDb, commits_are_durable_and_references_are_held) {
    EXPECT_EQ(count("pragma synchronous"), 2);
    EXPECT_EQ(count("pragma foreign_keys"), 1);
    Query q = c->query("pragma journal_mode");
    ASSERT_TRUE(q.step());
    EXPECT_EQ(q.text(0), "wal");
}

TEST_F(SqliteDb, a_text_may_hold_any_bytes) {
    const std::string odd("a\0b\xFF", 4);
    c->query("insert into t(a) values($1)").bind(odd).run();
    Query q = c->query("select a from t");
    ASSERT_TRUE(q.step());
    EXPECT_EQ(q.text(0), odd);
}

}  // namespace
}  // namespace solander
