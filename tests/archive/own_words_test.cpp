// SPDX-License-Identifier: GPL-3.0-or-later
// An archive's own words are read by, and reread when they change.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "archive/archive.h"
#include "archive/explain.h"
#include "base/file.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

class OwnWords : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(pile());
        write_file(pile() / "1.txt", story_file("The Weir", "Ada Marsh", 1,
                                                "Warnings: sewing\nGenre: kettle\n"
                                                "Language: Hill Talk\nColour: amber\n"));
        write_file(pile() / "2.txt", story_file("The Ford", "J. Weir", 2));
        make_archive(library());
    }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    void own(const std::string& table, const std::string& text) {
        fs::create_directories(library() / "vocabulary");
        write_file(library() / "vocabulary" / table, text);
    }
    void own_all() {
        own("ratings.tsv", "lamp\tmature\tword\tamber\nlamp\tgeneral\tcode\tpg 13\n");
        own("warnings.tsv", "Needles\tsewing\n");
        own("genres.tsv", "Tea Tale\t-\tkettle\n");
        own("languages.tsv", "x-hill\tHill Talk\n");
        own("labels.tsv", "rating\tColour\n");
    }
    static AddResult add(Archive& archive, const fs::path& what) {
        Progress progress;
        return archive.add({what}, {}, progress);
    }
    RereadResult reread(bool dry_run = false) {
        Archive archive(library());
        Progress progress;
        RereadOptions options;
        options.dry_run = dry_run;
        return archive.reread(progress, options);
    }
    static void expect_own(const WorkRecord& weir) {
        EXPECT_EQ(weir.rating, Rating::mature) << "the highest of two";
        EXPECT_EQ(weir.warnings, std::vector<std::string>{"Needles"});
        EXPECT_EQ(weir.language, "x-hill");
    }
    std::string fault() {
        Archive archive(library());
        try {
            add(archive, pile());
        } catch (const Error& error) {
            EXPECT_EQ(error.fault, Fault::input);
            return error.message;
        }
        return "";
    }

    TemporaryFolder folder_;
};

TEST_F(OwnWords, are_added_by_and_explained_by) {
    own_all();
    {
        Archive archive(library());
        EXPECT_EQ(add(archive, pile()).counts.stories_added, 2);
        expect_own(*archive.work(Viewer::owner, 1));
        EXPECT_EQ(archive.work(Viewer::owner, 2)->rating, Rating::general) << "PG-13 is ours";
    }
    EXPECT_EQ(reread().read, 0U) << "nothing was read by other words";
    Explaining explaining({pile()}, {}, library());
    const Story weir = explaining.read(pile() / "1.txt").at(0).story;
    expect_own(weir.record);
    const auto conflict = std::find_if(weir.findings.begin(), weir.findings.end(),
                                       [](const Finding& f) { return f.kind == "conflict"; });
    ASSERT_NE(conflict, weir.findings.end());
    EXPECT_EQ(conflict->text, "the rating is said twice: \"amber\" was taken, being the stronger, "
                              "\"PG-13\" was not");
    Explaining plain({pile()}, {});
    EXPECT_EQ(plain.read(pile() / "1.txt").at(0).story.record.rating, Rating::teen);
}

TEST_F(OwnWords, are_known_to_a_correction_which_stands_when_they_go) {
    own_all();
    Archive archive(library());
    add(archive, pile());
    ASSERT_TRUE(archive.edit(2, {{"rating", "amber"}}, "Kat"));
    EXPECT_EQ(archive.work(Viewer::owner, 2)->rating_as_given, "amber");
    fs::remove_all(library() / "vocabulary");
    EXPECT_GT(reread().read, 0U);
    EXPECT_EQ(archive.work(Viewer::owner, 2)->rating, Rating::mature);
    EXPECT_EQ(archive.work(Viewer::owner, 2)->rating_as_given, "amber");
    EXPECT_FALSE(archive.edit(2, {{"rating", "amber"}}, "Kat"));
}

TEST_F(OwnWords, that_changed_are_read_by_anew) {
    {
        Archive archive(library());
        add(archive, pile());
        EXPECT_EQ(archive.work(Viewer::owner, 1)->rating, Rating::teen);
    }
    EXPECT_EQ(reread().read, 0U);
    own_all();
    EXPECT_EQ(reread(true).changed, 2U);
    EXPECT_EQ(reread(true).changed, 2U) << "looking writes nothing";
    EXPECT_EQ(reread().changed, 2U);
    EXPECT_EQ(reread().read, 0U);
    expect_own(*Archive(library()).work(Viewer::owner, 1));
    fs::remove_all(library() / "vocabulary");
    EXPECT_EQ(reread().changed, 2U);
    EXPECT_EQ(Archive(library()).work(Viewer::owner, 1)->rating, Rating::teen);
}

TEST_F(OwnWords, with_a_fault_are_refused_by_file_and_line) {
    own("genres.tsv", "# ours\nTea Tale\tkettle\n");
    EXPECT_EQ(fault(), "vocabulary/genres.tsv line 2: a genre is: genre, flag, words, apart by "
                       "tabs");
    EXPECT_EQ(Archive(library()).counts().works, 0);
    EXPECT_THROW(reread(), Error);
    EXPECT_THROW(Explaining({pile()}, {}, library()), Error);
    own("genres.tsv", "\xEF\xBB\xBFTea Tale\t-\tkettle\r\n");
    own("genre.tsv", "");
    EXPECT_TRUE(fault().starts_with("vocabulary/genre.tsv: no table is called so; there may be"));
    fs::remove(library() / "vocabulary" / "genre.tsv");
    own(".genres.tsv.swp", "x");
    EXPECT_EQ(fault(), "");
}

}  // namespace
}  // namespace solander
