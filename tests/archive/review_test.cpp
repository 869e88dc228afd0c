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

TEST_F(Review, a_correction_settles_what_it_is_about_or_nothing_happens) {
    const std::int64_t finding = archive_->findings_of_kind(Viewer::owner, "mojibake", 1)[0].id;
    EXPECT_FALSE(archive_->edit(2, {{"title", "Not This"}}, "Kat", finding)) << "of another work";
    EXPECT_FALSE(archive_->edit(1, {{"rating", "nonsense"}}, "Kat", finding));
    EXPECT_TRUE(archive_->finding(Viewer::owner, finding)->settled.empty());
    ASSERT_TRUE(archive_->edit(1, {{"title", "The High Weir"}}, "Kat", finding));
    EXPECT_FALSE(archive_->finding(Viewer::owner, finding)->settled.empty());
    EXPECT_EQ(archive_->settled_findings(Viewer::owner, 10).size(), 1U);
    EXPECT_FALSE(archive_->edit(1, {{"title", "Again"}}, "Kat", finding)) << "it is settled";
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->title, "The High Weir");
    EXPECT_EQ(archive_->work(Viewer::owner, 2)->title, "The Ford");
}

TEST_F(Review, behind_the_last_finding_of_a_kind_comes_the_first) {
    const auto pile = folder_.path() / "more";
    fs::create_directories(pile);
    for (int i = 3; i < 5; ++i)
        write_file(pile / (std::to_string(i) + ".txt"),
                   story_file("The Lock " + std::to_string(i), "J. Weir", i)
                       + "She didn\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2t go.\n");
    Progress progress;
    archive_->add({pile}, {}, progress);
    const auto rows = archive_->findings_of_kind(Viewer::owner, "mojibake", 10);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(archive_->next_finding(Viewer::owner, rows[0]), rows[1].id);
    EXPECT_EQ(archive_->next_finding(Viewer::owner, rows[2]), rows[0].id);
    ASSERT_TRUE(archive_->settle(rows[1].id, true));
    EXPECT_EQ(archive_->next_finding(Viewer::owner, rows[0]), rows[2].id);
    ASSERT_TRUE(archive_->settle(rows[0].id, true));
    EXPECT_EQ(archive_->next_finding(Viewer::owner, rows[2]), std::nullopt) << "it is the only one";
}

TEST_F(Review, is_for_the_keeper_alone) {
    EXPECT_TRUE(archive_->finding_kinds(Viewer::member).empty());
    EXPECT_TRUE(archive_->findings_of_kind(Viewer::stranger, "mojibake", 10).empty());
    EXPECT_FALSE(archive_->reading(Viewer::stranger, 1));
    const auto rows = archive_->findings_of_kind(Viewer::owner, "mojibake", 1);
    EXPECT_FALSE(archive_->finding(Viewer::member, rows[0].id));
    EXPECT_FALSE(archive_->next_finding(Viewer::member, rows[0]));
    EXPECT_TRUE(archive_->settled_findings(Viewer::member, 10).empty());
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
