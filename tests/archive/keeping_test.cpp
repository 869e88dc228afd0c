// SPDX-License-Identifier: GPL-3.0-or-later
// What an archive keeps: corrections, visibility, fixity, carried-away copies.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "archive/archive.h"
#include "base/file.h"
#include "tests/archive/pile.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

class Keeping : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(pile());
        write_file(pile() / "1.txt", story_file("The Weir", "Ada Marsh", 1, "Archive: Anywhere\n"));
        write_file(pile() / "2.txt",
                   story_file("The Ford", "J. Weir", 2, "Archive: Do not archive\n"));
        write_file(pile() / "3.txt",
                   story_file("The Lock", "Ada Marsh", 3, "Archive: Link only\n"));
        Archive::init(library());
        archive_ = std::make_unique<Archive>(library());
        Progress progress;
        archive_->add({pile()}, {}, progress);
    }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    CheckResult check() {
        Progress progress;
        return archive_->check(progress);
    }
    std::vector<std::string> titles(Viewer viewer, const std::string& query) {
        SearchRequest request;
        request.query = parse_query(query).value();
        std::vector<WorkId> ids;
        for (const Hit& hit : archive_->find(viewer, request).hits) ids.push_back(hit.work);
        std::vector<std::string> names;
        for (const WorkRecord& work : archive_->blurbs(viewer, ids)) names.push_back(work.title);
        std::sort(names.begin(), names.end());
        return names;
    }

    TemporaryFolder folder_;
    std::unique_ptr<Archive> archive_;
};

using Names = std::vector<std::string>;

TEST_F(Keeping, shows_strangers_only_what_authors_allow) {
    EXPECT_EQ(titles(Viewer::owner, ""), (Names{"The Ford", "The Lock", "The Weir"}));
    EXPECT_EQ(titles(Viewer::stranger, ""), (Names{"The Lock", "The Weir"}));
    EXPECT_TRUE(archive_->chapter(Viewer::stranger, 1, 1));
    EXPECT_FALSE(archive_->work(Viewer::stranger, 2));
    EXPECT_FALSE(archive_->chapter(Viewer::stranger, 2, 1));
    EXPECT_FALSE(archive_->exported(Viewer::stranger, 2, ExportFormat::epub));
    // Listed: its card may be seen, its text may not.
    EXPECT_TRUE(archive_->work(Viewer::stranger, 3));
    EXPECT_FALSE(archive_->chapter(Viewer::stranger, 3, 1));
    EXPECT_FALSE(archive_->exported(Viewer::stranger, 3, ExportFormat::txt));
    EXPECT_FALSE(archive_->original(Viewer::stranger, 1));
    EXPECT_FALSE(
        archive_->creator_name(Viewer::stranger, archive_->work(Viewer::owner, 2)->creators[0].id));
}

TEST_F(Keeping, quotes_to_strangers_no_text_that_is_listed_only) {
    const std::string_view text = "mended the lamp";
    SearchRequest request;
    request.query = parse_query("\"" + std::string(text) + "\"").value();
    for (const Hit& hit : archive_->find(Viewer::stranger, request).hits) EXPECT_EQ(hit.work, 1);
}

TEST_F(Keeping, the_owner_searches_every_text_listed_ones_too) {
    EXPECT_EQ(titles(Viewer::owner, "\"on day\""), (Names{"The Ford", "The Lock", "The Weir"}));
    EXPECT_EQ(titles(Viewer::stranger, "\"on day\""), Names{"The Weir"});
}

TEST_F(Keeping, a_correction_wins_survives_rereading_and_can_be_undone) {
    ASSERT_TRUE(archive_->edit(1, {{"title", "The Old Weir"}, {"rating", "mature"}}, "Kat"));
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->title, "The Old Weir");
    EXPECT_EQ(titles(Viewer::owner, "title:old"), (Names{"The Old Weir"}));
    Progress progress;
    EXPECT_EQ(archive_->reread(progress, true).read, 3U);
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->title, "The Old Weir");
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->rating, Rating::mature);
    const auto edits = archive_->edits(Viewer::owner, 1);
    ASSERT_EQ(edits.size(), 2U);
    ASSERT_TRUE(archive_->undo_edit(1, edits[0].id));
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->title, "The Weir");
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->rating, Rating::mature);
    EXPECT_FALSE(archive_->undo_edit(1, edits[0].id)) << "twice is once too often";
    EXPECT_TRUE(check().ok());
}

TEST_F(Keeping, a_wrong_correction_changes_nothing) {
    EXPECT_FALSE(archive_->edit(1, {{"title", "Half"}, {"colour", "blue"}}, "Kat"));
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->title, "The Weir");
    EXPECT_TRUE(archive_->edits(Viewer::owner, 1).empty());
}

TEST_F(Keeping, rereading_finds_nothing_new_in_what_was_just_read) {
    Progress progress;
    EXPECT_EQ(archive_->reread(progress, true).changed, 0U);
}

TEST_F(Keeping, names_an_altered_a_missing_and_a_stray_original) {
    ASSERT_TRUE(check().ok());
    const auto path_of = [&](WorkId id) {
        const std::string digest = archive_->work(Viewer::owner, id)->originals[0].sha256;
        return library() / "originals" / digest.substr(0, 2) / digest.substr(2, 2) / digest;
    };
    const fs::path altered = path_of(1), missing = path_of(2);
    fs::permissions(altered, fs::perms::owner_write, fs::perm_options::add);
    std::string bytes = read_file(altered).value();
    bytes[10] ^= 1;
    fs::remove(altered);
    write_file(altered, bytes);
    fs::remove(missing);
    write_file(library() / "originals" / "left.txt", "left behind");
    const CheckResult result = check();
    EXPECT_FALSE(result.ok());
    EXPECT_EQ(result.altered, Names{altered.filename().string()});
    EXPECT_EQ(result.missing, Names{missing.filename().string()});
    ASSERT_EQ(result.stray.size(), 1U);
    EXPECT_NE(result.stray[0].find("left.txt"), std::string::npos);
    EXPECT_THROW((void)archive_->original(Viewer::owner, 1), Error)
        << "altered bytes are never given out";
}

TEST_F(Keeping, gives_the_same_book_twice_to_the_byte) {
    EXPECT_EQ(archive_->exported(Viewer::owner, 1, ExportFormat::epub),
              Archive(library()).exported(Viewer::owner, 1, ExportFormat::epub));
}

TEST_F(Keeping, makes_the_words_again_when_they_are_gone) {
    archive_.reset();
    fs::remove_all(library() / "words");
    archive_ = std::make_unique<Archive>(library());
    archive_->catch_up();
    EXPECT_EQ(titles(Viewer::owner, "title:weir"), (Names{"The Weir"}));
    EXPECT_TRUE(check().ok());
}

TEST(Init, refuses_what_is_in_the_way) {
    TemporaryFolder folder;
    Archive::init(folder.path() / "library");
    EXPECT_THROW(Archive::init(folder.path() / "library"), Error);
    fs::create_directories(folder.path() / "other" / "originals");
    write_file(folder.path() / "other" / "originals" / "x", "x");
    EXPECT_THROW(Archive::init(folder.path() / "other"), Error);
    EXPECT_THROW(Archive(folder.path() / "other"), Error);
    EXPECT_THROW(Archive(folder.path() / "nowhere"), Error);
}

}  // namespace
}  // namespace solander
