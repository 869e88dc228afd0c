// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/spool.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/file.h"

namespace solander {
namespace {

TEST(Spool, keeps_what_was_written_and_leaves_no_name) {
    const TemporaryFolder folder;
    ::setenv("TMPDIR", folder.path().c_str(), 1);
    const std::string much(3 << 20, 'x');
    {
        auto spool = Spool::make();
        ASSERT_TRUE(spool);
        EXPECT_TRUE(spool->write("It fell.\n"));
        EXPECT_TRUE(spool->write(much));
        auto mapped = spool->mapped();
        ASSERT_TRUE(mapped);
        spool = Spool::make();  // the bytes outlive it
        EXPECT_EQ(mapped->bytes(), "It fell.\n" + much);
        EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
    }
    ::setenv("TMPDIR", (folder.path() / "none").c_str(), 1);
    const auto none = Spool::make();
    ::unsetenv("TMPDIR");
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().message.find("none"), std::string::npos);
}

}  // namespace
}  // namespace solander
