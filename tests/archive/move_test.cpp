// SPDX-License-Identifier: GPL-3.0-or-later
// An archive dumped, and moved to the other engine and back: the same works, numbers and words.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "archive/accounts.h"
#include "archive/archive.h"
#include "archive/reading_history.h"
#include "archive/settings_text.h"
#include "base/file.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

class Move : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(pile());
        write_file(pile() / "1.txt", story_file("The Weir", "Ada Marsh", 1, "Archive: Anywhere\n"));
        write_file(pile() / "2.txt", story_file("The Ford", "J. Weir", 2, "Archive: Ask first\n"));
        write_file(pile() / "na\xEFve.txt", story_file("The Lock", "Ada Marsh", 3));
        Archive::init(library());
        Archive archive(library());
        add(archive);
        ASSERT_TRUE(archive.edit(1, {{"title", "The Old Weir"}}, "Kat"));
        ASSERT_TRUE(archive.edit(2, {{"tags", "water; stones"}}, "Kat"));
        ASSERT_TRUE(archive.wrangle_tags(
            {{{0, TagKind::fandom, "Harbour"}, "synonym", {{0, TagKind::fandom, "The Harbours"}}}},
            "Kat"));
    }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    AddResult add(Archive& archive) {
        Progress progress;
        return archive.add({pile()}, {}, progress);
    }
    std::string dump() {
        std::string lines;
        Archive(library()).dump([&](std::string_view line) { lines.append(line) += '\n'; });
        return lines;
    }
    std::uint64_t move(const std::string& to) {
        Archive archive(library());
        Progress progress;
        return archive.move_to(to, progress);
    }
    CheckResult check() {
        Progress progress;
        return Archive(library()).check(progress);
    }
    Error refused(const std::string& to) {
        try {
            move(to);
        } catch (const Error& e) {
            return e;
        }
        ADD_FAILURE() << "it was moved";
        return Error(Fault::bug, "");
    }

    TemporaryFolder folder_;
};

/// With a server to move to.
class MoveToPostgres : public Move {
  protected:
    void SetUp() override {
        if (postgres_for_tests().empty()) GTEST_SKIP() << "no PostgreSQL in SOLANDER_TEST_POSTGRES";
        Move::SetUp();
        schema_ = std::make_unique<TestSchema>();
    }
    std::unique_ptr<TestSchema> schema_;
};

TEST_F(Move, a_dump_is_the_same_every_time_and_holds_texts_in_the_clear) {
    const std::string first = dump();
    EXPECT_EQ(first.rfind("{\"dump\":\"solander\",\"schema\":15}\n", 0), 0U);
    EXPECT_EQ(first, dump());
    EXPECT_NE(first.find("{\"table\":\"work\",\"id\":1,\"title\":\"The Old Weir\""),
              std::string::npos);
    EXPECT_NE(first.find("counted the boats"), std::string::npos);
    EXPECT_EQ(first.find("title_key"), std::string::npos) << "made from the title";
    EXPECT_NE(first.find("\"path\":\"" + (pile() / "1.txt").string()), std::string::npos);
}

TEST_F(Move, nowhere_and_where_it_is_already_are_refused) {
    EXPECT_EQ(refused("nowhere").fault, Fault::usage);
    EXPECT_EQ(refused("sqlite").fault, Fault::conflict);
    EXPECT_TRUE(check().ok());
}

TEST_F(Move, settings_keep_all_but_the_address) {
    const std::string before = "# mine\n[archive]\nname = \"Box\"  # ours\n";
    const std::string there = with_database(before, "postgresql://u@h/\"x\"");
    EXPECT_EQ(there.rfind(before, 0), 0U);
    EXPECT_NE(there.find("address = \"postgresql://u@h/\\\"x\\\"\"\n"), std::string::npos) << there;
    const std::string elsewhere = with_database(there, "postgresql://other/y");
    EXPECT_EQ(elsewhere.find("u@h"), std::string::npos) << elsewhere;
    EXPECT_EQ(with_database(elsewhere, "").find("postgresql"), std::string::npos);
    EXPECT_EQ(with_database("[database]\nwait = 5\n[archive]\nname = \"x\"", "postgresql:///z"),
              "[database]\naddress = \"postgresql:///z\"\nwait = 5\n[archive]\nname = \"x\"\n");
    EXPECT_THROW(with_database("database.address = \"postgresql:///a\"\n", "postgresql:///b"),
                 Error);
}

TEST_F(MoveToPostgres, there_and_back_nothing_has_changed) {
    std::string secret;
    {
        Archive archive(library());
        secret = archive.secret();
        const auto reader = Accounts(archive).add("Mara", Role::reader, "four words of snow");
        ASSERT_TRUE(reader);
        ReadingHistory history(archive, *reader);
        history.turn(true);
        history.reached(1, 1);
        history.mark(2, true);
    }
    const std::string before = dump();
    EXPECT_NE(before.find("{\"table\":\"reading_place\",\"account\":1,\"work\":2,"),
              std::string::npos);
    EXPECT_EQ(before.find(secret), std::string::npos);
    EXPECT_EQ(move(schema_->address()) + 1,
              static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n')));
    EXPECT_FALSE(fs::exists(library() / "catalogue.db"));
    EXPECT_TRUE(fs::exists(library() / "catalogue.db.moved")) << "kept, in case";
    EXPECT_EQ(dump(), before);
    EXPECT_TRUE(check().ok());
    {
        Archive archive(library());
        EXPECT_EQ(archive.secret(), secret) << "browsers need not be asked again";
        EXPECT_EQ(add(archive).counts.already_held, 3U);
        SearchRequest request;
        request.query = parse_query("title:weir").value();
        EXPECT_EQ(archive.find(Viewer::owner, request).total, 1U) << "the same words serve";
        write_file(pile() / "4.txt", story_file("The Mill", "Ada Marsh", 4));
        EXPECT_EQ(add(archive).counts.stories_added, 1U);
        EXPECT_EQ(archive.work(Viewer::owner, 4)->title, "The Mill") << "numbers go on";
    }
    const std::string after = dump();
    move("sqlite");
    EXPECT_EQ(dump(), after);
    EXPECT_TRUE(check().ok());
    Archive archive(library());
    EXPECT_EQ(archive.settings().text("database.address"), "");
    write_file(pile() / "5.txt", story_file("The Pond", "Ada Marsh", 5));
    EXPECT_EQ(add(archive).counts.stories_added, 1U);
    EXPECT_EQ(archive.work(Viewer::owner, 5)->title, "The Pond");
}

TEST_F(MoveToPostgres, who_still_has_the_old_one_open_cannot_write_to_it) {
    Archive left_behind(library());
    move(schema_->address());
    EXPECT_THROW(left_behind.edit(1, {{"title", "Lost"}}, "Kat"), Error);
    EXPECT_EQ(Archive(library()).work(Viewer::owner, 1)->title, "The Old Weir");
}

TEST_F(MoveToPostgres, a_catalogue_that_is_served_is_not_taken_away) {
    const auto served = [&] { return refused(schema_->address()).message; };
    {
        Archive server(library());
        server.follow();
        EXPECT_EQ(served(), "servers of this archive are running");
    }
    move(schema_->address());
    const fs::path elsewhere = folder_.path() / "elsewhere";
    fs::create_directories(elsewhere);
    fs::copy_file(library() / "solander.toml", elsewhere / "solander.toml");
    {
        Archive server(elsewhere);
        server.catch_up();
        server.follow();
        for (int i = 0; i < 500 && !server.look_for_changes(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        ASSERT_TRUE(server.look_for_changes());
        const Error e = refused("sqlite");
        EXPECT_EQ(e.fault, Fault::conflict) << e.message;
        EXPECT_NE(e.hint.find("stop them first"), std::string::npos) << e.hint;
    }
    // Its session may outlive it by a moment.
    for (int i = 0;; ++i) try {
            move("sqlite");
            break;
        } catch (const Error& e) {
            ASSERT_LT(i, 100) << e.message;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    EXPECT_TRUE(check().ok());
}

TEST_F(MoveToPostgres, a_place_that_is_taken_is_refused_and_nothing_is_half_done) {
    Archive::init(folder_.path() / "other", schema_->address());
    const std::string before = dump();
    const Error e = refused(schema_->address());
    EXPECT_EQ(e.fault, Fault::conflict) << e.message;
    EXPECT_FALSE(e.hint.empty());
    EXPECT_EQ(dump(), before);
    EXPECT_EQ(Archive(folder_.path() / "other").counts().works, 0);
    Archive archive(library());
    EXPECT_TRUE(archive.edit(1, {{"title", "Still here"}}, "Kat"));
}

TEST_F(MoveToPostgres, two_movers_at_once_move_it_once) {
    const TestSchema other;
    const std::string before = dump();
    int moved = 0;
    std::vector<std::thread> movers;
    std::mutex mutex;
    for (const std::string& to : {schema_->address(), other.address()})
        movers.emplace_back([&, to] {
            try {
                move(to);
                const std::lock_guard lock(mutex);
                ++moved;
            } catch (const Error& e) {
                EXPECT_FALSE(e.message.empty());
            }
        });
    for (std::thread& mover : movers) mover.join();
    EXPECT_EQ(moved, 1);
    EXPECT_EQ(dump(), before);
}

}  // namespace
}  // namespace solander
