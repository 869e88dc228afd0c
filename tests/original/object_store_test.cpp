// SPDX-License-Identifier: GPL-3.0-or-later
#include "original/object_store.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "base/file.h"
#include "original/fixity.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

std::size_t tmp_entries(const ObjectStore& store) {
    const fs::path tmp = store.folder() / "tmp";
    if (!fs::exists(tmp)) return 0;
    return static_cast<std::size_t>(std::distance(fs::recursive_directory_iterator(tmp), {}));
}

std::vector<Digest> all_of(const ObjectStore& store) {
    std::vector<Digest> digests;
    store.walk([&](const ObjectStore::Entry& e) {
        if (e.digest != nullptr) digests.push_back(*e.digest);
    });
    return digests;
}

TEST(Digest, is_what_sha256sum_prints) {
    EXPECT_EQ(digest_of("abc").text(),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(digest_of("").text(),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    Hasher hasher;
    hasher.update("a");
    hasher.update("bc");
    EXPECT_EQ(hasher.finish(), digest_of("abc"));
    EXPECT_EQ(hasher.finish(), digest_of(""));
}

TEST(Digest, reads_only_its_own_text) {
    const Digest digest = digest_of("x");
    EXPECT_EQ(Digest::from_text(digest.text()), digest);
    EXPECT_EQ(Digest::from_raw(digest.raw()), digest);
    EXPECT_FALSE(Digest::from_text(digest.text().substr(1)));
    EXPECT_FALSE(Digest::from_text(std::string(64, 'g')));
    EXPECT_FALSE(Digest::from_text(std::string(64, 'A')));
}

TEST(ObjectStore, holds_nothing_before_commit_and_all_after) {
    const TemporaryFolder folder;
    const ObjectStore store(folder.path() / "originals");
    const std::string bytes("snow\0\r\n\xFF", 8);
    {
        ObjectStore::Batch batch(store);
        const auto put = batch.put(bytes);
        EXPECT_FALSE(put.already_held);
        EXPECT_TRUE(batch.put(bytes).already_held);
        EXPECT_EQ(batch.size(), 1U);
        EXPECT_FALSE(store.has(put.digest));
        batch.commit();
        EXPECT_TRUE(store.has(put.digest));
        EXPECT_TRUE(batch.put(bytes).already_held);
    }
    EXPECT_EQ(store.read(digest_of(bytes)).value(), bytes);
    EXPECT_EQ(tmp_entries(store), 0U);
    struct stat status {};
    ASSERT_EQ(::stat(store.path_of(digest_of(bytes)).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0222, 0U);
    const std::string name = digest_of(bytes).text();
    EXPECT_EQ(store.path_of(digest_of(bytes)),
              store.folder() / name.substr(0, 2) / name.substr(2, 2) / name);
}

TEST(ObjectStore, forgets_a_batch_that_was_not_committed) {
    const TemporaryFolder folder;
    const ObjectStore store(folder.path());
    { ObjectStore::Batch(store).put("x"); }
    EXPECT_FALSE(store.has(digest_of("x")));
    EXPECT_EQ(tmp_entries(store), 0U);
}

TEST(ObjectStore, copies_a_file_without_touching_it) {
    const TemporaryFolder folder;
    const ObjectStore store(folder.path() / "originals");
    const fs::path source = folder.path() / "story.txt";
    write_file(source, std::string(3 << 20, 'y'));
    const auto before = fs::last_write_time(source);
    ObjectStore::Batch batch(store);
    const auto put = batch.put_file(source).value();
    EXPECT_EQ(put.size, 3U << 20);
    EXPECT_TRUE(batch.put_file(source).value().already_held);
    EXPECT_EQ(batch.put_file(folder.path() / "none").error().fault, Fault::not_found);
    EXPECT_EQ(batch.put_file(folder.path()).error().fault, Fault::input);
    batch.commit();
    EXPECT_EQ(store.read(put.digest).value(), read_file(source).value());
    EXPECT_EQ(fs::last_write_time(source), before);
}

TEST(ObjectStore, takes_a_file_in_pieces_and_forgets_it_when_told) {
    TemporaryFolder folder;
    const ObjectStore store(folder.path() / "originals");
    ObjectStore::Batch batch(store);
    const auto pieces = [](const ObjectStore::Batch::Take& take) {
        take("The wei");
        take("r");
    };
    const auto put = batch.put_pieces(pieces);
    EXPECT_EQ(put.digest, digest_of("The weir"));
    EXPECT_EQ(put.size, 8U);
    EXPECT_FALSE(put.already_held);
    EXPECT_EQ(read_file(batch.file_of(put.digest)).value(), "The weir");
    batch.forget(put.digest);
    EXPECT_TRUE(batch.file_of(put.digest).empty());
    EXPECT_EQ(batch.size(), 0U);
    EXPECT_FALSE(batch.put_pieces(pieces).already_held);
    EXPECT_TRUE(batch.put_pieces(pieces).already_held);
    batch.commit();
    EXPECT_EQ(store.read(put.digest).value(), "The weir");
}

TEST(ObjectStore, takes_puts_of_many_threads) {
    const TemporaryFolder folder;
    const ObjectStore store(folder.path());
    ObjectStore::Batch batch(store);
    std::atomic<int> fresh{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 200; ++i)
                    if (!batch.put("story " + std::to_string(i)).already_held) ++fresh;
            });
    }
    EXPECT_EQ(fresh, 200);
    batch.commit();
    EXPECT_EQ(all_of(store).size(), 200U);
}

TEST(ObjectStore, lets_two_batches_bring_the_same_file) {
    const TemporaryFolder folder;
    const ObjectStore store(folder.path());
    ObjectStore::Batch one(store);
    ObjectStore::Batch two(store);
    one.put("x");
    two.put("x");
    two.put("y");
    one.commit();
    two.commit();
    EXPECT_EQ(all_of(store).size(), 2U);
}

TEST(ObjectStore, never_replaces_what_is_in_place) {
    const TemporaryFolder folder;
    const ObjectStore store(folder.path());
    ObjectStore::Batch batch(store);
    const auto put = batch.put("right");
    fs::create_directories(store.path_of(put.digest).parent_path());
    write_file(store.path_of(put.digest), "wrong");
    batch.commit();
    EXPECT_EQ(read_file(store.path_of(put.digest)).value(), "wrong");
    EXPECT_EQ(store.read(put.digest).error().fault, Fault::storage);
}

TEST(ObjectStore, clears_what_a_killed_process_left_but_not_a_living_one) {
    const TemporaryFolder folder;
    const fs::path originals = folder.path() / "originals";
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const ObjectStore store(originals);
        ObjectStore::Batch batch(store);
        batch.put("half-done");
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    const ObjectStore first(originals);
    EXPECT_EQ(tmp_entries(first), 0U);
    EXPECT_TRUE(all_of(first).empty());

    ObjectStore::Batch living(first);
    living.put("still here");
    const ObjectStore second(originals);
    living.commit();
    EXPECT_TRUE(second.has(digest_of("still here")));
}

TEST(Fixity, names_missing_altered_and_stray) {
    const TemporaryFolder folder;
    const ObjectStore store(folder.path());
    std::vector<HeldOriginal> expected;
    {
        ObjectStore::Batch batch(store);
        for (const char* text : {"one", "two", "three", "four"}) {
            const auto put = batch.put(text);
            expected.push_back({put.digest, put.size});
        }
        batch.commit();
    }
    Progress progress;
    EXPECT_TRUE(check_fixity(store, expected, 2, progress).sound());
    EXPECT_EQ(progress.files_done, 4U);

    const auto overwrite = [&](const char* text, const char* bytes) {
        fs::remove(store.path_of(digest_of(text)));
        if (bytes != nullptr) write_file(store.path_of(digest_of(text)), bytes);
    };
    overwrite("one", nullptr);
    overwrite("two", "twx");
    overwrite("three", "thre");
    write_file(store.folder() / "notes.txt", "mine");
    {
        ObjectStore::Batch batch(store);
        batch.put("nobody's");
        batch.commit();
    }
    const FixityReport report = check_fixity(store, expected, 3, progress);
    EXPECT_EQ(report.originals, 1U);
    ASSERT_EQ(report.missing.size(), 1U);
    EXPECT_EQ(report.missing[0], digest_of("one"));
    ASSERT_EQ(report.altered.size(), 2U);
    std::string whys;
    for (const auto& altered : report.altered) whys += altered.why + "\n";
    EXPECT_NE(whys.find("has other bytes"), std::string::npos);
    EXPECT_NE(whys.find("is 4 bytes long, was 5"), std::string::npos);
    EXPECT_EQ(report.stray.size(), 2U);
    EXPECT_FALSE(report.sound());
}

TEST(Fixity, stops_when_cancelled) {
    const TemporaryFolder folder;
    const ObjectStore store(folder.path());
    Progress progress;
    progress.cancel = true;
    const FixityReport report = check_fixity(store, {{digest_of("x"), 1}}, 1, progress);
    EXPECT_TRUE(report.cancelled);
    EXPECT_FALSE(report.sound());
    EXPECT_TRUE(report.missing.empty());
}

}  // namespace
}  // namespace solander
