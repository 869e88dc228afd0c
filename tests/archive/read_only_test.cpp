// SPDX-License-Identifier: GPL-3.0-or-later
// An archive in a folder that may be read and not written: all that reads works, adding says why
// not.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>

#include "archive/archive.h"
#include "base/file.h"
#include "tests/archive/pile.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

class ReadOnly : public testing::Test {
  protected:
    void SetUp() override {
        fs::permissions(folder_.path(),
                        fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
        fs::create_directories(pile());
        write_file(pile() / "1.txt", story_file("The Weir", "Ada Marsh", 1));
        write_file(pile() / "2.txt", story_file("The Ford", "J. Weir", 2));
        Archive::init(library());
        Archive archive(library());
        Progress progress;
        archive.add({pile()}, {}, progress);
    }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }

    /// Runs `act` in a process that may only read; true when it says so.
    bool reader(const std::function<bool()>& act) const {
        set_write(false);
        const pid_t child = fork();
        if (child == 0) {
            // Root may write everywhere: then as nobody.
            if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(9);
            bool done = false;
            try {
                done = act();
            } catch (const Error& error) {
                fprintf(stderr, "%s\n%s\n", error.message.c_str(), error.hint.c_str());
            }
            _exit(done ? 0 : 1);
        }
        int status = 0;
        waitpid(child, &status, 0);
        set_write(true);
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    void set_write(bool wanted) const {
        const auto all = fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
        const auto enter = fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
        const auto write = wanted ? fs::perms::owner_write : fs::perms::none;
        fs::permissions(library(), all | enter | write);
        for (const auto& entry : fs::recursive_directory_iterator(library()))
            fs::permissions(entry, entry.is_directory() ? all | enter | write : all | write);
    }

    TemporaryFolder folder_;
};

TEST_F(ReadOnly, is_searched_read_carried_away_and_checked) {
    EXPECT_TRUE(reader([&] {
        Archive archive(library());
        SearchRequest request;
        request.query = parse_query("title:weir").value();
        return archive.find(Viewer::owner, request).total == 1;
    }));
    EXPECT_TRUE(reader([&] {
        Archive archive(library());
        return archive.work(Viewer::owner, 1)->title == "The Weir"
               && archive.chapter(Viewer::owner, 1, 1) && archive.original(Viewer::owner, 1)
               && archive.exported(Viewer::owner, 1, ExportFormat::epub);
    }));
    EXPECT_TRUE(reader([&] {
        Progress progress;
        const CheckResult result = Archive(library()).check(progress);
        return result.ok() && result.originals == 2;
    }));
    EXPECT_TRUE(reader([&] {
        Archive archive(library());
        archive.catch_up();  // what serve begins with
        return archive.counts().works == 2;
    }));
}

TEST_F(ReadOnly, refuses_what_would_write_and_says_what_to_do) {
    const auto refused = [&](const std::function<void(Archive&)>& act) {
        return reader([&] {
            Archive archive(library());
            try {
                act(archive);
            } catch (const Error& error) {
                return error.fault == Fault::denied && !error.hint.empty();
            }
            return false;
        });
    };
    Progress progress;
    EXPECT_TRUE(refused([&](Archive& archive) { archive.add({pile()}, {}, progress); }));
    EXPECT_TRUE(refused([&](Archive& archive) {
        (void)archive.edit(1, {{"title", "Mine"}}, "Kat");
    }));
    EXPECT_TRUE(refused([&](Archive& archive) { (void)archive.reread(progress, {.all = true}); }));
    AddOptions dry;
    dry.dry_run = true;
    EXPECT_TRUE(reader([&] {
        Archive(library()).add({pile()}, dry, progress);
        return true;
    })) << "a dry run keeps nothing";
}

TEST_F(ReadOnly, without_words_finds_by_filters_and_says_how_to_make_them) {
    fs::remove_all(library() / "words");
    EXPECT_TRUE(reader([&] {
        Archive archive(library());
        SearchRequest request;
        request.query = parse_query("rating:teen").value();
        if (archive.find(Viewer::owner, request).total != 2) return false;
        request.query = parse_query("weir").value();
        try {
            (void)archive.find(Viewer::owner, request);
        } catch (const Error& error) {
            return !error.hint.empty();
        }
        return false;
    }));
}

}  // namespace
}  // namespace solander
