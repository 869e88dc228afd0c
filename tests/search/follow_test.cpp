// SPDX-License-Identifier: GPL-3.0-or-later
// The words follow the catalogue: killed anywhere, deleted, damaged, from two processes at once.
#include "tests/search/library.h"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <set>
#include <thread>

#include "search/shard_db.h"

namespace solander {
namespace {

using Ids = std::vector<std::int64_t>;

TestWork numbered(std::int64_t id, const std::string& extra = {}) {
    TestWork w;
    w.id = id;
    w.title = "Work " + std::to_string(id);
    std::string text = "common " + extra;
    for (int i = 0; i < 400; ++i) text += " w" + std::to_string((id * 7919 + i * 104729) % 3000);
    w.chapters = {text + " only" + std::to_string(id)};
    return w;
}

std::vector<TestWork> many(std::int64_t from, std::int64_t to) {
    std::vector<TestWork> works;
    for (std::int64_t id = from; id <= to; ++id) works.push_back(numbered(id));
    return works;
}

void expect_whole(TestLibrary& library, std::size_t works) {
    auto search = library.open();
    search->catch_up();
    const WordsCheck check = search->check();
    EXPECT_TRUE(check.ok);
    EXPECT_EQ(check.works, works);
    EXPECT_EQ(check.behind, 0U);
    EXPECT_EQ(found(*search, "common").size(), works);
    EXPECT_EQ(found(*search, "only7"), Ids{7});
}

/// Text that the files still hold, in whatever page.
bool files_contain(const std::filesystem::path& folder, const std::string& bytes) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto content = read_file(entry.path());
        if (content && content->find(bytes) != std::string::npos) return true;
    }
    return false;
}

TEST(Follow, is_behind_until_it_catches_up) {
    TestLibrary library;
    library.put_all(many(1, 20));
    auto search = library.open();
    EXPECT_FALSE(search->check().ok);
    EXPECT_EQ(search->behind(), 20U);
    std::uint64_t indexed = 0;
    search->catch_up([&](std::uint64_t n) { indexed = n; });
    EXPECT_EQ(indexed, 20U);
    EXPECT_TRUE(search->check().ok);
    library.put(numbered(21));
    EXPECT_EQ(search->check().behind, 1U);
    EXPECT_EQ(search->behind(), 1U);
    EXPECT_EQ(found(*search, "only21"), Ids{});
    search->catch_up([&](std::uint64_t n) { indexed = n; });
    EXPECT_EQ(search->behind(), 0U);
    EXPECT_EQ(indexed, 1U);
    EXPECT_EQ(found(*search, "only21"), Ids{21});
}

TEST(Follow, a_file_is_not_written_for_works_of_another_and_is_not_behind_for_that) {
    TestLibrary library;
    library.put_all(many(1, 20));
    const auto whole = [&] {  // closed: the log is emptied into the file
        auto search = library.open();
        search->catch_up();
        EXPECT_TRUE(search->check().ok);
    };
    whole();
    std::vector<std::string> before;
    for (const char* name : {"words-0.db", "words-1.db"})
        before.push_back(read_file(library.words_folder() / name).value());
    library.put(numbered(21));
    whole();
    EXPECT_EQ(read_file(library.words_folder() / "words-0.db").value(), before[0]) << "21 is odd";
    EXPECT_NE(read_file(library.words_folder() / "words-1.db").value(), before[1]);
    for (std::int64_t id = 22; id <= 60; ++id) {  // one at a time, as they come
        library.put(numbered(id));
        library.open()->catch_up();
    }
    expect_whole(library, 60);
}

TEST(Follow, new_readings_replace_old_ones_and_removed_works_go) {
    TestLibrary library;
    library.put_all(many(1, 10));
    auto search = library.open_ready();
    library.put(numbered(3, "zeppelin"));
    library.remove(4);
    TestWork removed = numbered(5);
    removed.visibility = "removed";
    library.put(removed);
    search->catch_up();
    EXPECT_EQ(found(*search, "zeppelin"), Ids{3});
    EXPECT_EQ(found(*search, "only4"), Ids{});
    EXPECT_EQ(found(*search, "only5", 0b11111), Ids{});
    EXPECT_EQ(found(*search, "common").size(), 8U);
    EXPECT_TRUE(search->check().ok);
    library.put(numbered(3));
    search->catch_up();
    EXPECT_EQ(found(*search, "zeppelin"), Ids{});
    EXPECT_EQ(found(*search, "only3"), Ids{3});
}

TEST(Follow, the_folder_may_be_deleted) {
    TestLibrary library;
    library.put_all(many(1, 30));
    library.open_ready();
    std::filesystem::remove_all(library.words_folder());
    expect_whole(library, 30);
}

TEST(Follow, a_folder_deleted_under_a_reader_is_noticed) {
    TestLibrary library;
    library.put_all(many(1, 10));
    auto reader = library.open_ready();
    EXPECT_EQ(found(*reader, "common").size(), 10U);
    std::filesystem::remove_all(library.words_folder());
    std::filesystem::create_directory(library.words_folder());
    library.put_all(many(11, 12));
    library.open_ready();
    reader->refresh();
    EXPECT_EQ(found(*reader, "common").size(), 12U);
}

TEST(Follow, a_damaged_file_is_made_anew) {
    TestLibrary library;
    library.put_all(many(1, 30));
    library.open_ready();
    for (const char* name : {"words-0.db", "words-1.db"}) {
        const auto file = library.words_folder() / name;
        std::filesystem::remove(file.string() + "-wal");
        std::ofstream(file, std::ios::trunc) << std::string(20000, 'x');
    }
    library.put(numbered(31));
    expect_whole(library, 31);
}

TEST(Follow, another_number_of_shards_starts_over) {
    TestLibrary library;
    library.put_all(many(1, 30));
    library.open_ready(3);
    expect_whole(library, 30);
}

TEST(Follow, a_catalogue_that_went_back_in_time_is_followed_anew) {
    TestLibrary library;
    library.put_all(many(1, 10));
    library.open_ready();
    {
        WriteTransaction transaction(library.connection());
        library.connection().execute_script("delete from change where seq > 4");
        library.connection().execute_script(
            library.connection().engine() == "sqlite"
                ? "update sqlite_sequence set seq = 4 where name = 'change'"
                : "alter table change alter column seq restart with 5");
        transaction.commit();
    }
    expect_whole(library, 10);
}

TEST(Follow, many_edits_of_the_same_work_index_it_once) {
    TestLibrary library;
    library.put_all(many(1, 4));
    auto search = library.open_ready();
    for (int i = 0; i < 20; ++i) library.put(numbered(2, "edit" + std::to_string(i)));
    std::uint64_t indexed = 0;
    search->catch_up([&](std::uint64_t n) { indexed = n; });
    EXPECT_EQ(indexed, 1U);
    EXPECT_EQ(found(*search, "edit19"), Ids{2});
    EXPECT_EQ(found(*search, "edit3"), Ids{});
}

TEST(Follow, dead_texts_are_really_gone_after_dropping) {
    TestLibrary library;
    library.put_all(many(1, 40));
    library.put(numbered(41, "xylophonist"));
    auto search = library.open_ready();
    library.remove(41);
    search->catch_up();
    EXPECT_EQ(found(*search, "xylophonist"), Ids{});
    search->drop_dead();
    EXPECT_EQ(found(*search, "common").size(), 40U);
    EXPECT_TRUE(search->check().ok);
    search.reset();
    EXPECT_FALSE(files_contain(library.words_folder(), "xylophonist"));
}

TEST(Follow, a_quarter_of_dead_texts_starts_a_new_filling) {
    TestLibrary library;
    library.put_all(many(1, 20));
    auto search = library.open_ready(1);
    std::vector<TestWork> again;
    for (std::int64_t id = 1; id <= 10; ++id) again.push_back(numbered(id, "second"));
    library.put_all(again);
    search->catch_up();
    ShardDb db(library.words_folder() / "words-0.db");
    EXPECT_EQ(db.number("select count(*) from dead"), 0);
    EXPECT_EQ(db.number("select count(*) from doc"), 20);
    EXPECT_EQ(found(*search, "second").size(), 10U);
    EXPECT_EQ(found(*search, "common").size(), 20U);
}

TEST(Follow, follows_while_the_writer_goes_on) {
    TestLibrary library;
    auto search = library.open();
    search->start_following();
    for (std::int64_t id = 1; id <= 60; ++id) {
        library.put(numbered(id));
        if (id % 20 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(30));
    }
    search->stop_following();
    EXPECT_TRUE(search->check().ok);
    EXPECT_EQ(found(*search, "common").size(), 60U);
}

TEST(Follow, a_kill_at_any_moment_is_caught_up) {
    TestLibrary library;
    library.put_all(many(1, 300));
    std::int64_t last = 300;
    for (int attempt = 0; attempt < 8; ++attempt) {
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            const auto database = library.open_catalogue();
            Search search(*database, library.words_folder(), 2);
            search.catch_up();
            pause();
            _exit(0);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5 + attempt * 12));
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        library.put_all(many(last + 1, last + 20));
        library.put(numbered(attempt + 10, "again"));
        last += 20;
    }
    expect_whole(library, static_cast<std::size_t>(last));
}

TEST(Follow, two_processes_at_once_do_not_double) {
    TestLibrary library;
    library.put_all(many(1, 200));
    std::vector<pid_t> children;
    for (int i = 0; i < 3; ++i) {
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            int code = 0;
            try {
                const auto database = library.open_catalogue();
                Search search(*database, library.words_folder(), 2);
                search.catch_up();
                code = search.check().ok ? 0 : 1;
            } catch (const std::exception& e) {
                std::fprintf(stderr, "%s\n", e.what());
                code = 2;
            }
            _exit(code);
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = -1;
        waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    expect_whole(library, 200);
    ShardDb db(library.words_folder() / "words-0.db");
    EXPECT_EQ(db.number("select count(*) from dead"), 0);
}

TEST(Follow, readers_go_on_while_others_follow) {
    TestLibrary library;
    library.put_all(many(1, 50));
    auto reader = library.open_ready();
    auto writer = library.open();
    std::atomic<bool> stop{false};
    std::atomic<int> wrong{0};
    std::thread asking([&] {
        while (!stop) {
            reader->refresh();
            const auto ids = found(*reader, "common");
            if (ids.size() < 50
                || std::set<std::int64_t>(ids.begin(), ids.end()).size() != ids.size())
                ++wrong;
        }
    });
    for (int i = 0; i < 10; ++i) {
        library.put_all(many(51 + i, 51 + i));
        library.put(numbered(1 + i, "more"));
        writer->catch_up();
        if (i % 3 == 0) writer->drop_dead();
    }
    stop = true;
    asking.join();
    EXPECT_EQ(wrong, 0);
    reader->refresh();
    EXPECT_EQ(found(*reader, "common").size(), 60U);
}

}  // namespace
}  // namespace solander
