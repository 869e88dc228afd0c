// SPDX-License-Identifier: GPL-3.0-or-later
// What a newcomer does with a pile: archives in it, twins in it, things that are no story.
#include <gtest/gtest.h>

#include <filesystem>

#include "archive/archive.h"
#include "base/file.h"
#include "export/zip_writer.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

class Pile : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(pile());
        make_archive(library());
    }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    AddResult add(const fs::path& path) {
        Progress progress;
        return Archive(library()).add({path}, {}, progress);
    }
    Fault fault_of_adding(const fs::path& path) {
        try {
            (void)add(path);
        } catch (const Error& error) {
            EXPECT_FALSE(error.hint.empty());
            return error.fault;
        }
        return Fault::bug;
    }
    std::vector<FindingRow> findings() {
        return Archive(library()).findings(Viewer::owner, std::nullopt, 100);
    }
    std::vector<std::string> not_stories() {
        std::vector<std::string> lines;
        for (const NotStoryRow& row : Archive(library()).not_stories(Viewer::owner, 100))
            lines.push_back(row.original_name + "!" + row.path + " " + row.class_name);
        return lines;
    }

    TemporaryFolder folder_;
};

using Lines = std::vector<std::string>;

TEST_F(Pile, refuses_the_archive_itself_and_what_lies_in_it) {
    EXPECT_EQ(fault_of_adding(library()), Fault::usage);
    EXPECT_EQ(fault_of_adding(library() / "originals"), Fault::usage);
    EXPECT_EQ(fault_of_adding(library() / "solander.toml"), Fault::usage);
    EXPECT_EQ(Archive(library()).counts().originals, 0);
}

TEST_F(Pile, refuses_a_path_where_nothing_is_before_anything_is_received) {
    write_file(pile() / "a.txt", story_file("The Weir", "Ada Marsh", 1));
    Progress progress;
    Archive archive(library());
    EXPECT_THROW((void)archive.add({pile(), folder_.path() / "nopile"}, {}, progress), Error);
    EXPECT_EQ(archive.counts().originals, 0);
    EXPECT_TRUE(archive.accessions().empty());
}

TEST_F(Pile, passes_over_archives_and_names_them) {
    write_file(pile() / "a.txt", story_file("The Weir", "Ada Marsh", 1));
    make_archive(pile() / "other");
    const AddResult result = add(pile());
    EXPECT_EQ(result.counts.files, 1U);
    EXPECT_EQ(result.archives, (std::vector<fs::path>{pile() / "other"}));
    EXPECT_EQ(fault_of_adding(pile() / "other"), Fault::usage);
}

TEST_F(Pile, takes_a_folder_with_somebody_elses_catalogue_for_what_it_is) {
    write_file(pile() / "catalogue.db", "pressed flowers, by month");
    write_file(pile() / "a.txt", story_file("The Weir", "Ada Marsh", 1));
    EXPECT_EQ(add(pile()).counts.files, 2U);
}

TEST_F(Pile, lists_what_is_no_story_and_what_it_was_taken_for) {
    write_file(pile() / "a.txt", story_file("The Weir", "Ada Marsh", 1));
    write_file(pile() / "b.txt", "");
    write_file(pile() / "c.png", "\x89PNG\r\n\x1a\n0000");
    ZipWriter zip;
    zip.store("in/d.gif", "GIF89a, and a boat");
    zip.store("in/e.txt", story_file("The Ford", "J. Weir", 2));
    write_file(pile() / "f.zip", zip.finish());
    EXPECT_EQ(add(pile()).counts.not_stories, 3U);
    EXPECT_EQ(not_stories(), (Lines{"b.txt! empty", "c.png! image", "f.zip!in/d.gif image"}));
    EXPECT_TRUE(findings().empty()) << "it is nothing that a person should look at";
    EXPECT_EQ(Archive(library()).counts().findings, 0);
    EXPECT_TRUE(Archive(library()).not_stories(Viewer::stranger, 100).empty());
}

TEST_F(Pile, says_that_a_text_is_held_already_and_keeps_both_works) {
    const std::string text = story_file("The Weir", "Ada Marsh", 1);
    write_file(pile() / "a.txt", text);
    ZipWriter zip;
    zip.store("weir.txt", text);
    write_file(pile() / "b.zip", zip.finish());
    write_file(pile() / "c.txt", story_file("The Ford", "J. Weir", 2));
    const AddResult result = add(pile());
    EXPECT_EQ(result.counts.stories_added, 3U);
    EXPECT_EQ(result.counts.findings, 1U);
    const auto twins = [this] {
        Lines lines;
        for (const FindingRow& row : findings())
            if (row.kind == "same-text") lines.push_back(std::to_string(*row.work) + row.text);
        return lines;
    };
    ASSERT_EQ(twins().size(), 1U);
    EXPECT_TRUE(twins()[0].starts_with("2the same text as work 1;")) << twins()[0];
    Progress progress;
    Archive(library()).reread(progress, {.all = true});
    EXPECT_EQ(twins().size(), 1U) << "no reading takes it away";
}

TEST_F(Pile, says_nothing_of_twins_when_a_header_of_a_held_file_is_mended) {
    write_file(pile() / "a.txt", story_file("The Weir", "Ada Marsh", 1));
    (void)add(pile());
    write_file(pile() / "a.txt", story_file("The Weir", "Ada Marsh", 1, "Archive: Anywhere\n"));
    EXPECT_EQ(add(pile()).counts.versions_added, 1U);
    EXPECT_TRUE(findings().empty());
}

TEST(NewFolder, is_made_an_archive_only_when_it_is_empty) {
    TemporaryFolder folder;
    const fs::path pile = folder.path() / "pile", disk = folder.path() / "disk";
    fs::create_directories(pile);
    write_file(pile / "a.txt", story_file("The Weir", "Ada Marsh", 1));
    try {
        Archive::init(pile);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault, Fault::conflict);
        EXPECT_NE(error.message.find("a.txt"), std::string::npos);
        EXPECT_NE(error.hint.find("add " + pile.string()), std::string::npos);
    }
    EXPECT_FALSE(fs::exists(pile / "originals"));
    fs::create_directories(disk / "lost+found");
    fs::create_directories(disk / "originals");
    write_file(disk / "solander.toml", "[archive]\nname = \"The Attic\"\n");
    Archive::init(disk);
    EXPECT_EQ(Archive(disk).settings().text("archive.name"), "The Attic");
}

}  // namespace
}  // namespace solander
