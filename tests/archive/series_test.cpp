// SPDX-License-Identifier: GPL-3.0-or-later
// Series in order, with gaps that tell nothing of hidden works.
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "archive/archive.h"
#include "base/file.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

class SeriesOfWorks : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(pile());
        add("1", "One", "Series: Winter #1\n");
        add("2", "Two", "Series: Winter #2\n", "Archive: Do not archive\n");
        add("3", "Three", "Series: Winter #3\n");
        add("4", "Before", "Series: Winter #0.5\n");
        add("5", "Loose", "Series: Winter\nDate: 2001-05-01\n");
        add("6", "Other", "Series: The Winter Stories #4\n");
        make_archive(library());
        archive_ = std::make_unique<Archive>(library());
        Progress progress;
        archive_->add({pile()}, {}, progress);
    }
    void add(const std::string& number, const std::string& title, const std::string& series,
             const std::string& permission = "Archive: Anywhere\n") {
        write_file(pile() / (number + ".txt"),
                   story_file(title, "Ann Reed", std::stoi(number), series + permission));
    }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    std::int64_t id(const std::string& name) {
        return archive_->name_called(NameList::series, name).value_or(0);
    }
    SeriesSheet sheet(Viewer viewer, const std::string& name = "Winter") {
        const auto found = archive_->series(viewer, id(name));
        EXPECT_TRUE(found) << name;
        return found.value_or(SeriesSheet{});
    }
    static Names titles(const SeriesSheet& sheet) {
        Names names;
        for (const SeriesEntry& entry : sheet.entries) names.push_back(entry.title);
        return names;
    }

    TemporaryFolder folder_;
    std::unique_ptr<Archive> archive_;
};

TEST_F(SeriesOfWorks, stand_in_order_and_say_what_is_missing) {
    EXPECT_EQ(titles(sheet(Viewer::owner)), (Names{"Before", "One", "Two", "Three", "Loose"}));
    EXPECT_TRUE(sheet(Viewer::owner).missing.empty());
    ASSERT_TRUE(archive_->move_in_series(3, {}, 5, "Kat"));
    EXPECT_EQ(gaps_in_words(sheet(Viewer::owner)), "Parts 3 and 4 are not here.");
    ASSERT_TRUE(archive_->move_in_series(1, {}, 2, "Kat"));
    EXPECT_TRUE(sheet(Viewer::owner).entries[1].again);
    EXPECT_TRUE(sheet(Viewer::owner).entries[2].again);
    EXPECT_TRUE(wants_a_look(sheet(Viewer::owner)));
    ASSERT_TRUE(archive_->undo_edit(1, archive_->edits(Viewer::owner, 1).back().id));
    EXPECT_FALSE(sheet(Viewer::owner).entries[1].again);
}

TEST_F(SeriesOfWorks, leave_readers_the_same_gap_for_a_hidden_work_as_for_none) {
    const SeriesSheet seen = sheet(Viewer::stranger);
    EXPECT_EQ(titles(seen), (Names{"Before", "One", "Three", "Loose"}));
    EXPECT_EQ(gaps_in_words(seen), "Part 2 is not here.");
    const auto beside = archive_->neighbours(Viewer::stranger, 1);
    ASSERT_EQ(beside.size(), 1U);
    EXPECT_EQ(beside[0].before->title, "Before");
    EXPECT_EQ(beside[0].after->title, "Three");
    EXPECT_EQ(beside[0].series.works, 4U);
    EXPECT_EQ(archive_->neighbours(Viewer::owner, 1)[0].after->title, "Two");
    EXPECT_TRUE(archive_->neighbours(Viewer::stranger, 2).empty());
    // With the last work hidden the series ends before it.
    ASSERT_TRUE(archive_->edit(3, {{"permission", "none"}}, "Kat"));
    EXPECT_EQ(gaps_in_words(sheet(Viewer::stranger)), "");
    EXPECT_EQ(sheet(Viewer::stranger).highest, 1);
}

TEST_F(SeriesOfWorks, two_spellings_become_one_when_somebody_says_so) {
    const auto act =
        archive_->join_names(NameList::series, id("Winter"), id("The Winter Stories"), "Kat");
    ASSERT_TRUE(act);
    EXPECT_EQ(titles(sheet(Viewer::owner, "The Winter Stories")),
              (Names{"Before", "One", "Two", "Three", "Other", "Loose"}));
    EXPECT_EQ(sheet(Viewer::owner).entries[4].written, "The Winter Stories");
    ASSERT_TRUE(archive_->rename(NameList::series, id("Winter"), "Winter Tales", "Kat"));
    EXPECT_EQ(sheet(Viewer::stranger, "The Winter Stories").name, "Winter Tales");
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->series[0].name, "Winter");
    ASSERT_TRUE(archive_->undo_names(NameList::series, {}));
    ASSERT_TRUE(archive_->undo_names(NameList::series, *act));
    EXPECT_EQ(titles(sheet(Viewer::owner, "The Winter Stories")), Names{"Other"});
}

TEST_F(SeriesOfWorks, are_nested_where_works_say_so) {
    ASSERT_TRUE(archive_->edit(1, {{"series", "Winter #1 < Seasons #4; Short Ones #0.5"}}, "Kat"));
    const WorkRecord work = *archive_->work(Viewer::owner, 1);
    ASSERT_EQ(work.series.size(), 3U);
    EXPECT_EQ(work.series[0].within, "Seasons");
    EXPECT_EQ(work.series[2].position, 0.5);
    const SeriesSheet inner = sheet(Viewer::stranger);
    ASSERT_EQ(inner.outer.size(), 1U);
    EXPECT_EQ(inner.outer[0].series.name, "Seasons");
    EXPECT_EQ(inner.outer[0].position, 4);
    const SeriesSheet outer = sheet(Viewer::stranger, "Seasons");
    ASSERT_EQ(outer.inner.size(), 1U);
    EXPECT_EQ(outer.inner[0].series.name, "Winter");
    EXPECT_EQ(archive_->neighbours(Viewer::stranger, 1).size(), 3U);
    Progress progress;
    EXPECT_EQ(archive_->reread(progress, {.all = true}).changed, 0U);
    // What only a hidden work says is not said.
    ASSERT_TRUE(archive_->edit(1, {{"permission", "none"}}, "Kat"));
    EXPECT_TRUE(sheet(Viewer::stranger).outer.empty());
    EXPECT_FALSE(archive_->series(Viewer::stranger, id("Seasons")));
}

}  // namespace
}  // namespace solander
