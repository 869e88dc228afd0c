// SPDX-License-Identifier: GPL-3.0-or-later
// A whole site: its dump and the chapter files beside it, added, added again, read again.
#include <gtest/gtest.h>

#include <filesystem>

#include "archive/archive.h"
#include "base/file.h"
#include "base/mapped_file.h"
#include "document/walk.h"
#include "export/zip_writer.h"
#include "original/digest.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDump =
    "INSERT INTO x_fanfiction_authors VALUES (1,'Imke','','imke@lamp.example','','','','',0,"
    "'5f4dcc3b5aa765d61d8327deb882cf99');\n"
    "INSERT INTO x_fanfiction_chapters VALUES (1,'Up',1,'','','',1,9,0,0,5,1,0),"
    "(2,'Wait',1,'','','',0,9,0,0,6,1,0);\n"
    "INSERT INTO x_fanfiction_stories VALUES (5,'The Ladder','','','','','','0',"
    "'2006-01-01 00:00:00','2006-01-01 00:00:00',1,0,0,1,0,0,9,0,0,0,''),"
    "(6,'The Queue','','','','','','0','2006-01-01 00:00:00','2006-01-01 00:00:00',1,0,0,0,0,0,9,"
    "0,0,0,'');\n";

class WholeSite : public testing::Test {
  protected:
    void SetUp() override {
        make_archive(library());
        fs::create_directories(site() / "www" / "stories" / "1");
        fs::create_directories(site() / "old" / "stories" / "1");
        write_file(site() / "db.sql", kDump);
        write_file(site() / "www" / "stories" / "1" / "1.txt", "The ladder text. " + story_text(1));
        write_file(site() / "www" / "stories" / "1" / "2.txt", "The queue text. " + story_text(2));
        write_file(site() / "www" / "stories" / "1" / "77.txt", "Nobody's.");
        write_file(site() / "old" / "stories" / "1" / "900.txt",
                   story_file("Apart", "Jo", 3));  // of no site that is here
    }
    fs::path site() const { return folder_.path() / "site"; }
    fs::path library() const { return folder_.path() / "library"; }
    AddResult add(const fs::path& path) {
        Progress progress;
        return Archive(library()).add({path}, {}, progress);
    }
    std::string text_of(WorkId id) {
        std::string text;
        for (const Chapter& chapter : Archive(library()).chapters(Viewer::owner, id))
            text += plain_text(chapter.text);
        return text;
    }
    std::string kinds() {
        std::string out;
        for (const FindingRow& row : Archive(library()).findings(Viewer::owner, std::nullopt, 100))
            out += row.kind + "|";
        return out;
    }

    TemporaryFolder folder_;
};

TEST_F(WholeSite, has_its_chapter_files_in_its_stories_and_not_as_works) {
    const AddResult added = add(site());
    EXPECT_EQ(added.counts.stories_added, 3U);  // two, and the one that lies apart
    EXPECT_NE(text_of(1).find("The ladder text."), std::string::npos);
    EXPECT_NE(kinds().find("text-without-row|"), std::string::npos);
    EXPECT_NE(kinds().find("site-report|"), std::string::npos);
    std::string classes;
    for (const NotStoryRow& row : Archive(library()).not_stories(Viewer::owner, 100))
        classes += row.original_name + " " + row.class_name + "|";
    EXPECT_EQ(classes, "1.txt chapter|2.txt chapter|77.txt chapter|");
    EXPECT_EQ(Archive(library()).counts().originals, 5);
}

TEST_F(WholeSite, brings_nothing_when_it_is_added_again) {
    add(site());
    const AddResult again = add(site());
    EXPECT_EQ(again.counts.stories_added, 0U);
    EXPECT_EQ(again.counts.already_held, 5U);
    fs::rename(site(), folder_.path() / "moved");
    EXPECT_EQ(add(folder_.path() / "moved").counts.stories_added, 0U);
}

TEST_F(WholeSite, gets_its_stories_when_the_files_come_after_the_dump) {
    EXPECT_EQ(add(site() / "db.sql").counts.stories_added, 0U);
    EXPECT_NE(kinds().find("row-without-text|"), std::string::npos);
    EXPECT_EQ(add(site()).counts.stories_added, 3U);
    EXPECT_EQ(kinds().find("row-without-text|"), std::string::npos);
    const std::string text = text_of(1) + text_of(2) + text_of(3);
    EXPECT_NE(text.find("The ladder text."), std::string::npos);
    EXPECT_EQ(add(site()).counts.stories_added, 0U);
    EXPECT_EQ(Archive(library()).counts().works, 3);
}

TEST_F(WholeSite, gets_its_stories_when_dump_and_files_came_apart_and_it_is_read_again) {
    add(site() / "db.sql");
    add(site() / "www");
    Progress progress;
    Archive(library()).reread(progress, {.all = true});
    EXPECT_EQ(kinds().find("row-without-text|"), std::string::npos);
    std::string text;
    for (WorkId id = 1; id <= Archive(library()).counts().works; ++id)
        if (Archive(library()).work(Viewer::owner, id)->title == "The Ladder") text += text_of(id);
    EXPECT_NE(text.find("The ladder text."), std::string::npos);
}

TEST_F(WholeSite, is_read_again_from_the_kept_files_alone) {
    add(site());
    const std::string before = text_of(1);
    fs::remove_all(site());
    Progress progress;
    const RereadResult result = Archive(library()).reread(progress, {.all = true});
    EXPECT_EQ(result.read, 3U);
    EXPECT_EQ(result.changed, 0U);
    EXPECT_EQ(result.no_story, 0U);
    EXPECT_EQ(text_of(1), before);
    // The files came as text whose charset a person may know better.
    Archive archive(library());
    ASSERT_TRUE(archive.edit(1, {{"encoding", "windows-1251"}}, "Kat"));
    EXPECT_EQ(text_of(1), before);
}

TEST_F(WholeSite, never_shows_the_public_what_it_had_not_published) {
    add(site());
    Archive archive(library());
    const auto record = archive.work(Viewer::owner, 2);
    ASSERT_TRUE(record);
    EXPECT_EQ(record->title, "The Queue");
    EXPECT_EQ(record->visibility, Visibility::kept);
    EXPECT_FALSE(record->permission.embargo.empty());
    EXPECT_EQ(record->permission.by_default, Permission::unstated);
    EXPECT_FALSE(archive.work(Viewer::stranger, 2));
}

TEST_F(WholeSite, keeps_addresses_and_passwords_out_of_the_catalogue) {
    add(site());
    std::string dump;
    Archive(library()).dump([&](std::string_view line) { dump += line; });
    EXPECT_EQ(dump.find("imke@lamp.example"), std::string::npos);
    EXPECT_EQ(dump.find("5f4dcc3b"), std::string::npos);
    EXPECT_NE(dump.find("Imke"), std::string::npos);
}

TEST_F(WholeSite, is_found_when_its_dump_is_packed) {
    ZipWriter zip;
    zip.deflate("db.sql", kDump);
    write_file(site() / "db.zip", zip.finish());
    fs::remove(site() / "db.sql");
    EXPECT_EQ(add(site()).counts.stories_added, 3U);
    EXPECT_NE(text_of(1).find("The ladder text."), std::string::npos);
}

/// www/ as one zip.
class PackedSite : public WholeSite {
  protected:
    void SetUp() override {
        WholeSite::SetUp();
        ZipWriter zip;
        for (const char* name : {"1", "2", "77"}) {
            const std::string path = std::string("stories/1/") + name + ".txt";
            zip.deflate(path, *read_file(site() / "www" / path));
        }
        zip.deflate("readme.txt", "Nothing but what was there.");
        files_ = zip.finish();
        fs::remove_all(site() / "www");
        write_file(site() / "files.zip", files_);
    }
    std::string files_;
};

TEST_F(PackedSite, has_the_chapters_of_a_zip_beside_the_dump) {
    const AddResult added = add(site());
    EXPECT_EQ(added.counts.stories_added, 3U);
    EXPECT_NE(text_of(1).find("The ladder text."), std::string::npos);
    EXPECT_NE(kinds().find("text-without-row|"), std::string::npos);
    std::string classes;
    for (const NotStoryRow& row : Archive(library()).not_stories(Viewer::owner, 100))
        classes += row.path + " " + row.class_name + "|";
    EXPECT_EQ(classes, "stories/1/1.txt chapter|stories/1/2.txt chapter|stories/1/77.txt chapter|"
                       "readme.txt other|");
    EXPECT_EQ(add(site()).counts.stories_added, 0U);
    fs::rename(site(), folder_.path() / "moved");
    EXPECT_EQ(add(folder_.path() / "moved").counts.stories_added, 0U);
}

TEST_F(PackedSite, is_read_again_from_the_kept_zip_alone) {
    add(site());
    const std::string before = text_of(1) + text_of(2);
    fs::remove_all(site());
    Progress progress;
    const RereadResult result = Archive(library()).reread(progress, {.all = true});
    EXPECT_EQ(result.read, 3U);
    EXPECT_EQ(result.no_story, 0U);
    EXPECT_EQ(text_of(1) + text_of(2), before);
}

TEST_F(PackedSite, finds_its_zip_when_the_dump_is_packed_too) {
    ZipWriter zip;
    zip.deflate("backup/db.sql", kDump);
    write_file(site() / "db.zip", zip.finish());
    fs::remove(site() / "db.sql");
    EXPECT_EQ(add(site()).counts.stories_added, 3U);
    EXPECT_NE(text_of(1).find("The ladder text."), std::string::npos);
}

TEST_F(PackedSite, gets_its_stories_when_the_zip_comes_after_the_dump) {
    fs::remove(site() / "files.zip");
    EXPECT_EQ(add(site()).counts.stories_added, 1U);
    write_file(site() / "files.zip", files_);
    EXPECT_EQ(add(site()).counts.stories_added, 2U);
    EXPECT_EQ(kinds().find("row-without-text|"), std::string::npos);
    EXPECT_EQ(add(site()).counts.stories_added, 0U);
}

TEST(Containers, may_be_bigger_than_what_is_read_as_one_text) {
    const TemporaryFolder folder;
    const fs::path library = folder.path() / "library", pile = folder.path() / "pile";
    make_archive(library);
    const std::string settings = *read_file(library / Settings::kFileName);
    write_file(library / Settings::kFileName, settings + "\n[limits]\npart = \"4K\"\n");
    fs::create_directories(pile);
    ZipWriter zip;
    std::string long_text = story_text(9);
    while (long_text.size() < 5000) long_text += story_text(static_cast<int>(long_text.size()));
    for (int i = 1; i <= 20; ++i) zip.store(std::to_string(i) + ".txt", story_file("A", "Jo", i));
    zip.store("long.txt", long_text);
    write_file(pile / "many.zip", zip.finish());
    write_file(pile / "long.txt", long_text);
    Progress progress;
    const AddResult added = Archive(library).add({pile}, {}, progress);
    EXPECT_EQ(added.counts.stories_added, 20U);
    EXPECT_EQ(Archive(library).findings_of_kind(Viewer::owner, "too-big", 10).size(), 2U);
    EXPECT_EQ(Archive(library).add({pile}, {}, progress).counts.stories_added, 0U);
}

TEST(Sidecars, say_what_the_files_beside_them_are_when_added_and_when_read_again) {
    const TemporaryFolder folder;
    const fs::path pile = folder.path() / "pile", library = folder.path() / "library";
    fs::create_directories(pile / "archive" / "0");
    write_file(pile / "ARCHIVE_DB.pl",
               "%FILES = (\n'0' => {\n'Title' => 'The Ladder',\n'Author' => 'Imke',\n"
               "'Location' => '0/ladder',\n'FileType' => 'txt',\n'Rating' => 'PG-13',\n},\n"
               "'1' => {\n'Title' => 'Gone',\n'Location' => '0/gone',\n},\n);\n");
    write_file(pile / "archive" / "0" / "ladder.txt", story_text(1));
    make_archive(library);
    Progress progress;
    const AddResult added = Archive(library).add({pile}, {}, progress);
    EXPECT_EQ(added.counts.stories_added, 1U);
    const auto check = [&] {
        Archive archive(library);
        const auto record = archive.work(Viewer::owner, 1);
        ASSERT_TRUE(record);
        EXPECT_EQ(record->title, "The Ladder");
        ASSERT_EQ(record->creators.size(), 1U);
        EXPECT_EQ(record->creators[0].name, "Imke");
        EXPECT_EQ(record->rating, Rating::teen);
    };
    check();
    const auto findings = Archive(library).findings(Viewer::owner, std::nullopt, 10);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].kind, "listed-not-here");
    fs::remove_all(pile);
    EXPECT_EQ(Archive(library).reread(progress, {.all = true}).changed, 0U);
    check();
}

TEST(MappedFile, holds_what_is_in_the_file) {
    const TemporaryFolder folder;
    write_file(folder.path() / "a", "abc");
    write_file(folder.path() / "empty", "");
    const auto a = MappedFile::open(folder.path() / "a");
    ASSERT_TRUE(a);
    a->let_go();
    EXPECT_EQ(a->bytes(), "abc");
    EXPECT_EQ(MappedFile::open(folder.path() / "empty")->bytes(), "");
    EXPECT_EQ(MappedFile::open(folder.path() / "none").error().fault, Fault::not_found);
    EXPECT_FALSE(MappedFile::open(folder.path()));
}

TEST_F(WholeSite, of_which_a_work_was_taken_down_keeps_the_others_and_not_its_chapter_file) {
    add(site());
    const auto file_of = [&](std::string_view text) {
        const std::string hex = digest_of(text).text();
        return library() / "originals" / hex.substr(0, 2) / hex.substr(2, 2) / hex;
    };
    const fs::path ladder = file_of("The ladder text. " + story_text(1)),
                   queue = file_of("The queue text. " + story_text(2)), dump = file_of(kDump);
    ASSERT_TRUE(fs::exists(ladder) && fs::exists(queue) && fs::exists(dump));
    Archive archive(library());
    const auto done = archive.take_down({1, {}, "a letter", "Kat"}, false);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->originals.size(), 2U);
    EXPECT_FALSE(fs::exists(ladder) || fs::exists(dump));
    EXPECT_TRUE(fs::exists(queue));
    Progress progress;
    EXPECT_EQ(archive.reread(progress, {.all = true}).appeared, 0U);
    EXPECT_NE(text_of(2).find("The queue text."), std::string::npos);
    EXPECT_EQ(archive.reread(progress, {.all = true}).no_story, 0U);
    EXPECT_TRUE(archive.check(progress).ok());
}

}  // namespace
}  // namespace solander
