// SPDX-License-Identifier: GPL-3.0-or-later
// What the archive holds, counted only over what the asker may know of.
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "base/file.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

class Statistics : public testing::Test {
  protected:
    void SetUp() override {
        const fs::path pile = folder_.path() / "pile";
        fs::create_directories(pile);
        write_file(pile / "1.txt",
                   story_file("The Weir", "Ada Marsh", 1, "Date: March 2001\nArchive: Anywhere\n"));
        write_file(pile / "2.txt", story_file("The Ford", "J. Weir", 2, "Archive: No\n"));
        write_file(pile / "3.txt",
                   story_file("The Lock", "Ada Marsh", 3, "Date: 4 May 2003\nArchive: Anywhere\n"));
        make_archive(folder_.path() / "library");
        archive_ = std::make_unique<Archive>(folder_.path() / "library");
        Progress progress;
        archive_->add({pile}, {}, progress);
    }
    /// "name works, name works"
    std::string table(Viewer viewer, const std::string& name, std::size_t most = 0) const {
        std::string line;
        for (const StatisticsTable& t : archive_->statistics(viewer, most))
            if (t.name == name)
                for (const StatisticsRow& row : t.rows)
                    line += (line.empty() ? "" : ", ") + (row.name.empty() ? "-" : row.name) + " "
                            + std::to_string(row.works);
        return line;
    }
    TemporaryFolder folder_;
    std::unique_ptr<Archive> archive_;
};

TEST_F(Statistics, count_by_one_thing_at_a_time) {
    EXPECT_EQ(table(Viewer::owner, "year"), "- 1, 2001 1, 2003 1");
    EXPECT_EQ(table(Viewer::owner, "fandom"), "Harbour 3");
    EXPECT_EQ(table(Viewer::owner, "creator"), "Ada Marsh 2, J. Weir 1");
    EXPECT_EQ(table(Viewer::owner, "creator", 1), "Ada Marsh 2");
    EXPECT_EQ(table(Viewer::owner, "permission"), "any 2, none 1");
    EXPECT_EQ(table(Viewer::owner, "rating"), "teen 3");
    EXPECT_EQ(table(Viewer::owner, "size"), "under 1,000 words 3");
    EXPECT_TRUE(table(Viewer::owner, "source").starts_with("added 2"));
    EXPECT_EQ(table(Viewer::owner, "kind"), "story 3");
}

TEST_F(Statistics, count_fandoms_where_they_are_found) {
    const TagName harbour = archive_->tag_named("fandom:Harbour").value();
    const std::vector<TagName> means = {{0, TagKind::fandom, "The Harbour Books"},
                                        {0, TagKind::fandom, "Boats"}};
    ASSERT_TRUE(archive_->wrangle_tags({{harbour, "synonym", means}}, "Kat"));
    EXPECT_EQ(table(Viewer::owner, "fandom"), "Boats 3, The Harbour Books 3");
    EXPECT_EQ(table(Viewer::stranger, "fandom"), "Boats 2, The Harbour Books 2");
}

TEST_F(Statistics, say_nothing_of_what_the_asker_may_not_know_of) {
    EXPECT_EQ(table(Viewer::stranger, "creator"), "Ada Marsh 2");
    EXPECT_EQ(table(Viewer::stranger, "permission"), "any 2");
    ASSERT_TRUE(archive_->join(1, 3, "ada"));
    EXPECT_EQ(table(Viewer::owner, "fandom"), "Harbour 2") << "a version is not counted twice";
}

}  // namespace
}  // namespace solander
