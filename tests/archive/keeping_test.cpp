// SPDX-License-Identifier: GPL-3.0-or-later
// What an archive keeps: corrections, visibility, fixity, carried-away copies.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <memory>

#include "archive/archive.h"
#include "archive/lock.h"
#include "base/file.h"
#include "catalogue/db.h"
#include "export/zip_writer.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

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
        make_archive(library());
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
        archive_->person(Viewer::stranger, archive_->work(Viewer::owner, 2)->creators[0].id));
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
    EXPECT_EQ(archive_->reread(progress, {.all = true}).read, 3U);
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

/// A text that is Cyrillic in koi8-r and something else in windows-1251.
std::string koi8_story() {
    return story_file("\xE7\xEF\xF2\xEF\xE4", "Ada Marsh", 9);  // "ГОРОД"
}

TEST_F(Keeping, a_charset_asked_for_when_adding_is_used_whenever_the_original_is_read_again) {
    write_file(folder_.path() / "koi.txt", koi8_story());
    AddOptions options;
    options.encoding = "KOI8-R";
    Progress progress;
    archive_->add({folder_.path() / "koi.txt"}, options, progress);
    const auto title = [&] { return archive_->work(Viewer::owner, 4)->title; };
    ASSERT_EQ(title(), "ГОРОД");
    EXPECT_EQ(archive_->reread(progress, {.all = true}).changed, 0U);
    EXPECT_EQ(title(), "ГОРОД");
    ASSERT_TRUE(archive_->edit(4, {{"rating", "mature"}}, "Kat"));
    ASSERT_TRUE(archive_->undo_edit(4, archive_->edits(Viewer::owner, 4).back().id));
    EXPECT_EQ(title(), "ГОРОД");
    EXPECT_EQ(archive_->work(Viewer::owner, 4)->originals[0].encoding, "koi8-r");
}

TEST_F(Keeping, a_charset_can_be_corrected_and_the_correction_taken_back) {
    write_file(folder_.path() / "koi.txt", koi8_story());
    Progress progress;
    archive_->add({folder_.path() / "koi.txt"}, {}, progress);
    const std::string decided = archive_->work(Viewer::owner, 4)->originals[0].encoding;
    ASSERT_NE(decided, "koi8-r");
    ASSERT_TRUE(archive_->edit(4, {{"encoding", "koi8"}, {"rating", "mature"}}, "Kat"));
    EXPECT_EQ(archive_->work(Viewer::owner, 4)->title, "ГОРОД");
    EXPECT_EQ(archive_->work(Viewer::owner, 4)->rating, Rating::mature);
    EXPECT_EQ(titles(Viewer::owner, "title:город"), (Names{"ГОРОД"}));
    EXPECT_THROW((void)archive_->edit(4, {{"encoding", "klingon"}}, "Kat"), Error);
    ASSERT_TRUE(archive_->undo_edit(4, archive_->edits(Viewer::owner, 4)[0].id));
    EXPECT_EQ(archive_->work(Viewer::owner, 4)->originals[0].encoding, decided);
    EXPECT_EQ(archive_->work(Viewer::owner, 4)->rating, Rating::mature);
}

TEST_F(Keeping, a_new_version_of_a_file_is_read_in_the_charset_asked_for_its_work) {
    const fs::path file = folder_.path() / "koi.txt";
    write_file(file, koi8_story());
    AddOptions options;
    options.encoding = "koi8-r";
    Progress progress;
    archive_->add({file}, options, progress);
    write_file(file, koi8_story() + "One more line for the second version.\n");
    EXPECT_EQ(archive_->add({file}, {}, progress).counts.versions_added, 1U);
    EXPECT_EQ(archive_->work(Viewer::owner, 4)->title, "ГОРОД");
    EXPECT_THROW(
        {
            options.encoding = "klingon";
            archive_->add({file}, options, progress);
        },
        Error);
}

/// As if older rules had found a second story where today's find none.
void move_away(const fs::path& library, WorkId id) {
    const auto database = catalogue_of(library);
    const auto connection = database->connect();
    WriteTransaction transaction(*connection);
    connection->query("update version set ordinal = 7, reading = 0 where work = $1").bind(id).run();
    transaction.commit();
}

TEST_F(Keeping, undoing_says_when_the_original_holds_no_story_any_more) {
    ASSERT_TRUE(archive_->edit(1, {{"title", "The Old Weir"}}, "Kat"));
    move_away(library(), 1);
    const auto undone = archive_->undo_edit(1, archive_->edits(Viewer::owner, 1)[0].id);
    ASSERT_FALSE(undone);
    EXPECT_EQ(undone.error().fault, Fault::conflict);
    EXPECT_NE(undone.error().message.find("no story"), std::string::npos);
    EXPECT_FALSE(undone.error().hint.empty());
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->title, "The Old Weir");
    EXPECT_TRUE(archive_->edits(Viewer::owner, 1)[0].undone_at.empty()) << "all or nothing";
}

TEST_F(Keeping, rereading_names_works_whose_original_holds_no_story_any_more) {
    move_away(library(), 1);
    Progress progress;
    const RereadResult result = archive_->reread(progress, {.all = true});
    EXPECT_EQ(result.read, 2U);
    EXPECT_EQ(result.no_story, 1U);
    ASSERT_EQ(result.problems.size(), 1U);
    EXPECT_NE(result.problems[0].find("work 1"), std::string::npos);
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->title, "The Weir") << "what was known stays";
}

TEST_F(Keeping, rereads_every_story_of_a_container_each_with_its_corrections) {
    ZipWriter zip;
    for (int i = 0; i < 70; ++i)
        zip.store(fmt::format("in/{:02}.txt", i),
                  story_file(fmt::format("Boat {}", i), "Ada Marsh", 100 + i));
    zip.store("in/koi.txt", koi8_story());
    write_file(folder_.path() / "boats.zip", zip.finish());
    Progress progress;
    ASSERT_EQ(archive_->add({folder_.path() / "boats.zip"}, {}, progress).counts.stories_added,
              71U);
    ASSERT_TRUE(archive_->edit(74, {{"encoding", "koi8-r"}}, "Kat"));
    ASSERT_TRUE(archive_->edit(10, {{"title", "Mine"}}, "Kat"));
    Progress again;
    const RereadResult result = archive_->reread(again, {.all = true});
    EXPECT_EQ(result.read, 74U);
    EXPECT_EQ(result.changed, 0U);
    EXPECT_EQ(again.files_done, again.files_total);
    EXPECT_EQ(archive_->work(Viewer::owner, 74)->title, "ГОРОД");
    EXPECT_EQ(archive_->work(Viewer::owner, 10)->title, "Mine");
    EXPECT_EQ(archive_->work(Viewer::owner, 11)->title, "Boat 7");
}

TEST_F(Keeping, rereading_goes_on_past_an_original_that_is_gone) {
    const std::string digest = archive_->work(Viewer::owner, 1)->originals[0].sha256;
    fs::remove(library() / "originals" / digest.substr(0, 2) / digest.substr(2, 2) / digest);
    Progress progress;
    const RereadResult result = archive_->reread(progress, {.all = true});
    EXPECT_EQ(result.read, 2U);
    EXPECT_EQ(result.problems.size(), 1U);
}

TEST_F(Keeping, others_can_write_while_everything_is_read_again) {
    // Whoever reads again must not hold the adders' lock: here it is held for the whole time.
    Progress progress;
    const std::atomic<bool> never = false;
    const ArchiveLock adding(library() / "lock", never);
    progress.cancel = false;
    EXPECT_EQ(archive_->reread(progress, {.all = true}).read, 3U);
}

TEST_F(Keeping, before_the_notice_for_adults_strangers_get_no_text) {
    ASSERT_TRUE(archive_->edit(1, {{"rating", "explicit"}}, "Kat"));
    SearchRequest request;
    request.query = parse_query("\"on day\"").value();
    const auto snippet = [&](Viewer viewer) {
        return archive_->find(viewer, request).hits.at(0).snippet.text;
    };
    EXPECT_EQ(snippet(Viewer::stranger), "");
    EXPECT_NE(snippet(Viewer::adult), "");
    EXPECT_FALSE(archive_->chapter(Viewer::stranger, 1, 1));
    EXPECT_TRUE(archive_->chapters(Viewer::stranger, 1).empty());
    EXPECT_FALSE(archive_->exported(Viewer::stranger, 1, ExportFormat::txt));
    EXPECT_TRUE(archive_->chapter(Viewer::adult, 1, 1));
    EXPECT_TRUE(archive_->exported(Viewer::adult, 1, ExportFormat::txt));
    EXPECT_FALSE(archive_->chapter(Viewer::adult, 2, 1)) << "grown up is not allowed everything";
}

TEST_F(Keeping, where_a_file_came_from_is_for_its_keeper) {
    EXPECT_FALSE(archive_->work(Viewer::owner, 1)->originals.empty());
    const std::string digest = archive_->work(Viewer::owner, 1)->originals[0].sha256;
    EXPECT_TRUE(archive_->work(Viewer::stranger, 1)->originals.empty());
    EXPECT_TRUE(archive_->view(Viewer::stranger, 1)->record.originals.empty());
    EXPECT_TRUE(archive_->versions(Viewer::stranger, 1).empty());
    for (const Claim& claim : archive_->claims(Viewer::stranger, 1))
        EXPECT_NE(claim.source, "file-name");
    const std::string book = *archive_->exported(Viewer::stranger, 1, ExportFormat::json);
    EXPECT_EQ(book.find(digest), std::string::npos);
}

TEST_F(Keeping, a_wrong_correction_changes_nothing) {
    EXPECT_FALSE(archive_->edit(1, {{"title", "Half"}, {"colour", "blue"}}, "Kat"));
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->title, "The Weir");
    EXPECT_TRUE(archive_->edits(Viewer::owner, 1).empty());
}

TEST_F(Keeping, rereading_finds_nothing_new_in_what_was_just_read) {
    Progress progress;
    EXPECT_EQ(archive_->reread(progress, {.all = true}).changed, 0U);
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
    ASSERT_EQ(result.altered.size(), 1U);
    EXPECT_EQ(result.altered[0].sha256, altered.filename().string());
    ASSERT_EQ(result.missing.size(), 1U);
    EXPECT_EQ(result.missing[0].sha256, missing.filename().string());
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
