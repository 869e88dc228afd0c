// SPDX-License-Identifier: GPL-3.0-or-later
// Receiving files: what is kept, what is counted, what a second add does, what a kill leaves
// behind.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <thread>

#include "archive/archive.h"
#include "base/file.h"
#include "catalogue/db.h"
#include "catalogue/stories.h"
#include "export/zip_writer.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

class Add : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(pile());
        make_archive(library());
    }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    AddResult add(AddOptions options = {}) {
        Archive archive(library());
        Progress progress;
        return archive.add({pile()}, options, progress);
    }
    CheckResult check() {
        Progress progress;
        return Archive(library()).check(progress);
    }

    TemporaryFolder folder_;
};

TEST_F(Add, keeps_every_byte_and_counts_what_came) {
    write_file(pile() / "a.txt", story_file("The Weir", "Ada Marsh", 1));
    write_file(pile() / "b.txt", story_file("The Ford", "J. Weir", 2));
    write_file(pile() / "again.txt", story_file("The Weir", "Ada Marsh", 1));
    write_file(pile() / "empty.txt", "");
    const AddResult result = add();
    EXPECT_EQ(result.counts.files, 4U);
    EXPECT_EQ(result.counts.stories_added, 2U);
    EXPECT_EQ(result.counts.already_held, 1U);
    EXPECT_EQ(result.counts.not_stories, 1U);
    EXPECT_EQ(result.counts.unreadable, 0U);
    Archive archive(library());
    EXPECT_EQ(archive.original(Viewer::owner, 1)->file.bytes(),
              story_file("The Weir", "Ada Marsh", 1));
    EXPECT_EQ(archive.work(Viewer::owner, 1)->title, "The Weir");
    EXPECT_TRUE(check().ok());
}

TEST_F(Add, never_touches_a_source_file) {
    write_file(pile() / "a.txt", story_file("The Weir", "Ada Marsh", 1));
    const auto before = fs::last_write_time(pile() / "a.txt");
    add();
    EXPECT_EQ(fs::last_write_time(pile() / "a.txt"), before);
    EXPECT_EQ(read_file(pile() / "a.txt").value(), story_file("The Weir", "Ada Marsh", 1));
}

TEST_F(Add, follows_a_linked_folder_that_is_named_and_counts_those_that_are_not) {
    fs::create_directories(folder_.path() / "elsewhere");
    write_file(folder_.path() / "elsewhere" / "b.txt", story_file("The Ford", "J. Weir", 2));
    write_file(pile() / "a.txt", story_file("The Weir", "Ada Marsh", 1));
    fs::create_directory_symlink(folder_.path() / "elsewhere", pile() / "more");
    fs::create_directory_symlink(pile(), pile() / "round");
    const AddResult result = add();
    EXPECT_EQ(result.counts.stories_added, 1U);
    EXPECT_EQ(result.linked_folders, (std::vector<fs::path>{pile() / "more", pile() / "round"}));
    EXPECT_TRUE(result.problems.empty());
    Archive archive(library());
    Progress progress;
    EXPECT_EQ(archive.add({pile() / "more"}, {}, progress).counts.stories_added, 1U);
}

TEST_F(Add, a_container_whose_add_was_stopped_is_named_by_check_and_finished_from_its_original) {
    ZipWriter zip;
    for (int i = 0; i < 300; ++i)
        zip.store("in/" + std::to_string(i) + ".txt",
                  story_file("Boat " + std::to_string(i), "Ada Marsh", i));
    write_file(pile() / "boats.zip", zip.finish());
    ASSERT_EQ(add().counts.stories_added, 300U);
    {
        // As after a kill when the first stretch was in.
        const auto database = catalogue_of(library());
        const auto connection = database->connect();
        WriteTransaction transaction(*connection);
        connection->query("update original set class = 'unfinished'").run();
        connection->query("delete from receipt").run();
        for (WorkId id = 101; id <= 300; ++id) ASSERT_TRUE(delete_work(*connection, id));
        transaction.commit();
    }
    fs::remove_all(pile());
    Progress progress;
    const CheckResult before = Archive(library()).check(progress);
    ASSERT_EQ(before.unfinished.size(), 1U);
    Archive archive(library());
    EXPECT_EQ(archive.add({before.unfinished[0]}, {}, progress).counts.stories_added, 200U);
    EXPECT_EQ(archive.counts().works, 300);
    EXPECT_TRUE(check().unfinished.empty());
}

TEST_F(Add, adds_nothing_the_second_time) {
    for (int i = 0; i < 20; ++i)
        write_file(pile() / (std::to_string(i) + ".txt"),
                   story_file("Tale " + std::to_string(i), "Ada Marsh", i));
    EXPECT_EQ(add().counts.stories_added, 20U);
    const AddResult second = add();
    EXPECT_EQ(second.counts.stories_added, 0U);
    EXPECT_EQ(second.counts.already_held, 20U);
    EXPECT_EQ(second.accession, 0);
    // Moved elsewhere: the same bytes under another path.
    fs::rename(pile() / "3.txt", pile() / "moved.txt");
    EXPECT_EQ(add().counts.already_held, 20U);
    EXPECT_EQ(Archive(library()).counts().works, 20);
}

TEST_F(Add, numbers_works_alike_with_any_number_of_threads) {
    for (int i = 0; i < 40; ++i)
        write_file(pile() / (std::to_string(100 + i) + ".txt"),
                   story_file("Tale " + std::to_string(i), "Ada Marsh", i));
    AddOptions options;
    options.jobs = 7;
    add(options);
    Archive archive(library());
    for (int i = 0; i < 40; ++i)
        EXPECT_EQ(archive.work(Viewer::owner, i + 1)->title, "Tale " + std::to_string(i));
}

TEST_F(Add, takes_a_changed_file_for_a_new_version_of_its_work) {
    write_file(pile() / "a.txt", story_file("The Weir", "Ada Marsh", 1));
    add();
    write_file(pile() / "a.txt", story_file("The Weir", "Ada Marsh", 1)
                                     + "\nAnd one more paragraph was written in the spring.\n");
    const AddResult result = add();
    EXPECT_EQ(result.counts.versions_added, 1U);
    EXPECT_EQ(result.counts.stories_added, 0U);
    Archive archive(library());
    EXPECT_EQ(archive.counts().works, 1);
    EXPECT_EQ(archive.versions(Viewer::owner, 1).size(), 2U);
    EXPECT_EQ(archive.original(Viewer::owner, 1)->file.bytes(),
              read_file(pile() / "a.txt").value());
    EXPECT_TRUE(check().ok());
}

TEST_F(Add, never_joins_two_works_by_itself) {
    write_file(pile() / "a.txt", story_file("The Weir", "Ada Marsh", 1));
    write_file(pile() / "b.txt", story_file("The Weir", "Ada Marsh", 1) + "\n");
    EXPECT_EQ(add().counts.stories_added, 2U);
}

TEST_F(Add, keeps_nothing_in_a_dry_run) {
    write_file(pile() / "a.txt", story_file("The Weir", "Ada Marsh", 1));
    AddOptions options;
    options.dry_run = true;
    EXPECT_EQ(add(options).counts.stories_added, 1U);
    EXPECT_EQ(Archive(library()).counts().originals, 0);
    EXPECT_TRUE(check().ok());
}

TEST_F(Add, names_what_it_cannot_read_and_goes_on) {
    write_file(pile() / "a.txt", story_file("The Weir", "Ada Marsh", 1));
    fs::create_symlink("nowhere", pile() / "dangling.txt");
    const AddResult result = add();
    EXPECT_EQ(result.counts.unreadable, 1U);
    EXPECT_EQ(result.counts.stories_added, 1U);
    ASSERT_EQ(result.problems.size(), 1U);
    EXPECT_NE(result.problems[0].find("dangling.txt"), std::string::npos);
}

TEST_F(Add, does_not_read_its_own_archive) {
    write_file(pile() / "a.txt", story_file("The Weir", "Ada Marsh", 1));
    add();
    Archive archive(library());
    Progress progress;
    const AddResult result = archive.add({folder_.path()}, {}, progress);
    EXPECT_EQ(result.counts.files, 1U);
    // Nor when it is named with a slash at the end, or reached by another path.
    fs::create_directory_symlink(folder_.path(), folder_.path().string() + ".link");
    EXPECT_EQ(Archive(library() / "").add({folder_.path()}, {}, progress).counts.files, 1U);
    EXPECT_EQ(archive.add({folder_.path().string() + ".link"}, {}, progress).counts.files, 1U);
    fs::remove(folder_.path().string() + ".link");
}

TEST_F(Add, is_completed_by_the_next_after_a_kill_at_any_moment) {
    for (int i = 0; i < 600; ++i)
        write_file(pile() / (std::to_string(1000 + i) + ".txt"),
                   story_file("Tale " + std::to_string(i), "Ada Marsh", i));
    for (int round = 0; round < 6; ++round) {
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            try {
                add();
            } catch (...) {}
            _exit(0);
        }
        usleep(static_cast<useconds_t>(15'000 + 45'000 * round));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        const CheckResult now = check();
        EXPECT_TRUE(now.ok()) << "after kill " << round << ": " << now.catalogue << " / "
                              << now.words << " stray " << now.stray.size();
    }
    add();
    EXPECT_EQ(Archive(library()).counts().works, 600);
    EXPECT_EQ(Archive(library()).counts().originals, 600);
    EXPECT_TRUE(check().ok());
}

TEST_F(Add, waits_for_another_that_is_at_work) {
    for (int i = 0; i < 200; ++i)
        write_file(pile() / (std::to_string(i) + ".txt"),
                   story_file("Tale " + std::to_string(i), "Ada Marsh", i));
    AddResult one, two;
    std::thread other([&] { one = add(); });
    two = add();
    other.join();
    EXPECT_EQ(one.counts.stories_added + two.counts.stories_added, 200U);
    EXPECT_EQ(Archive(library()).counts().works, 200);
    EXPECT_TRUE(check().ok());
}

TEST_F(Add, leaves_nothing_half_done_when_the_disk_is_full) {
    for (int i = 0; i < 300; ++i)
        write_file(pile() / (std::to_string(i) + ".txt"),
                   story_file("Tale " + std::to_string(i), "Ada Marsh", i));
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit small{200 * 1024, 200 * 1024};  // the catalogue cannot grow past this
        setrlimit(RLIMIT_FSIZE, &small);
        int code = 0;
        try {
            add();
        } catch (const Error& error) {
            code = error.fault == Fault::storage ? 7 : 8;
        } catch (...) {
            code = 9;
        }
        _exit(code);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 7);
    EXPECT_TRUE(check().ok());
    add();
    EXPECT_EQ(Archive(library()).counts().works, 300);
    EXPECT_TRUE(check().ok());
}

TEST_F(Add, stops_when_asked_and_keeps_what_it_has) {
    for (int i = 0; i < 50; ++i)
        write_file(pile() / (std::to_string(i) + ".txt"),
                   story_file("Tale " + std::to_string(i), "Ada Marsh", i));
    Archive archive(library());
    Progress progress;
    progress.cancel = true;
    const AddResult result = archive.add({pile()}, {}, progress);
    EXPECT_TRUE(result.cancelled);
    EXPECT_TRUE(check().ok());
    EXPECT_EQ(add().counts.stories_added + result.counts.stories_added, 50U);
}

}  // namespace
}  // namespace solander
