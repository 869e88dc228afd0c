// SPDX-License-Identifier: GPL-3.0-or-later
// The database interface, over SQLite.
#include <gtest/gtest.h>

#include "base/file.h"
#include "catalogue/db.h"

#include <atomic>
#include <set>
#include <thread>
#include <vector>

namespace solander {
namespace {

class Db : public testing::Test {
  protected:
    Db() {
        database = open_sqlite(path(), true, 200);
        c = database->connect();
        c->execute_script(
            "create table t(id integer primary key, a text, b blob, n integer, x real)"
            " strict; create table u(n integer unique) strict;");
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

TEST_F(Db, gives_back_every_kind_of_value) {
    const std::string odd("a\0b", 3);
    c->query("insert into t(a, b, n, x) values($1, $2, $3, $4)")
        .bind(odd)
        .bind(Blob{odd})
        .bind(std::int64_t{-5})
        .bind(0.25)
        .run();
    Query q = c->query("select a, b, n, x, null from t");
    ASSERT_TRUE(q.step());
    EXPECT_EQ(q.text(0), odd);
    EXPECT_EQ(q.blob(1), odd);
    EXPECT_EQ(q.integer(2), -5);
    EXPECT_EQ(q.real(3), 0.25);
    EXPECT_TRUE(q.null(4));
    EXPECT_EQ(q.text(4), "");
    EXPECT_EQ(q.integer_or_null(4), std::nullopt);
    EXPECT_FALSE(q.step());
    EXPECT_FALSE(q.step()) << "a finished query does not begin again";
}

TEST_F(Db, binds_by_the_number_in_the_name_wherever_it_stands) {
    Query q = c->query("select $2, $1, $2");
    ASSERT_TRUE(q.bind("one").bind("two").step());
    EXPECT_EQ(q.text(0), "two");
    EXPECT_EQ(q.text(1), "one");
    EXPECT_EQ(q.text(2), "two");
}

TEST_F(Db, an_empty_text_is_not_null) {
    Query q = c->query("select $1, $2, $3, $4");
    q.bind(std::string_view()).bind(Blob{}).bind(std::optional<std::string_view>()).bind(nullptr);
    ASSERT_TRUE(q.step());
    EXPECT_FALSE(q.null(0));
    EXPECT_FALSE(q.null(1));
    EXPECT_TRUE(q.null(2));
    EXPECT_TRUE(q.null(3));
}

TEST_F(Db, a_parameter_that_is_not_in_the_text_is_our_fault) {
    EXPECT_EQ(fault_of([&] { c->query("select $1").bind(1).bind(2); }), Fault::bug);
}

TEST_F(Db, what_was_bound_does_not_outlive_the_query) {
    c->query("select $1").bind("x").run();
    Query q = c->query("select $1");
    ASSERT_TRUE(q.step());
    EXPECT_TRUE(q.null(0));
}

TEST_F(Db, one_text_may_be_in_use_twice_at_once) {
    constexpr std::string_view sql = "select n from u order by n";
    for (int i = 0; i < 3; ++i) c->query("insert into u(n) values($1)").bind(i).run();
    std::vector<std::int64_t> pairs;
    Query outer = c->query(sql);
    while (outer.step()) {
        Query inner = c->query(sql);
        while (inner.step()) pairs.push_back(outer.integer(0) * 10 + inner.integer(0));
    }
    EXPECT_EQ(pairs, (std::vector<std::int64_t>{0, 1, 2, 10, 11, 12, 20, 21, 22}));
}

TEST_F(Db, one_address_with_another_text_is_another_statement) {
    std::string sql = "select 1";
    EXPECT_EQ(count(sql), 1);
    sql.back() = '2';
    EXPECT_EQ(count(sql), 2);
}

TEST_F(Db, a_transaction_without_commit_leaves_nothing) {
    {
        WriteTransaction transaction(*c);
        c->query("insert into u(n) values(1)").run();
    }
    EXPECT_EQ(count("select count(*) from u"), 0);
    WriteTransaction transaction(*c);
    c->query("insert into u(n) values(1)").run();
    transaction.commit();
    EXPECT_EQ(count("select count(*) from u"), 1);
}

TEST_F(Db, a_read_transaction_sees_one_moment) {
    const auto other = database->connect();
    const ReadTransaction transaction(*c);
    EXPECT_EQ(count("select count(*) from u"), 0);
    other->query("insert into u(n) values(1)").run();
    EXPECT_EQ(count("select count(*) from u"), 0);
}

TEST_F(Db, a_read_transaction_inside_another_is_part_of_it) {
    const auto other = database->connect();
    {
        const ReadTransaction outer(*c);
        { const ReadTransaction inner(*c); }
        EXPECT_EQ(count("select count(*) from u"), 0);
        other->query("insert into u(n) values(1)").run();
        const ReadTransaction inner(*c);
        EXPECT_EQ(count("select count(*) from u"), 0);
    }
    EXPECT_EQ(count("select count(*) from u"), 1);
    WriteTransaction writing(*c);
    c->query("insert into u(n) values(2)").run();
    { const ReadTransaction inner(*c); }
    EXPECT_EQ(fault_of([&] { WriteTransaction second(*c); }), Fault::bug);
    writing.commit();
    EXPECT_EQ(count("select count(*) from u"), 2);
}

TEST_F(Db, a_query_outlives_a_read_transaction_that_ended) {
    for (int i = 0; i < 3; ++i) c->query("insert into u(n) values($1)").bind(i).run();
    Query q = c->query("select n from u order by n");
    ASSERT_TRUE(q.step());
    { const ReadTransaction transaction(*c); }
    ASSERT_TRUE(q.step());
    EXPECT_EQ(q.integer(0), 1);
}

TEST_F(Db, a_reader_cannot_write) {
    const auto reader = database->connect(true);
    EXPECT_EQ(fault_of([&] { reader->query("insert into u(n) values(1)").run(); }), Fault::denied);
}

TEST_F(Db, a_second_writer_who_waits_too_long_is_told_who_is_in_the_way) {
    const WriteTransaction first(*c);
    const auto other = database->connect();
    try {
        const WriteTransaction second(*other);
        FAIL() << "two writers at once";
    } catch (const Error& e) {
        EXPECT_EQ(e.fault, Fault::conflict);
        EXPECT_NE(e.message.find(path()), std::string::npos);
        EXPECT_FALSE(e.hint.empty());
    }
}

TEST_F(Db, a_row_that_is_there_already_is_a_conflict) {
    c->query("insert into u(n) values(1)").run();
    EXPECT_EQ(fault_of([&] { c->query("insert into u(n) values(1)").run(); }), Fault::conflict);
}

TEST_F(Db, a_full_disk_is_said_with_the_file_and_undone) {
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

TEST_F(Db, a_file_that_is_not_there_is_not_made) {
    const auto missing = folder.path() / "missing.db";
    EXPECT_EQ(fault_of([&] { open_sqlite(missing.string(), false); }), Fault::not_found);
    EXPECT_FALSE(std::filesystem::exists(missing));
}

TEST_F(Db, a_file_that_is_no_database_is_refused) {
    const auto other = folder.path() / "story.txt";
    write_file(other, std::string(5000, 'a'));
    EXPECT_EQ(fault_of([&] { open_sqlite(other.string(), false); }), Fault::input);
}

TEST_F(Db, commits_are_durable_and_references_are_held) {
    EXPECT_EQ(count("pragma synchronous"), 2);
    EXPECT_EQ(count("pragma foreign_keys"), 1);
    Query q = c->query("pragma journal_mode");
    ASSERT_TRUE(q.step());
    EXPECT_EQ(q.text(0), "wal");
}

TEST_F(Db, kept_ids_are_forgotten_after_a_rollback_and_after_others_wrote) {
    {
        WriteTransaction transaction(*c);
        c->ids().put('t', "x", {7, true});
        transaction.commit();
    }
    {
        const WriteTransaction transaction(*c);
        ASSERT_NE(c->ids().find('t', "x"), nullptr);
        EXPECT_EQ(c->ids().find('t', "x")->id, 7);
        EXPECT_EQ(c->ids().find('c', "x"), nullptr);
    }
    EXPECT_EQ(c->ids().find('t', "x"), nullptr);
    c->ids().put('t', "x", {7, true});
    database->connect()->query("insert into u(n) values(1)").run();
    const WriteTransaction transaction(*c);
    EXPECT_EQ(c->ids().find('t', "x"), nullptr);
}

TEST_F(Db, a_pool_lends_each_connection_to_one_thread_at_a_time) {
    for (int i = 0; i < 100; ++i) c->query("insert into u(n) values($1)").bind(i).run();
    ConnectionPool pool(*database);
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 100; ++i) {
                auto loan = pool.borrow();
                Query q = loan->query("select n from u where n = $1");
                if (!q.bind(i).step() || q.integer(0) != i) ++wrong;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
}

TEST_F(Db, two_writers_take_turns) {
    const auto patient = open_sqlite(path(), false);
    std::vector<std::thread> threads;
    for (int t = 0; t < 2; ++t) {
        threads.emplace_back([&] {
            const auto own = patient->connect();
            for (int i = 0; i < 50; ++i) {
                WriteTransaction transaction(*own);
                Query q = own->query("select coalesce(max(n), 0) from u");
                q.step();
                own->query("insert into u(n) values($1)").bind(q.integer(0) + 1).run();
                transaction.commit();
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(count("select count(*) from u"), 100);
    EXPECT_EQ(count("select max(n) from u"), 100);
}

}  // namespace
}  // namespace solander
