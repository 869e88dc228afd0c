// SPDX-License-Identifier: GPL-3.0-or-later
// The review queue: findings by kind, settled by a person, and the original beside its reading.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/file.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

class Review : public testing::Test {
  protected:
    void SetUp() override {
        const fs::path pile = folder_.path() / "pile";
        fs::create_directories(pile);
        write_file(pile / "1.txt", story_file("The Weir", "Ada Marsh", 1)
                                       + "She didn\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2t go.\n");
        write_file(pile / "2.txt", story_file("The Ford", "J. Weir", 2));
        make_archive(folder_.path() / "library");
        archive_ = std::make_unique<Archive>(folder_.path() / "library");
        Progress progress;
        archive_->add({pile}, {}, progress);
    }
    std::uint64_t count(std::string_view kind) const {
        for (const FindingKind& one : archive_->finding_kinds(Viewer::owner))
            if (one.kind == kind) return one.findings;
        return 0;
    }
    TemporaryFolder folder_;
    std::unique_ptr<Archive> archive_;
};

TEST_F(Review, what_is_settled_stays_so_when_the_file_is_read_again) {
    ASSERT_EQ(count("mojibake"), 1U);
    const auto rows = archive_->findings_of_kind(Viewer::owner, "mojibake", 10);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].work, 1);
    ASSERT_TRUE(archive_->settle(rows[0].id, true));
    EXPECT_EQ(count("mojibake"), 0U);
    EXPECT_FALSE(archive_->settle(rows[0].id, true)) << "it is settled";
    Progress progress;
    archive_->reread(progress, {.all = true});
    EXPECT_EQ(count("mojibake"), 0U);
    ASSERT_TRUE(archive_->settle(rows[0].id, false));
    EXPECT_EQ(count("mojibake"), 1U);
    EXPECT_FALSE(archive_->settle(999, true));
}

TEST_F(Review, is_for_the_keeper_alone) {
    EXPECT_TRUE(archive_->finding_kinds(Viewer::member).empty());
    EXPECT_TRUE(archive_->findings_of_kind(Viewer::stranger, "mojibake", 10).empty());
    EXPECT_FALSE(archive_->reading(Viewer::stranger, 1));
}

TEST_F(Review, shows_what_the_lines_of_the_original_were_taken_for) {
    const auto reading = archive_->reading(Viewer::owner, 2);
    ASSERT_TRUE(reading);
    EXPECT_NE(reading->text.find("Title: The Ford"), std::string::npos);
    EXPECT_EQ(reading->story.record.title, "The Ford");
    EXPECT_TRUE(std::any_of(reading->story.taken.begin(), reading->story.taken.end(),
                            [](const Taken& taken) { return taken.what == "story"; }));
    EXPECT_FALSE(archive_->reading(Viewer::owner, 99));
}

}  // namespace
}  // namespace solander
