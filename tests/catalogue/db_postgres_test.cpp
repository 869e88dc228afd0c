// SPDX-License-Identifier: GPL-3.0-or-later
// What only PostgreSQL does: addresses, rights, lost connections, errors that come later. Long
// because all of it shares one throw-away server and the ways to break it.
#include <gtest/gtest.h>

#include "catalogue/db.h"
#include "catalogue/postgres_address.h"
#include "tests/support/gate.h"
#include "tests/support/test_database.h"

#include <thread>

namespace solander {
namespace {

class PostgresDb : public testing::Test {
  protected:
    void SetUp() override {
        if (postgres_for_tests().empty()) GTEST_SKIP() << "no PostgreSQL in SOLANDER_TEST_POSTGRES";
        place = std::make_unique<TestDatabase>("postgres");
        database = place->open(2000);
        c = database->connect();
        c->execute_script("create table u(n bigint unique, a text); create sequence write_turn;");
    }
    std::int64_t count(std::string_view sql = "select count(*) from u") {
        Query q = c->query(sql);
        q.step();
        return q.integer(0);
    }
    /// As the server does when it is told to end a session, or is restarted.
    void cut_off(Connection& connection) {
        std::int64_t process = 0;
        {
            Query q = connection.query("select cast(pg_backend_pid() as bigint)");
            q.step();
            process = q.integer(0);
        }
        const auto other = database->connect(true);
        Query q = other->query("select pg_terminate_backend(cast($1 as integer), 5000)");
        q.bind(process).step();
    }

    std::unique_ptr<TestDatabase> place;
    std::unique_ptr<Database> database;
    std::unique_ptr<Connection> c;
};

Error error_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& e) {
        return e;
    }
    ADD_FAILURE() << "nothing was thrown";
    return Error(Fault::bug, "");
}

TEST(PostgresAddress, is_shown_without_password_and_options) {
    EXPECT_EQ(shown_address("postgresql://wren:s3cret@box:5433/stories?options=-csearch_path%3Dx"),
              "postgresql://wren@box:5433/stories");
    EXPECT_EQ(shown_address("postgres:///stories?password=s3cret"), "postgresql:///stories");
    EXPECT_TRUE(has_password("postgresql://wren:s3cret@box/stories"));
    EXPECT_FALSE(has_password("postgresql://wren@box/stories"));
}

TEST(PostgresAddress, that_cannot_be_read_is_not_repeated) {
    for (const std::string address :
         {"postgresql://wren:s3cret@[box/x", "postgresql://u:s3cret@h/x?nonsense=1",
          "host=box password=s3cret", "mysql://u:s3cret@h/x"}) {
        const Error e = error_of([&] { shown_address(address); });
        EXPECT_EQ(e.fault, Fault::usage);
        EXPECT_EQ(e.message.find("s3cret"), std::string::npos) << e.message;
        EXPECT_FALSE(e.hint.empty());
    }
}

TEST(PostgresAddress, where_nobody_listens_is_said_with_the_next_step) {
    const Error e = error_of([] { open_postgres("postgresql://u:s3cret@127.0.0.1:1/x", 60'000); });
    EXPECT_EQ(e.fault, Fault::away);
    EXPECT_NE(e.message.find("postgresql://u@127.0.0.1:1/x"), std::string::npos) << e.message;
    EXPECT_EQ(e.message.find("s3cret"), std::string::npos) << e.message;
    EXPECT_NE(e.hint.find("running"), std::string::npos);
}

TEST(PostgresAddress, that_leads_nowhere_is_wrong_usage_and_nothing_to_wait_for) {
    for (const char* const port : {"99999", "abc"}) {
        const Error e = error_of(
            [&] { open_postgres("postgresql://u:s3cret@127.0.0.1:" + std::string(port) + "/x"); });
        EXPECT_EQ(e.fault, Fault::usage) << e.message;
        EXPECT_NE(e.hint.find("looks like"), std::string::npos) << e.hint;
    }
}

TEST_F(PostgresDb, all_hosts_of_an_address_are_asked_what_is_wrong) {
    const std::string port = std::to_string(port_of_postgres());
    const std::string two = place->address() + "&host=127.0.0.1,127.0.0.1&port=1," + port;
    EXPECT_NO_THROW(open_postgres(two)) << "the second answers";
    const Error kind = error_of([&] { open_postgres(two + "&target_session_attrs=standby"); });
    EXPECT_EQ(kind.fault, Fault::away) << kind.message;
    EXPECT_NE(kind.hint.find("promote"), std::string::npos) << kind.hint;
    const Error missing = error_of([&] { open_postgres(two + "&dbname=not_there"); });
    EXPECT_EQ(missing.fault, Fault::not_found) << missing.message;
    const Error nobody =
        error_of([&] { open_postgres(place->address() + "&host=127.0.0.1,127.0.0.1&port=1,2"); });
    EXPECT_EQ(nobody.fault, Fault::away) << nobody.message;
    EXPECT_NE(nobody.hint.find("running"), std::string::npos) << nobody.hint;
}

TEST_F(PostgresDb, a_server_without_encryption_where_it_is_asked_for_is_said) {
    const Error e = error_of(
        [&] { open_postgres(place->address() + "&sslmode=verify-full&sslrootcert=/nonexistent"); });
    EXPECT_EQ(e.fault, Fault::denied) << e.message;
    EXPECT_NE(e.hint.find("sslmode"), std::string::npos) << e.hint << e.message;
}

TEST_F(PostgresDb, a_wrong_password_or_database_is_said_with_the_next_step) {
    const std::string server = postgres_for_tests();
    const Error wrong =
        error_of([&] { open_postgres(server + "&user=nobody_here&password=s3cret"); });
    EXPECT_EQ(wrong.fault, Fault::denied) << wrong.message;
    EXPECT_EQ(wrong.message.find("s3cret"), std::string::npos) << wrong.message;
    const Error missing = error_of([&] { open_postgres(server + "&dbname=not_there"); });
    EXPECT_EQ(missing.fault, Fault::not_found) << missing.message;
    EXPECT_NE(missing.hint.find("createdb"), std::string::npos) << missing.hint;
}

TEST_F(PostgresDb, a_server_that_is_too_old_is_refused_with_its_version) {
    Gate gate(port_of_postgres());
    gate.set_voice([](std::string& said) {
        constexpr std::string_view kName("server_version\0", 15);
        const std::size_t at = said.find(kName);
        if (at != std::string::npos) said.replace(at + kName.size(), 2, "12");
    });
    const Error e = error_of([&] {
        open_postgres(place->address()
                      + "&host=127.0.0.1&sslmode=disable&port=" + std::to_string(gate.port()));
    });
    EXPECT_EQ(e.fault, Fault::input);
    EXPECT_NE(e.message.find("is PostgreSQL 12"), std::string::npos) << e.message;
    EXPECT_NE(e.hint.find("PostgreSQL 13 or newer"), std::string::npos) << e.hint;
}

TEST_F(PostgresDb, text_it_would_not_take_is_mended) {
    const std::string odd("a\0b\xFF\xC3\xA4", 6);
    c->query("insert into u(a) values($1)").bind(odd).run();
    Query q = c->query("select a from u");
    ASSERT_TRUE(q.step());
    EXPECT_EQ(q.text(0), "a\uFFFDb\uFFFD\u00E4");
}

TEST_F(PostgresDb, a_column_read_as_what_it_is_not_is_our_fault) {
    Query q = c->query("select cast(1 as bigint), 'x'");
    ASSERT_TRUE(q.step());
    EXPECT_EQ(error_of([&] { q.text(0); }).fault, Fault::bug);
    EXPECT_EQ(error_of([&] { q.integer(1); }).fault, Fault::bug);
    EXPECT_EQ(error_of([&] { q.integer(2); }).fault, Fault::bug);
}

TEST_F(PostgresDb, a_statement_takes_values_of_another_kind_than_before) {
    constexpr std::string_view sql = "select $1";
    for (int round = 0; round < 2; ++round) {
        {
            Query q = c->query(sql);
            q.bind(nullptr).step();
            EXPECT_TRUE(q.null(0));
        }
        {
            Query q = c->query(sql);
            q.bind(7).step();
            EXPECT_EQ(q.integer(0), 7);
        }
        Query q = c->query(sql);
        q.bind(0.5).step();
        EXPECT_EQ(q.real(0), 0.5);
    }
}

TEST_F(PostgresDb, an_error_of_a_statement_without_rows_undoes_the_transaction) {
    const Error e = error_of([&] {
        WriteTransaction transaction(*c);
        c->query("insert into u(n) values(1)").run();
        c->query("insert into u(n) values(1)").run();
        c->query("insert into u(n) values(2)").run();
        transaction.commit();
    });
    EXPECT_EQ(e.fault, Fault::conflict) << e.message;
    EXPECT_EQ(count(), 0);
}

TEST_F(PostgresDb, a_statement_that_failed_is_good_again_when_its_reason_is_gone) {
    constexpr std::string_view sql = "select n from later";
    EXPECT_EQ(error_of([&] { c->query(sql).run(); }).fault, Fault::input);
    c->execute_script("create table later(n bigint)");
    EXPECT_NO_THROW(c->query(sql).run());
    error_of([&] {
        const WriteTransaction transaction(*c);
        c->query("insert into u(n) values(1 / 0)").run();
        c->query("insert into later(n) values(1)").run();  // never got to the server's ear
        count();
    });
    c->query("insert into later(n) values(1)").run();
    EXPECT_EQ(count("select count(*) from later"), 1);
}

TEST_F(PostgresDb, many_statements_without_rows_are_all_done) {
    WriteTransaction transaction(*c);
    for (int i = 0; i < 10'000; ++i) c->query("insert into u(n) values($1)").bind(i).run();
    EXPECT_EQ(count(), 10'000);
    transaction.commit();
    EXPECT_EQ(count("select cast(sum(n) as bigint) from u"), 49'995'000);
}

TEST_F(PostgresDb, other_statements_run_while_a_long_list_is_read) {
    {
        WriteTransaction transaction(*c);
        for (int i = 0; i < 2'000; ++i)
            c->query("insert into u(n, a) values($1, $2)")
                .bind(i)
                .bind(i % 2 == 0 ? std::optional<std::string>("even") : std::nullopt)
                .run();
        transaction.commit();
    }
    std::int64_t sum = 0, evens = 0;
    for (Query q = c->query("select n, a from u order by n"); q.step();) {
        sum += q.integer(0);
        evens += q.null(1) ? 0 : 1;
        if (q.integer(0) == 700) {
            EXPECT_EQ(count(), 2'000);
            EXPECT_EQ(q.integer(0), 700) << "the row in hand stays";
        }
    }
    EXPECT_EQ(sum, 1'999'000);
    EXPECT_EQ(evens, 1'000);
}

TEST_F(PostgresDb, a_long_list_may_be_left_early) {
    for (int i = 0; i < 3; ++i) c->query("insert into u(n) values($1)").bind(i).run();
    for (int i = 0; i < 3; ++i) {
        Query q = c->query("select n from u order by n");
        ASSERT_TRUE(q.step());
        EXPECT_EQ(q.integer(0), 0);
    }
    EXPECT_EQ(count(), 3);
}

TEST_F(PostgresDb, a_read_on_a_lost_connection_is_asked_again) {
    c->query("insert into u(n) values(1)").run();
    cut_off(*c);
    EXPECT_EQ(count(), 1);
    cut_off(*c);
    {
        const ReadTransaction transaction(*c);
        EXPECT_EQ(count(), 1);
    }
    cut_off(*c);
    Query q = c->query("select n from u order by n");
    ASSERT_TRUE(q.step());
    EXPECT_EQ(q.integer(0), 1);
}

TEST_F(PostgresDb, a_read_that_was_broken_off_for_another_is_asked_again) {
    for (const std::string code : {"40001", "40P01"}) {
        c->execute_script("drop sequence if exists tries; create sequence tries;"
                          "create or replace function at_last(n bigint) returns bigint language"
                          " plpgsql as $$begin if nextval('tries') < 2 then raise exception"
                          " 'canceling statement' using errcode = '"
                          + code + "'; end if; return n; end$$");
        Query q = c->query("select at_last($1)");
        ASSERT_TRUE(q.bind(7).step());
        EXPECT_EQ(q.integer(0), 7);
        c->execute_script("select setval('tries', 1, false)");
        const ReadTransaction transaction(*c, ReadTransaction::Asks::once);
        Query a = c->query("select at_last($1) + 1"), b = c->query("select $1 + 0");
        a.bind(7).ahead();
        b.bind(2).ahead();
        ASSERT_TRUE(a.step());
        EXPECT_EQ(a.integer(0), 8);
        ASSERT_TRUE(b.step());
    }
    c->execute_script("select setval('tries', 1, false)");
    const Error e = error_of([&] {
        const WriteTransaction transaction(*c);
        Query q = c->query("select at_last($1)");
        q.bind(7).step();
    });
    EXPECT_EQ(e.fault, Fault::conflict) << "what was written before it is gone";
    EXPECT_EQ(e.hint, "try again");
}

TEST_F(PostgresDb, queries_sent_ahead_on_a_lost_connection_are_all_asked_again) {
    c->query("insert into u(n) values(1)").run();
    cut_off(*c);
    const ReadTransaction transaction(*c);
    Query a = c->query("select n from u where n = $1"), b = c->query("select n + $1 from u");
    a.bind(1).ahead();
    b.bind(2).ahead();
    ASSERT_TRUE(a.step());
    EXPECT_EQ(a.integer(0), 1);
    ASSERT_TRUE(b.step());
    EXPECT_EQ(b.integer(0), 3);
}

TEST_F(PostgresDb, queries_sent_ahead_are_asked_once) {
    constexpr std::string_view sql = "select nextval('write_turn') where 1 = $1";
    {
        Query a = c->query(sql), b = c->query(sql);
        a.bind(1).ahead();
        b.bind(1).ahead();
        ASSERT_TRUE(b.step());
        EXPECT_FALSE(b.step());
        ASSERT_TRUE(a.step());
    }
    EXPECT_EQ(count("select nextval('write_turn')"), 3);
}

TEST_F(PostgresDb, an_error_among_queries_sent_ahead_is_said_and_the_connection_goes_on) {
    {
        Query a = c->query("select n / $1 from u"), b = c->query("select 1 where 1 = $1");
        c->query("insert into u(n) values(1)").run();
        a.bind(0).ahead();
        b.bind(1).ahead();
        EXPECT_THROW(b.step(), Error);
    }
    EXPECT_EQ(count(), 1);
}

TEST_F(PostgresDb, a_connection_lost_between_transactions_is_made_anew) {
    cut_off(*c);
    WriteTransaction transaction(*c);
    c->query("insert into u(n) values(1)").run();
    transaction.commit();
    EXPECT_EQ(count(), 1);
}

TEST_F(PostgresDb, a_connection_lost_inside_a_transaction_undoes_it_and_is_said) {
    const Error e = error_of([&] {
        WriteTransaction transaction(*c);
        c->query("insert into u(n) values(1)").run();
        cut_off(*c);
        c->query("insert into u(n) values(2)").run();
        transaction.commit();
    });
    EXPECT_EQ(e.fault, Fault::away);
    EXPECT_NE(e.message.find("lost the connection"), std::string::npos) << e.message;
    EXPECT_FALSE(e.hint.empty());
    EXPECT_EQ(count(), 0);
    const Error read = error_of([&] {
        const ReadTransaction transaction(*c);
        count();
        cut_off(*c);
        count();
    });
    EXPECT_EQ(read.fault, Fault::away) << "half of it would be of another moment";
    EXPECT_EQ(count(), 0);
}

TEST_F(PostgresDb, a_write_outside_a_transaction_is_not_done_twice) {
    cut_off(*c);
    // The loss is met while it is sent: it may have been done.
    EXPECT_EQ(error_of([&] { c->query("insert into u(n) values(1)").run(); }).fault, Fault::away);
    c->query("insert into u(n) values(1)").run();
    EXPECT_EQ(count(), 1);
}

TEST_F(PostgresDb, a_writer_that_dies_gives_its_turn_to_the_next) {
    auto other = database->connect();
    auto first = std::make_unique<WriteTransaction>(*other);
    std::thread later([&] { cut_off(*other); });
    later.join();
    WriteTransaction second(*c);
    c->query("insert into u(n) values(1)").run();
    second.commit();
    first.reset();
    EXPECT_EQ(count(), 1);
}

TEST_F(PostgresDb, two_schemas_of_one_database_do_not_wait_for_each_other) {
    const WriteTransaction here(*c);
    TestDatabase elsewhere("postgres");
    const auto other = elsewhere.open(200)->connect();
    other->execute_script("create table u(n bigint)");
    WriteTransaction there(*other);
    other->query("insert into u(n) values(1)").run();
    EXPECT_NO_THROW(there.commit());
}

TEST_F(PostgresDb, who_waits_for_changes_is_told_of_a_commit_and_of_no_other_schema) {
    const auto watch = database->watch();
    ASSERT_TRUE(watch);
    EXPECT_TRUE(watch->wait());  // it listens from now on: what came before must be looked for
    const auto change = [](Connection& connection) {
        WriteTransaction t(connection);
        connection.query("insert into u(n, a) values(1, 'x')").run();
        t.commit();
    };
    change(*c);
    EXPECT_TRUE(watch->wait());
    TestDatabase elsewhere("postgres");
    const auto other = elsewhere.open()->connect();
    other->execute_script("create table u(n bigint, a text); create sequence write_turn;");
    change(*other);
    watch->wake();
    EXPECT_FALSE(watch->wait());
}

TEST_F(PostgresDb, who_waits_for_changes_listens_again_when_the_connection_was_lost) {
    const auto watch = database->watch();
    EXPECT_TRUE(watch->wait());
    c->execute_script("select pg_terminate_backend(pid, 5000) from pg_stat_activity where query"
                      " like 'do $$begin execute ''listen%' and pid <> pg_backend_pid()");
    (void)watch->wait();
    int tries = 0;
    while (!watch->wait() && ++tries < 100) {}
    EXPECT_LT(tries, 100);
    WriteTransaction t(*c);
    t.commit();
    EXPECT_TRUE(watch->wait());
}

TEST_F(PostgresDb, numbers_of_changes_can_be_seen_in_their_order_so_who_follows_misses_none) {
    c->execute_script("create table log(seq bigint generated by default as identity)");
    {  // nobody draws a number while another's is not yet to be seen
        WriteTransaction first(*c);
        c->query("insert into log default values").run();
        const auto other = database->connect();
        const Error e = error_of([&] { WriteTransaction second(*other); });
        EXPECT_EQ(e.fault, Fault::conflict) << e.message;
        first.commit();
    }
    constexpr int kWriters = 4, kEach = 25;
    const auto patient = place->open();
    std::vector<std::thread> writers;
    for (int w = 0; w < kWriters; ++w)
        writers.emplace_back([&, mine = std::shared_ptr<Connection>(patient->connect())] {
            for (int i = 0; i < kEach; ++i) {
                WriteTransaction t(*mine);
                mine->query("insert into log default values").run();
                t.commit();
            }
        });
    const auto reader = patient->connect(true);
    std::int64_t last = 0, seen = 0;
    const auto follow = [&] {
        Query q = reader->query("select seq from log where seq > $1 order by seq");
        for (q.bind(last); q.step(); ++seen) last = q.integer(0);
    };
    while (seen < 1 + kWriters * kEach / 2) follow();
    for (std::thread& writer : writers) writer.join();
    follow();
    EXPECT_EQ(seen, 1 + kWriters * kEach);
}

TEST_F(PostgresDb, a_user_without_rights_is_told_what_is_missing) {
    const std::string name = "reader_" + std::to_string(getpid());
    c->execute_script("create table work(id bigint); create role " + name
                      + " login password 'only reads'; grant usage on schema " + place->schema()
                      + " to " + name);
    const std::string address = place->address() + "&user=" + name + "&password=only%20reads";
    const Error blind = error_of([&] { open_postgres(address); });
    EXPECT_EQ(blind.fault, Fault::denied) << blind.message;
    EXPECT_NE(blind.hint.find("grant"), std::string::npos) << blind.hint;
    c->execute_script("grant select on all tables in schema " + place->schema() + " to " + name);
    const auto theirs = open_postgres(address)->connect();
    const Error mute = error_of([&] { theirs->query("insert into work(id) values(1)").run(); });
    EXPECT_EQ(mute.fault, Fault::denied) << mute.message;
    EXPECT_NE(mute.hint.find("grant"), std::string::npos) << mute.hint;
    c->execute_script("drop owned by " + name + "; drop role " + name);
}

TEST_F(PostgresDb, another_encoding_is_refused_with_the_next_step) {
    const std::string name = "latin_" + std::to_string(getpid());
    c->execute_script("create database " + name
                      + " encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'");
    const Error e = error_of([&] { open_postgres(postgres_for_tests() + "&dbname=" + name); });
    EXPECT_EQ(e.fault, Fault::input) << e.message;
    EXPECT_NE(e.message.find("LATIN1"), std::string::npos) << e.message;
    EXPECT_NE(e.hint.find("createdb"), std::string::npos);
    c->execute_script("drop database " + name);
}

}  // namespace
}  // namespace solander
