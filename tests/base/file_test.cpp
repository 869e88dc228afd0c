// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/compress.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

TEST(ReadFile, gives_all_bytes_or_says_why_not) {
    const TemporaryFolder folder;
    const std::string bytes("a\0b\r\n\xFF", 6);
    write_file(folder.path() / "x", bytes);
    EXPECT_EQ(read_file(folder.path() / "x").value(), bytes);
    EXPECT_EQ(read_file(folder.path() / "none").error().fault, Fault::not_found);
    EXPECT_EQ(read_file(folder.path()).error().fault, Fault::input);
    EXPECT_EQ(read_file(folder.path() / "x", 5).error().fault, Fault::input);
    EXPECT_TRUE(read_file(folder.path() / "x", 6).has_value());
    EXPECT_TRUE(read_file("/proc/self/status").value().size() > 10);
}

TEST(ReadFile, does_not_wait_on_a_pipe) {
    const TemporaryFolder folder;
    const fs::path pipe = folder.path() / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_EQ(read_file(pipe).error().fault, Fault::input);
}

TEST(AtomicFile, appears_only_on_commit) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "f";
    write_file(path, "old");
    {
        AtomicFile file(path);
        file.write("new");
        EXPECT_EQ(read_file(path).value(), "old");
    }
    EXPECT_EQ(read_file(path).value(), "old");
    EXPECT_EQ(entries(folder.path()), 1U);
    AtomicFile file(path);
    file.write("new");
    file.commit();
    EXPECT_EQ(read_file(path).value(), "new");
    EXPECT_EQ(entries(folder.path()), 1U);
}

TEST(AtomicFile, names_the_file_it_cannot_write) {
    try {
        AtomicFile file("/nowhere/at/all");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault, Fault::storage);
        EXPECT_NE(error.message.find("/nowhere/at/all"), std::string::npos);
    }
}

TEST(TemporaryFolder, is_gone_afterwards) {
    fs::path path;
    {
        const TemporaryFolder folder;
        path = folder.path();
        write_file(path / "x", "y");
    }
    EXPECT_FALSE(fs::exists(path));
}

TEST(Compress, gives_back_the_bytes) {
    for (const std::string& bytes : {std::string(), std::string("x"), std::string(100000, 'a')})
        EXPECT_EQ(decompress(compress(bytes)), bytes);
    EXPECT_LT(compress(std::string(100000, 'a')).size(), 200U);
}

TEST(Compress, refuses_damage_and_too_much) {
    std::string frame = compress(std::string(1000, 'a') + "b");
    EXPECT_THROW(decompress(frame, 1000), Error);
    EXPECT_THROW(decompress("not zstd"), Error);
    frame.pop_back();
    EXPECT_THROW(decompress(frame), Error);
}

}  // namespace
}  // namespace solander
