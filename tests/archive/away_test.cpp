// SPDX-License-Identifier: GPL-3.0-or-later
// A database that goes away: in the middle of an add, at its commit, under a server; and comes
// back.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "archive/archive.h"
#include "base/file.h"
#include "tests/archive/pile.h"
#include "tests/support/gate.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

class Away : public testing::Test {
  protected:
    void SetUp() override {
        if (postgres_for_tests().empty()) GTEST_SKIP() << "no PostgreSQL in SOLANDER_TEST_POSTGRES";
        schema_ = std::make_unique<TestSchema>();
        gate_ = std::make_unique<Gate>(port_of_postgres());
        fs::create_directories(pile());
        for (int i = 1; i <= 3; ++i)
            write_file(pile() / (std::to_string(i) + ".txt"),
                       story_file("Tale " + std::to_string(i), "Ada Marsh", i));
        Archive::init(library(), schema_->address() + "&host=127.0.0.1&sslmode=disable&port="
                                     + std::to_string(gate_->port()));
    }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    AddResult add(Archive& archive) {
        Progress progress;
        return archive.add({pile()}, {}, progress);
    }
    /// The first `times` commits of transactions that say `statement` meet `pass`.
    void at_commit(Gate::Pass pass, int times, std::string_view statement = "update accession") {
        // The driver's commit is its statement number 5; a transaction that reads ends so too.
        gate_->set_guard(
            [this, pass, times, statement, writes = false](std::string_view sent) mutable {
                if (sent.find(statement) != std::string_view::npos) writes = true;
                if (!writes || times == 0 || sent.find("s5_") == std::string_view::npos)
                    return Gate::Pass::on;
                writes = false;
                --times;
                ++met_;
                return pass;
            });
    }

    std::unique_ptr<TestSchema> schema_;
    std::atomic<int> met_{0};
    std::unique_ptr<Gate> gate_;
    TemporaryFolder folder_;
};

TEST_F(Away, a_batch_whose_commit_never_arrived_is_written_again) {
    Archive archive(library());
    at_commit(Gate::Pass::cut, 1);
    const AddResult result = add(archive);
    EXPECT_EQ(met_, 1);
    EXPECT_EQ(result.counts.stories_added, 3U);
    EXPECT_EQ(archive.counts().works, 3);
    ASSERT_EQ(archive.accessions().size(), 1U);
    EXPECT_EQ(archive.accessions()[0].counts.stories_added, 3U);
    Progress progress;
    EXPECT_TRUE(archive.check(progress).ok());
}

TEST_F(Away, a_batch_that_was_saved_though_nobody_said_so_is_not_written_twice) {
    Archive archive(library());
    at_commit(Gate::Pass::on_then_cut, 1);
    const AddResult result = add(archive);
    EXPECT_EQ(met_, 1);
    EXPECT_EQ(result.counts.stories_added, 3U);
    EXPECT_EQ(archive.counts().works, 3);
    ASSERT_EQ(archive.accessions().size(), 1U) << "it was begun once";
    EXPECT_EQ(archive.accessions()[0].counts, result.counts);
    EXPECT_EQ(archive.counts().findings, 0) << "none says that a story is there twice";
    EXPECT_EQ(add(archive).counts.already_held, 3U);
    Progress progress;
    EXPECT_TRUE(archive.check(progress).ok());
}

TEST_F(Away, a_correction_whose_commit_was_not_answered_is_known_to_be_saved_or_not) {
    Archive archive(library());
    add(archive);
    at_commit(Gate::Pass::on_then_cut, 1, "insert into edit(");
    EXPECT_EQ(archive.edit(1, {{"title", "The Weir"}}, "Kat").value().title, "The Weir");
    EXPECT_EQ(met_, 1);
    const auto edits = archive.edits(Viewer::owner, 1);
    ASSERT_EQ(edits.size(), 1U);
    at_commit(Gate::Pass::on_then_cut, 1, "update edit ");
    EXPECT_NE(archive.undo_edit(1, edits[0].id).value().title, "The Weir");
    EXPECT_EQ(met_, 2);
    at_commit(Gate::Pass::cut, 1, "insert into edit(");
    try {
        (void)archive.edit(1, {{"title", "The Old Weir"}}, "Kat");
        ADD_FAILURE() << "it was saved";
    } catch (const Error& e) {
        EXPECT_EQ(e.fault, Fault::away);
        EXPECT_NE(e.message.find("nothing was changed"), std::string::npos) << e.message;
    }
    EXPECT_EQ(met_, 3);
    EXPECT_EQ(archive.edits(Viewer::owner, 1).size(), 1U);
    EXPECT_EQ(archive.edit(1, {{"title", "The Old Weir"}}, "Kat").value().title, "The Old Weir");
}

TEST_F(Away, a_database_that_does_not_come_back_ends_the_add_and_nothing_is_half_done) {
    setenv("SOLANDER_DATABASE_WAIT", "1", 1);
    {
        Archive archive(library());
        gate_->set_guard([this](std::string_view sent) {
            if (sent.find("insert into work(") == std::string_view::npos) return Gate::Pass::on;
            gate_->shut(true);
            return Gate::Pass::cut;
        });
        try {
            add(archive);
            ADD_FAILURE() << "it was added";
        } catch (const Error& e) {
            EXPECT_EQ(e.fault, Fault::away) << e.message;
            EXPECT_FALSE(e.hint.empty());
        }
    }
    gate_->set_guard({});
    gate_->shut(false);
    unsetenv("SOLANDER_DATABASE_WAIT");
    Archive archive(library());
    EXPECT_EQ(archive.counts().works, 0);
    EXPECT_EQ(add(archive).counts.stories_added, 3U);
    Progress progress;
    EXPECT_TRUE(archive.check(progress).ok());
}

TEST_F(Away, a_full_disk_of_the_server_is_said_and_nothing_is_half_done) {
    const auto admin = open_postgres(schema_->address())->connect();
    admin->execute_script(
        "create function full_disk() returns trigger language plpgsql as $$begin"
        " if (select count(*) from version) >= 1 then raise exception"
        " 'could not extend file: No space left on device' using errcode = '53100'; end if;"
        " return new; end$$;"
        "create trigger full_disk before insert on version for each row execute function "
        "full_disk()");
    Archive archive(library());
    try {
        add(archive);
        ADD_FAILURE() << "it was added";
    } catch (const Error& e) {
        EXPECT_EQ(e.fault, Fault::storage) << e.message;
        EXPECT_NE(e.message.find("no space left on the server"), std::string::npos) << e.message;
        EXPECT_NE(e.hint.find("run the same command again"), std::string::npos) << e.hint;
    }
    EXPECT_EQ(archive.counts().works, 0);
    EXPECT_EQ(archive.accessions().size(), 0U);
    Progress progress;
    EXPECT_TRUE(archive.check(progress).ok());
    admin->execute_script("drop trigger full_disk on version");
    EXPECT_EQ(add(archive).counts.stories_added, 3U);
    EXPECT_TRUE(archive.check(progress).ok());
}

TEST_F(Away, who_serves_waits_at_the_start_and_says_so_once) {
    gate_->shut(true);
    int told = 0;
    std::thread back([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(1200));
        gate_->shut(false);
    });
    const Archive archive(library(), [&](const Error& e) {
        ++told;
        EXPECT_EQ(e.fault, Fault::away) << e.message;
    });
    back.join();
    EXPECT_EQ(told, 1);
    EXPECT_EQ(archive.counts().works, 0);
    gate_->shut(true);
    EXPECT_THROW(Archive{library()}, Error) << "commands say it at once";
}

TEST_F(Away, a_follower_knows_it_and_nobody_waits) {
    Archive archive(library());
    add(archive);
    archive.follow();
    const auto soon = [](const auto& holds) {
        for (int i = 0; i < 1000 && !holds(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        return holds();
    };
    ASSERT_TRUE(soon([&] { return archive.look_for_changes(); }));
    EXPECT_FALSE(archive.away());
    gate_->shut(true);
    const auto before = Clock::now();
    EXPECT_THROW(archive.work(Viewer::owner, 1), Error);
    EXPECT_LT(Clock::now() - before, std::chrono::seconds(5)) << "database.wait is 30";
    EXPECT_TRUE(soon([&] { return archive.away().has_value(); }));
    EXPECT_FALSE(archive.look_for_changes()) << "what is kept may be old";
    gate_->shut(false);
    EXPECT_TRUE(soon([&] { return !archive.away(); }));
    EXPECT_EQ(archive.work(Viewer::owner, 1)->title, "Tale 1");
    EXPECT_TRUE(soon([&] { return archive.look_for_changes(); }));
    gate_->stop(true);
    EXPECT_TRUE(soon([&] { return archive.away().has_value(); })) << "silence is noticed too";
    gate_->stop(false);
    EXPECT_TRUE(soon([&] { return !archive.away(); }));
    EXPECT_EQ(archive.work(Viewer::owner, 2)->title, "Tale 2");
}

}  // namespace
}  // namespace solander
