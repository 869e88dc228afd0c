// SPDX-License-Identifier: GPL-3.0-or-later
// Sealed originals: opened with their key alone, never altered, and never again once it is gone.
#include "original/sealed_store.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/file.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

class Sealed : public testing::Test {
  protected:
    fs::path folder() const { return folder_.path() / "sealed"; }
    fs::path file(const Digest& digest) const { return folder() / digest.text(); }
    fs::path key(const Digest& digest) const { return folder() / "keys" / digest.text(); }
    TemporaryFolder folder_;
    SealedStore store_{folder_.path() / "sealed"};
};

TEST_F(Sealed, open_with_their_key_whatever_their_size) {
    for (const std::size_t size : {0UL, 1UL, 65'535UL, 65'536UL, 65'537UL, 300'000UL}) {
        std::string bytes(size, 'x');
        for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 7 % 251);
        const Digest digest = digest_of(bytes);
        EXPECT_FALSE(store_.holds(digest));
        store_.seal(digest, bytes);
        EXPECT_TRUE(store_.holds(digest));
        const auto opened = store_.open(digest);
        ASSERT_TRUE(opened) << size;
        EXPECT_EQ(*opened, bytes);
        const std::string kept = read_file(file(digest)).value();
        if (size > 100) {
            EXPECT_EQ(kept.find(bytes.substr(10, 40)), std::string::npos);
        }
        EXPECT_EQ(fs::status(key(digest)).permissions(),
                  fs::perms::owner_read | fs::perms::owner_write);
    }
}

TEST_F(Sealed, are_not_opened_when_a_byte_was_changed_or_cut_off) {
    const std::string bytes(200'000, 'a');
    const Digest digest = digest_of(bytes);
    store_.seal(digest, bytes);
    const std::string kept = read_file(file(digest)).value();
    for (const std::size_t at : {0UL, 20UL, 45UL, 70'000UL, kept.size() - 1}) {
        std::string changed = kept;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        write_file(file(digest), changed);
        EXPECT_FALSE(store_.open(digest)) << at;
    }
    for (const std::size_t size : {0UL, 10UL, 42UL, 65'595UL, kept.size() - 1}) {
        write_file(file(digest), std::string_view(kept).substr(0, size));
        EXPECT_FALSE(store_.open(digest)) << size;
    }
    write_file(file(digest), kept);
    EXPECT_TRUE(store_.open(digest));
}

TEST_F(Sealed, leave_nothing_of_a_writing_that_was_killed) {
    EXPECT_TRUE(store_.empty());
    const Digest digest = digest_of("whole");
    store_.seal(digest, "whole");
    write_file(file(digest_of("half")).string() + ".tmp-1", "half");
    write_file(key(digest_of("half")).string() + ".tmp-2", "key");
    EXPECT_EQ(store_.all(), std::vector<Digest>{digest});
    store_.drop_unfinished();
    EXPECT_TRUE(store_.open(digest));
    store_.destroy(digest);
    EXPECT_TRUE(store_.empty());
}

TEST_F(Sealed, with_a_key_that_is_another_s_or_none_stay_closed) {
    const Digest one = digest_of("one"), two = digest_of("two");
    store_.seal(one, "one");
    store_.seal(two, "two");
    const std::string mine = read_file(key(one)).value();
    write_file(key(one), read_file(key(two)).value());
    EXPECT_FALSE(store_.open(one));
    write_file(key(one), mine.substr(0, 31));
    EXPECT_FALSE(store_.open(one));
    write_file(key(one), mine);
    EXPECT_TRUE(store_.open(one));
    store_.destroy(one);
    EXPECT_FALSE(store_.holds(one));
    EXPECT_FALSE(store_.open(one));
    EXPECT_FALSE(fs::exists(file(one)));
    EXPECT_FALSE(fs::exists(key(one)));
    store_.destroy(one);
    EXPECT_TRUE(store_.open(two));
}

}  // namespace
}  // namespace solander
