// SPDX-License-Identifier: GPL-3.0-or-later
// Originals that are kept in the database: byte for byte, checked, and carried there and back.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "archive/archive.h"
#include "base/file.h"
#include "catalogue/original_pieces.h"
#include "original/digest.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

class OriginalsIn : public testing::Test {
  protected:
    void SetUp() override {
        if (postgres_for_tests().empty()) GTEST_SKIP() << "no PostgreSQL in SOLANDER_TEST_POSTGRES";
        big_ = story_file("The Long Weir", "Ada Marsh", 1);
        while (big_.size() < 2 * kPieceBytes + 5000)
            big_ += story_text(static_cast<int>(big_.size()));
        fs::create_directories(pile());
        write_file(pile() / "1-long.txt", big_);
        write_file(pile() / "2.txt", story_file("The Ford", "J. Weir", 2));
        write_file(pile() / "3-empty.txt", "");
        Archive::init(library(), archive_schemas->make());
        set_in("database");
        Progress progress;
        Archive archive(library());
        ASSERT_EQ(archive.add({pile()}, {}, progress).counts.stories_added, 2U);
    }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    void set_in(const std::string& where) const {
        const fs::path file = library() / Settings::kFileName;
        write_file(file, *read_file(file) + "[originals]\nin = \"" + where + "\"\n");
    }
    std::size_t files() const {
        std::size_t count = 0;
        for (const auto& entry : fs::recursive_directory_iterator(library() / "originals"))
            count += entry.is_regular_file() ? 1 : 0;
        return count;
    }
    CheckResult check(bool read = true) const {
        Progress progress;
        return Archive(library()).check(progress, read);
    }
    std::string dump() const {
        std::string lines;
        Archive(library()).dump([&](std::string_view line) { lines.append(line) += '\n'; });
        return lines;
    }
    MovedOriginals carry(bool to_database) const {
        Progress progress;
        return Archive(library()).move_originals(to_database, progress);
    }
    void change(const std::string& sql) const {
        catalogue_of(library())->connect()->execute_script(sql);
    }
    fs::path file_of(const std::string& bytes) const {
        const std::string name = digest_of(bytes).text();
        return library() / "originals" / name.substr(0, 2) / name.substr(2, 2) / name;
    }

    TemporaryFolder folder_;
    std::string big_;
};

TEST_F(OriginalsIn, are_pieces_and_no_files_and_come_back_byte_for_byte) {
    EXPECT_EQ(files(), 0U);
    Archive archive(library());
    EXPECT_EQ(archive.original(Viewer::owner, 1)->file.bytes(), big_);
    EXPECT_EQ(archive.original(Viewer::owner, 2)->file.bytes(), *read_file(pile() / "2.txt"));
    EXPECT_FALSE(archive.original(Viewer::stranger, 2)) << "the keeper's alone, as files";
    const CheckResult result = check();
    EXPECT_TRUE(result.ok());
    EXPECT_EQ(result.originals, 3U) << "the empty one too";
    EXPECT_TRUE(check(false).ok());
    EXPECT_EQ(dump().find("original_piece"), std::string::npos) << "a dump has rows, no originals";
    // As docs/on-disk.md says: PostgreSQL itself can check them.
    const auto connection = catalogue_of(library())->connect();
    Query q = connection->query(
        "select count(*) from original o where digest <> (select sha256(string_agg(bytes, '' "
        "order by place)) from original_piece p where p.original = o.id)");
    q.step();
    EXPECT_EQ(q.integer(0), 0);
}

TEST_F(OriginalsIn, are_read_again_and_held_already) {
    Archive archive(library());
    Progress progress;
    EXPECT_EQ(archive.add({pile()}, {}, progress).counts.already_held, 3U);
    fs::copy_file(pile() / "2.txt", folder_.path() / "again.txt");
    EXPECT_EQ(archive.add({folder_.path() / "again.txt"}, {}, progress).counts.already_held, 1U);
    EXPECT_EQ(archive.reread(progress, {.all = true}).problems.size(), 0U);
    EXPECT_TRUE(archive.edit(2, {{"encoding", "windows-1252"}}, "Kat"));
    EXPECT_TRUE(check().ok());
}

TEST_F(OriginalsIn, damaged_and_missing_ones_are_named_and_a_file_from_a_backup_heals_them) {
    change(
        "update original_piece set bytes = set_byte(bytes, 7, 0) where original = 1 and place = 1;"
        "delete from original_piece where original = 2");
    const CheckResult result = check();
    ASSERT_EQ(result.altered.size(), 1U);
    EXPECT_EQ(result.altered[0].sha256, digest_of(big_).text());
    EXPECT_EQ(result.altered[0].works, std::vector<WorkId>{1});
    ASSERT_EQ(result.missing.size(), 1U);
    EXPECT_EQ(result.missing[0].name, "2.txt");
    EXPECT_EQ(check(false).missing.size(), 1U);
    EXPECT_THROW((void)Archive(library()).original(Viewer::owner, 1), Error);
    EXPECT_THROW((void)Archive(library()).original(Viewer::owner, 2), Error);

    fs::create_directories(file_of(big_).parent_path());
    fs::copy_file(pile() / "1-long.txt", file_of(big_));
    EXPECT_EQ(Archive(library()).original(Viewer::owner, 1)->file.bytes(), big_);
    EXPECT_EQ(check().altered.size(), 0U);
    EXPECT_EQ(check().missing.size(), 1U);
    // A piece that is gone is seen by the sizes alone.
    change("delete from original_piece where original = 1 and place = 1");
    fs::remove(file_of(big_));
    EXPECT_EQ(check(false).altered.size(), 1U);
}

TEST_F(OriginalsIn, are_carried_to_the_folder_and_back_and_new_ones_follow) {
    const std::string before = dump();
    EXPECT_EQ(carry(false).carried, 3U);
    EXPECT_EQ(files(), 3U);
    EXPECT_EQ(*read_file(file_of(big_)), big_);
    EXPECT_TRUE(sizes_in_pieces(*catalogue_of(library())->connect()).empty());
    EXPECT_TRUE(check().ok());
    EXPECT_EQ(dump(), before);
    write_file(pile() / "4.txt", story_file("The Mill", "Ada Marsh", 4));
    Progress progress;
    EXPECT_EQ(Archive(library()).add({pile()}, {}, progress).counts.stories_added, 1U);
    EXPECT_EQ(files(), 4U);

    const MovedOriginals back = carry(true);
    EXPECT_EQ(back.carried, 4U);
    EXPECT_EQ(back.left, 0U);
    EXPECT_EQ(carry(true).carried, 0U) << "again is nothing";
    fs::remove_all(library() / "originals");
    EXPECT_TRUE(check().ok());
    EXPECT_EQ(Archive(library()).original(Viewer::owner, 1)->file.bytes(), big_);
}

TEST_F(OriginalsIn, what_is_damaged_stays_where_it_is) {
    change(
        "update original_piece set bytes = set_byte(bytes, 7, 0) where original = 1 and place = 1");
    const MovedOriginals moved = carry(false);
    EXPECT_EQ(moved.carried, 2U);
    EXPECT_EQ(moved.left, 1U);
    EXPECT_EQ(files(), 2U);
    EXPECT_EQ(check().altered.size(), 1U) << "it is still there to be looked at";
}

TEST_F(OriginalsIn, go_with_the_catalogue_to_another_database_and_to_a_file) {
    const std::string before = dump();
    Progress progress;
    (void)Archive(library()).move_to(archive_schemas->make(), progress);
    EXPECT_EQ(files(), 0U);
    EXPECT_EQ(Archive(library()).original(Viewer::owner, 1)->file.bytes(), big_);
    EXPECT_TRUE(check().ok());
    (void)Archive(library()).move_to("sqlite", progress);
    EXPECT_EQ(files(), 3U);
    EXPECT_EQ(Archive(library()).settings().text("originals.in"), "folder");
    EXPECT_TRUE(check().ok());
    EXPECT_EQ(dump(), before);
}

TEST(OriginalsInAFile, are_refused_with_the_next_step) {
    TemporaryFolder folder;
    const fs::path library = folder.path() / "library";
    Archive::init(library);
    {
        Archive archive(library);
        Progress progress;
        EXPECT_THROW((void)archive.move_originals(true, progress), Error);
    }
    write_file(library / Settings::kFileName, "[originals]\nin = \"database\"\n");
    try {
        Archive archive(library);
        ADD_FAILURE() << "it was opened";
    } catch (const Error& e) {
        EXPECT_EQ(e.fault, Fault::usage);
        EXPECT_NE(e.message.find("solander.toml:2"), std::string::npos) << e.message;
        EXPECT_FALSE(e.hint.empty());
    }
}

}  // namespace
}  // namespace solander
