// SPDX-License-Identifier: GPL-3.0-or-later
// Twins: found, shown to the keeper, joined and parted by her alone.
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

/// 1 The Weir (anywhere), 2 its revision (do not archive), 3 its reposting with the same words,
/// 4 another story of the same name, 5 a stranger.
class Twins : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(pile());
        put("1.txt", story_file("The Weir", "Ada Marsh", 1, "Archive: Anywhere\n"));
        std::string revised = story_file("The Weir, mended", "Ada Marsh", 1, "Archive: No\n");
        revised += "Then a word was added at the very end of it.\n";
        put("2.txt", revised);
        put("3.txt", story_file("Weir", "A. M.", 1, "Archive: Anywhere\n"));
        put("4.txt", story_file("The Weir", "Ada Marsh", 40, "Archive: Anywhere\n"));
        put("5.txt", story_file("The Ford", "J. Weir", 50, "Archive: Anywhere\n"));
        make_archive(library());
        archive_ = std::make_unique<Archive>(library());
        Progress progress;
        archive_->add({pile()}, {}, progress);
        look();
    }
    void put(const std::string& name, const std::string& text) { write_file(pile() / name, text); }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    TwinsLook look() {
        Progress progress;
        return archive_->look_for_twins(progress);
    }
    std::vector<std::string> pairs(bool apart = false) const {
        std::vector<std::string> lines;
        for (const TwinPair& pair : archive_->twins(Viewer::owner, {}, apart).pairs)
            lines.push_back(std::to_string(pair.work.id) + " " + std::to_string(pair.other.id) + " "
                            + std::string(name_of(pair.kind)));
        return lines;
    }
    std::vector<WorkId> found(Viewer viewer) const {
        SearchRequest request;
        request.query = parse_query("").value();
        std::vector<WorkId> ids;
        for (const Hit& hit : archive_->find(viewer, request).hits) ids.push_back(hit.work);
        std::sort(ids.begin(), ids.end());
        return ids;
    }
    std::string dump() const {
        std::string all;
        archive_->dump([&](std::string_view line) { all += std::string(line) + "\n"; });
        return all;
    }

    TemporaryFolder folder_;
    std::unique_ptr<Archive> archive_;
};

using Lines = std::vector<std::string>;
using Ids = std::vector<WorkId>;

TEST_F(Twins, are_found_with_what_speaks_for_them) {
    EXPECT_EQ(pairs(), (Lines{"1 2 revised", "1 3 same-text", "1 4 same-name"}));
    EXPECT_EQ(found(Viewer::owner), (Ids{1, 2, 3, 4, 5})) << "looking joins nothing";
    EXPECT_TRUE(archive_->twins(Viewer::staff, 4, false).all == 1);
    EXPECT_TRUE(archive_->twins(Viewer::member, {}, true).pairs.empty());
    EXPECT_FALSE(archive_->compare(Viewer::adult, 1, 2));
}

TEST_F(Twins, are_not_opened_again_while_nothing_changed) {
    EXPECT_EQ(look().compared, 0U);
    put("2.txt", story_file("The Weir, mended", "Ada Marsh", 1) + "Another ending altogether.\n");
    Progress progress;
    archive_->add({pile()}, {}, progress);
    EXPECT_EQ(look().compared, 1U);
}

TEST_F(Twins, differ_word_by_word) {
    const auto both = archive_->compare(Viewer::owner, 1, 2);
    ASSERT_TRUE(both);
    ASSERT_EQ(both->runs.size(), 2U);
    EXPECT_TRUE(both->runs[0].same);
    EXPECT_EQ(both->other.substr(both->runs[1].b.from, both->runs[1].b.size()),
              "Then a word was added at the very end of it");
    EXPECT_EQ(both->kind, TwinKind::revised);
}

TEST_F(Twins, joined_are_one_work_and_the_stricter_word_holds) {
    EXPECT_EQ(found(Viewer::stranger), (Ids{1, 3, 4, 5}));
    EXPECT_EQ(archive_->counts().works, 5);
    ASSERT_TRUE(archive_->join(1, 2, "ada"));
    EXPECT_EQ(archive_->counts().works, 4);
    EXPECT_EQ(found(Viewer::owner), (Ids{1, 3, 4, 5}));
    EXPECT_FALSE(archive_->work(Viewer::owner, 2));
    EXPECT_TRUE(archive_->chapters(Viewer::owner, 2).empty());
    EXPECT_EQ(archive_->joined_into(Viewer::owner, 2), 1);
    EXPECT_EQ(archive_->versions(Viewer::owner, 1).size(), 2U);
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->originals.size(), 2U);
    // The revision said no: so the work is not for strangers any more, and nothing leads there.
    EXPECT_EQ(found(Viewer::stranger), (Ids{3, 4, 5}));
    EXPECT_FALSE(archive_->work(Viewer::stranger, 1));
    EXPECT_FALSE(archive_->joined_into(Viewer::stranger, 2));
    // A correction of the work does not forget it.
    ASSERT_TRUE(archive_->edit(1, {{"title", "The Weir!"}}, "ada"));
    EXPECT_FALSE(archive_->work(Viewer::stranger, 1));
    Progress progress;
    archive_->reread(progress, {.all = true});
    EXPECT_FALSE(archive_->work(Viewer::stranger, 1));
    EXPECT_FALSE(archive_->work(Viewer::owner, 2));
    EXPECT_TRUE(archive_->check(progress).ok());
}

TEST_F(Twins, parted_again_are_as_they_were) {
    const Ids before = found(Viewer::stranger);
    ASSERT_TRUE(archive_->join(1, 2, "ada"));
    ASSERT_TRUE(archive_->undo_twins(2, 1));
    EXPECT_EQ(found(Viewer::stranger), before);
    EXPECT_EQ(found(Viewer::owner), (Ids{1, 2, 3, 4, 5}));
    EXPECT_EQ(archive_->versions(Viewer::owner, 1).size(), 1U);
    EXPECT_FALSE(archive_->undo_twins(1, 2));
    const auto words = archive_->twin_words(Viewer::owner, 2);
    ASSERT_EQ(words.size(), 1U);
    EXPECT_EQ(in_words(words[0]), "“The Weir, mended” (2) is a version of “The Weir” (1)");
    EXPECT_EQ(words[0].made_by, "ada");
    EXPECT_FALSE(words[0].undone_at.empty());
    EXPECT_TRUE(archive_->twin_words(Viewer::member, {}).empty());
    EXPECT_NE(dump().find("\"verdict\":\"joined\""), std::string::npos) << "what was said is kept";
}

TEST_F(Twins, kept_apart_are_not_named_again) {
    ASSERT_TRUE(archive_->keep_apart(4, 1, "ada"));
    EXPECT_EQ(pairs(), (Lines{"1 2 revised", "1 3 same-text"}));
    look();
    EXPECT_EQ(pairs().size(), 2U);
    EXPECT_EQ(pairs(true).size(), 3U);
    ASSERT_TRUE(archive_->undo_twins(1, 4));
    EXPECT_EQ(pairs().size(), 3U);
}

TEST_F(Twins, of_twins_go_along) {
    ASSERT_TRUE(archive_->join(2, 3, "ada"));
    ASSERT_TRUE(archive_->join(1, 2, "ada"));
    EXPECT_EQ(archive_->joined_into(Viewer::owner, 3), 1);
    EXPECT_EQ(archive_->versions(Viewer::owner, 1).size(), 3U);
    const auto again = archive_->join(4, 2, "ada");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().fault, Fault::conflict);
    EXPECT_FALSE(archive_->join(1, 1, "ada"));
    EXPECT_FALSE(archive_->join(1, 99, "ada"));
    look();
    EXPECT_EQ(pairs(), (Lines{"1 4 same-name"})) << "what is joined is one text";
}

}  // namespace
}  // namespace solander
