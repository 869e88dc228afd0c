// SPDX-License-Identifier: GPL-3.0-or-later
// One file that holds two works: split by a person, put together again, nothing lost on the way.
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "base/file.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

class Split : public testing::Test {
  protected:
    void SetUp() override {
        const fs::path pile = folder_.path() / "pile";
        fs::create_directories(pile);
        first_ = story_file("The Weir", "Ada Marsh", 1, "Archive: Anywhere\n")
                 + "The End\n\n----------\n\n";
        write_file(pile / "both.txt",
                   first_ + story_file("The Ford", "J. Weir", 2, "Archive: Anywhere\n"));
        write_file(pile / "other.txt", story_file("The Bridge", "Ada Marsh", 3));
        make_archive(folder_.path() / "library");
        archive_ = std::make_unique<Archive>(folder_.path() / "library");
        Progress progress;
        archive_->add({pile}, {}, progress);
        const auto rows = archive_->findings_of_kind(Viewer::owner, "second-header", 10);
        ASSERT_EQ(rows.size(), 1U);
        at_ = rows[0].where.from;
        work_ = rows[0].work.value_or(0);
    }
    std::string title(WorkId id) const {
        const auto view = archive_->work(Viewer::owner, id);
        return view ? view->title : "(none)";
    }
    std::uint64_t found(const std::string& words) const {
        SearchRequest request;
        request.query = parse_query(words).value();
        return archive_->find(Viewer::owner, request).total;
    }
    std::uint64_t visible() const { return found(""); }

    TemporaryFolder folder_;
    std::unique_ptr<Archive> archive_;
    std::string first_;
    std::uint64_t at_ = 0;
    WorkId work_ = 0;
};

TEST_F(Split, makes_two_works_of_one_file) {
    EXPECT_EQ(visible(), 2U);
    const auto piece = archive_->split(work_, at_, "Kat");
    ASSERT_TRUE(piece) << piece.error().message;
    EXPECT_EQ(visible(), 3U);
    EXPECT_EQ(title(work_), "The Weir");
    EXPECT_EQ(title(*piece), "The Ford");
    EXPECT_EQ(found("creator:\"J. Weir\""), 1U);
    EXPECT_TRUE(archive_->is_split_off(Viewer::owner, *piece));
    EXPECT_FALSE(archive_->is_split_off(Viewer::owner, work_));
    EXPECT_TRUE(archive_->findings_of_kind(Viewer::owner, "second-header", 10).empty());
    const auto reading = archive_->reading(Viewer::owner, *piece);
    ASSERT_TRUE(reading);
    EXPECT_EQ(reading->to_bytes.to_in(0), first_.size());
    Progress progress;
    EXPECT_TRUE(archive_->check(progress).ok());
}

TEST_F(Split, stands_when_everything_is_read_again) {
    const auto piece = archive_->split(work_, at_, "Kat");
    ASSERT_TRUE(piece);
    ASSERT_TRUE(archive_->edit(*piece, {{"title", "The Ford, mended"}}, "Kat"));
    Progress progress;
    const RereadResult again = archive_->reread(progress, {.all = true});
    EXPECT_EQ(again.changed, 0U);
    EXPECT_EQ(again.appeared, 0U);
    EXPECT_EQ(title(*piece), "The Ford, mended");
    EXPECT_EQ(visible(), 3U);
}

TEST_F(Split, is_undone_and_done_again_without_losing_a_word_of_a_person) {
    const auto piece = archive_->split(work_, at_, "Kat");
    ASSERT_TRUE(piece);
    ASSERT_TRUE(archive_->edit(*piece, {{"title", "The Ford, mended"}}, "Kat"));
    const auto whole = archive_->undo_split(*piece, "Kat");
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(*whole, work_);
    EXPECT_EQ(visible(), 2U);
    EXPECT_FALSE(archive_->is_split_off(Viewer::owner, *piece));
    EXPECT_EQ(archive_->findings_of_kind(Viewer::owner, "second-header", 10).size(), 1U);
    Progress progress;
    const RereadResult reread = archive_->reread(progress, {.all = true});
    EXPECT_EQ(reread.no_story, 0U) << "nobody need be told what she did";
    EXPECT_TRUE(reread.problems.empty());
    const auto again = archive_->split(work_, at_, "Kat");
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, *piece);
    EXPECT_EQ(visible(), 3U);
    EXPECT_EQ(title(*piece), "The Ford, mended");
}

TEST_F(Split, refuses_what_would_leave_no_story_and_changes_nothing) {
    const std::string before = title(work_);
    for (const std::uint64_t at : {std::uint64_t{0}, std::uint64_t{1} << 40}) {
        const auto nothing = archive_->split(work_, at, "Kat");
        ASSERT_FALSE(nothing);
        EXPECT_EQ(nothing.error().fault, Fault::usage);
    }
    EXPECT_FALSE(archive_->split(999, 5, "Kat"));
    EXPECT_FALSE(archive_->undo_split(work_, "Kat"));
    EXPECT_EQ(title(work_), before);
    EXPECT_EQ(visible(), 2U);
    ASSERT_TRUE(archive_->split(work_, at_, "Kat"));
    const auto twice = archive_->split(work_, at_, "Kat");
    ASSERT_FALSE(twice);
}

TEST_F(Split, leaves_a_piece_no_more_open_than_the_whole_was) {
    const auto is = [this](WorkId work) { return archive_->work(Viewer::owner, work)->visibility; };
    ASSERT_TRUE(archive_->record_permission({work_, {}}, {"refused", "2020", "Kat", "a mistake"}));
    for (const char* const word : {"members", "conditions"}) {
        ASSERT_TRUE(archive_->record_permission({work_, {}}, {"granted", "", "Kat", "letter"}));
        ASSERT_TRUE(archive_->record_permission({work_, {}}, {word, "", "Kat", "letter"}));
        const Visibility whole = is(work_);
        EXPECT_NE(whole, Visibility::open) << word;
        const auto piece = archive_->split(work_, at_, "Kat");
        ASSERT_TRUE(piece) << piece.error().message;
        EXPECT_EQ(is(*piece), Visibility::kept) << word << ": somebody has to look at it";
        ASSERT_TRUE(archive_->undo_split(*piece, "Kat"));
    }
}

TEST_F(Split, writes_nothing_when_one_side_would_hold_no_story) {
    const auto dumped = [this] {
        std::string all;
        archive_->dump([&](std::string_view line) { all += line; });
        return all;
    };
    const std::string before = dumped();
    // Between the lines of the header, and in the blanks behind the last word.
    for (const std::uint64_t at : {std::uint64_t{12}, std::uint64_t{first_.find('\n') + 1}}) {
        const auto nothing = archive_->split(work_, at, "Kat");
        ASSERT_FALSE(nothing) << at;
        EXPECT_EQ(nothing.error().fault, Fault::conflict);
        EXPECT_TRUE(dumped() == before) << at;
    }
}

TEST_F(Split, put_back_leaves_the_whole_as_open_as_it_was) {
    const auto shown = [this](WorkId id) { return archive_->work(Viewer::stranger, id); };
    ASSERT_TRUE(shown(work_)) << "its author allows it";
    const auto piece = archive_->split(work_, at_, "Kat");
    ASSERT_TRUE(piece);
    ASSERT_TRUE(archive_->edit(*piece, {{"permission", "unstated"}}, "Kat"));
    EXPECT_FALSE(shown(*piece)) << "nothing is said of it alone";
    ASSERT_TRUE(archive_->undo_split(*piece, "Kat"));
    EXPECT_TRUE(shown(work_));
    const auto parted = archive_->undo_twins(work_, *piece);
    ASSERT_FALSE(parted) << "their text would be there twice";
    EXPECT_EQ(parted.error().fault, Fault::conflict);

    ASSERT_TRUE(archive_->split(work_, at_, "Kat"));
    ASSERT_TRUE(archive_->record_permission({*piece, {}},
                                            {"refused", "2026-01-02", "J. Weir", "a letter"}));
    ASSERT_TRUE(archive_->undo_split(*piece, "Kat"));
    EXPECT_FALSE(shown(work_)) << "what was said of it meanwhile holds";
}

TEST_F(Split, is_for_the_keeper_alone) {
    const auto piece = archive_->split(work_, at_, "Kat");
    ASSERT_TRUE(piece);
    EXPECT_FALSE(archive_->is_split_off(Viewer::stranger, *piece));
}

}  // namespace
}  // namespace solander
