// SPDX-License-Identifier: GPL-3.0-or-later
// A process killed while it writes leaves whole stories and nothing else.
#include "tests/catalogue/catalogue_fixture.h"

#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

namespace solander {
namespace {

class Crash : public CatalogueTest {
  protected:
    // Runs `write` in a child of its own, which kills itself wherever it calls die().
    void in_child(const std::function<void(Connection&)>& write) {
        connection.reset();  // no connection may cross a fork
        database.reset();
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            const auto own = place->open();
            write(*own->connect());
            _exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        EXPECT_TRUE(WIFSIGNALED(status));
        database = place->open();
        connection = database->connect();
        open_schema(c());
    }
    static void die() { ::kill(::getpid(), SIGKILL); }
};

SOLANDER_ON_BOTH_ENGINES(Crash);

TEST_P(Crash, a_kill_inside_a_transaction_leaves_nothing_of_it) {
    saved(prepared(full_record(), {"before"}, "before"));
    const auto first = original;
    in_child([&](Connection& own) {
        const WriteTransaction transaction(own);
        for (int i = 0; i < 50; ++i)
            save_work(own, prepared(full_record(), {"lost"}, std::to_string(i)), first, kNow);
        die();
    });
    EXPECT_EQ(count_archive(c()).works, 1);
    EXPECT_EQ(count_archive(c()).versions, 1);
    EXPECT_EQ(changes_after(c(), 0, 100).size(), 1U);
    EXPECT_EQ(c().fault(), "");
}

TEST_P(Crash, a_kill_after_the_commit_loses_nothing) {
    const auto first = original;
    in_child([&](Connection& own) {
        for (int i = 0; i < 3; ++i) {
            WriteTransaction transaction(own);
            save_work(own, prepared(full_record(), {"kept"}, std::to_string(i)), first, kNow);
            transaction.commit();
        }
        const WriteTransaction transaction(own);
        save_work(own, prepared(full_record(), {"lost"}, "lost"), first, kNow);
        die();
    });
    EXPECT_EQ(count_archive(c()).works, 3);
    EXPECT_EQ(load_plain_text(c(), 3).substr(0, 4), "kept");
    EXPECT_EQ(c().fault(), "");
    EXPECT_NE(saved(prepared(full_record(), {"after"}, "lost")), 0) << "the writer's lock is free";
}

}  // namespace
}  // namespace solander
