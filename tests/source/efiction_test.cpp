// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/efiction.h"

#include <gtest/gtest.h>

#include <map>

#include "source/efiction_documents.h"
#include "source/efiction_story.h"
#include "tests/source/encode.h"
#include "tests/source/zip_bytes.h"

namespace solander {
namespace {

constexpr std::string_view kAuthors =
    "INSERT INTO x_fanfiction_authors VALUES (1,'Imke','','i@lamp.example','','','','',0,'"
    "5f4dcc3b5aa765d61d8327deb882cf99');\n";

std::string chapter_row(int chapter, int story, int author, std::string_view text) {
    return "INSERT INTO x_fanfiction_chapters VALUES (" + std::to_string(chapter) + ",'C"
           + std::to_string(chapter) + "'," + std::to_string(chapter) + ",'','" + std::string(text)
           + "','',1,9,0,0," + std::to_string(story) + "," + std::to_string(author) + ",0);\n";
}
std::string story_row(int story, std::string_view title, int validated = 1) {
    return "INSERT INTO x_fanfiction_stories VALUES (" + std::to_string(story) + ",'"
           + std::string(title)
           + "','','','','','','0','2006-01-01 00:00:00','2006-01-01 00:00:00',1,0,0,"
           + std::to_string(validated) + ",0,0,9,0,0,0,'');\n";
}

struct Site {
    std::map<std::string, Part> parts;
    std::string order, kinds;
};
Site read(std::string_view bytes, const PeelOptions& options = {}) {
    Site site;
    const PeelResult result = peel("site.sql", bytes, options, [&](Part&& part) {
        site.order += part.path + "|";
        EXPECT_EQ(site.parts.count(part.path), 0U) << part.path;
        site.parts.emplace(part.path, std::move(part));
    });
    EXPECT_EQ(result.parts, site.parts.size());
    for (const Finding& finding : result.findings) site.kinds += finding.kind + "|";
    return site;
}

/// The files of a folder, without a disk.
class Files : public Beside {
  public:
    explicit Files(std::map<std::string, std::string> files) : files_(std::move(files)) {
        for (const auto& [path, bytes] : files_) paths_.push_back(path);
    }
    const std::vector<std::string>& chapter_files() const override { return paths_; }
    std::optional<std::string> read(const std::string& path) const override {
        return files_.at(path);
    }

  private:
    std::map<std::string, std::string> files_;
    std::vector<std::string> paths_;
};

TEST(Efiction, is_known_by_its_tables_and_not_by_a_name) {
    EXPECT_TRUE(is_efiction_dump(story_row(1, "x")));
    EXPECT_TRUE(is_efiction_dump("-- MySQL dump 10\n" + chapter_row(1, 1, 1, "x")));
    EXPECT_FALSE(is_efiction_dump("INSERT INTO wp_posts VALUES (1,'fanfiction_stories');"));
    EXPECT_FALSE(is_efiction_dump("She wrote fanfiction_stories.\nINSERT INTO x"));
    EXPECT_FALSE(is_efiction_dump("CREATE TABLE fanfiction_stories (sid int);"));
    std::string line = "INSERT INTO a VALUES ('";
    for (int i = 0; i < 100'000; ++i) line += "fanfiction_stories ";
    EXPECT_FALSE(is_efiction_dump(line));
}

TEST(Efiction, reads_what_mysqldump_writes_with_other_options) {
    EXPECT_TRUE(is_efiction_dump("/*M!999999\\- enable the sandbox mode */ \n"
                                 "REPLACE INTO `x_fanfiction_stories` VALUES\n(1,'A');\n"));
    // --hex-blob, with its tables asked for as bytes: what was never published stays so.
    const Site site =
        read("INSERT INTO `x_fanfiction_chapters` (`chapid`,`title`,`inorder`,`storytext`,"
             "`validated`,`sid`,`uid`) VALUES (1,0x41,1,0x49742066656C6C2E,0x31,5,1);\n"
             "INSERT INTO `x_fanfiction_stories` (`sid`,`title`,`validated`,`completed`,`uid`) "
             "VALUES (5,0x536E6F77,0x30,0x31,1);\n");
    const Part& part = site.parts.at("viewstory.php?sid=5");
    EXPECT_EQ(part.name, "Snow");
    EXPECT_NE(part.text.find("It fell."), std::string::npos);
    EXPECT_NE(part.withheld, "");
}

TEST(Efiction, takes_chapters_from_files_beside_the_dump) {
    const std::string dump = std::string(kAuthors) + story_row(5, "Ladders")
                             + chapter_row(1, 5, 1, "") + chapter_row(2, 5, 1, "in the table")
                             + chapter_row(3, 5, 2, "");
    const Files files({{"/old/stories/1/1.txt", "wrong site"},
                       {"/www/stories/1/1.txt", "from a file"},
                       {"/www/stories/1/2.txt", "the file wins"},
                       {"/www/stories/7/3.txt", "moved with its author"},
                       {"/www/stories/1/99.txt", "nobody's"}});
    PeelOptions options;
    options.beside = &files;
    const Site site = read(dump, options);
    const std::string& text = site.parts.at("viewstory.php?sid=5").text;
    EXPECT_NE(text.find("from a file"), std::string::npos);
    EXPECT_NE(text.find("the file wins"), std::string::npos);
    EXPECT_NE(text.find("moved with its author"), std::string::npos);
    EXPECT_EQ(text.find("wrong site"), std::string::npos);
    EXPECT_EQ(site.kinds, "text-without-row|site-report|");
    EXPECT_EQ(site.parts.at("viewstory.php?sid=5").sections.at(0).path, "stories/1/1.txt");
}

TEST(Efiction, names_every_text_without_a_row_however_many_there_are) {
    const std::string dump =
        std::string(kAuthors) + story_row(5, "Ladders") + chapter_row(1, 5, 1, "");
    std::map<std::string, std::string> held{{"/www/stories/1/1.txt", "from a file"}};
    for (int i = 1000; i < 1900; ++i) held["/www/stories/7/" + std::to_string(i) + ".txt"] = "x";
    const Files files(held);
    PeelOptions options;
    options.beside = &files;
    std::string said;
    const PeelResult result = peel("dump.sql", dump, options, [](Part&&) {});
    for (const Finding& finding : result.findings)
        if (finding.kind == "text-without-row") said += finding.text + "|";
    EXPECT_LT(result.findings.size(), 230U);
    for (int i = 1000; i < 1900; ++i)
        ASSERT_NE(said.find(std::to_string(i) + ".txt"), std::string::npos) << i;
}

TEST(Efiction, finds_chapters_in_the_same_container) {
    const std::string dump =
        std::string(kAuthors) + story_row(5, "Ladders") + chapter_row(1, 5, 1, "");
    for (const char* order : {"a.sql", "z.sql"}) {
        const Site site = read(packed({{std::string("site/") + order, dump, ""},
                                       {"site/stories/1/1.txt", "from a member", ""},
                                       {"site/stories/1/44.txt", "nobody's", ""},
                                       {"other/1/1.txt", "Title: Snow\n\nIt fell.\n", ""}},
                                      "zip", ""));
        const std::string path = std::string("site/") + order + "/viewstory.php?sid=5";
        ASSERT_EQ(site.parts.count(path), 1U) << site.order;
        EXPECT_NE(site.parts.at(path).text.find("from a member"), std::string::npos);
        EXPECT_EQ(site.parts.at("site/stories/1/1.txt").file_class, "chapter");
        EXPECT_EQ(site.parts.at("site/stories/1/44.txt").file_class, "chapter");
        EXPECT_EQ(site.parts.at("other/1/1.txt").text, "Title: Snow\n\nIt fell.\n");
        EXPECT_EQ(site.kinds, "text-without-row|site-report|");
    }
}

TEST(Efiction, leaves_numbered_files_alone_where_there_is_no_dump) {
    const Site site = read(packed({{"1/1.txt", "Title: Snow\n\nIt fell.\n", ""}}, "zip", ""));
    EXPECT_EQ(site.parts.at("1/1.txt").text, "Title: Snow\n\nIt fell.\n");
    EXPECT_EQ(site.parts.at("1/1.txt").file_class, "");
}

TEST(Efiction, withholds_what_its_site_had_not_published) {
    const Site site = read(std::string(kAuthors) + story_row(1, "Open") + story_row(2, "Queue", 0)
                           + chapter_row(1, 1, 1, "a") + chapter_row(2, 2, 1, "b"));
    EXPECT_EQ(site.parts.at("viewstory.php?sid=1").withheld, "");
    EXPECT_NE(site.parts.at("viewstory.php?sid=2").withheld, "");
}

TEST(Efiction, leaves_nothing_open_for_the_next_chapter) {
    const Site site =
        read(std::string(kAuthors) + story_row(1, "x") + chapter_row(1, 1, 1, "<p><b><i>a</b>")
             + chapter_row(2, 1, 1, "<p>b <!-- c") + chapter_row(3, 1, 1, "<p>d <a href=\"e")
             + chapter_row(4, 1, 1, "<p>f <script>g"));
    const std::string& text = site.parts.at("viewstory.php?sid=1").text;
    EXPECT_NE(text.find("<i>a</b></i>"), std::string::npos);
    EXPECT_EQ(text.find("<!--"), std::string::npos);
    EXPECT_NE(text.find("&lt;a href"), std::string::npos);
    EXPECT_EQ(text.find("<script>"), std::string::npos);
}

TEST(Efiction, takes_the_fandom_from_above_a_season_or_a_kind_of_story) {
    const auto story = [](int sid, std::string_view categories) {
        std::string row = story_row(sid, "x");
        const std::string_view place = "'x','','',''";
        return row.replace(row.find(place), place.size(),
                           "'x','','','" + std::string(categories) + "'");
    };
    const Site site =
        read(std::string(kAuthors)
             + "INSERT INTO x_fanfiction_categories (catid,parentcatid,category) VALUES "
               "(1,-1,'Television'),(2,1,'Lamp Street'),(3,2,'Season 2'),"
               "(4,2,'Pre-Series'),(5,2,'Slash'),(6,-1,'Season of Mists'),(7,-1,'S3');\n"
             + story(1, "3,4") + story(2, "5") + story(3, "6") + story(4, "7"));
    const auto said = [&](int sid) {
        std::string all;
        for (const Stated& stated :
             site.parts.at("viewstory.php?sid=" + std::to_string(sid)).stated)
            if (stated.label == "Fandom" || stated.label == "Category")
                all += stated.label + "=" + stated.value + "|";
        return all;
    };
    EXPECT_EQ(said(1), "Fandom=Lamp Street|");
    EXPECT_EQ(said(2), "Category=Slash|Fandom=Lamp Street|");
    EXPECT_EQ(said(3), "Fandom=Season of Mists|");
    EXPECT_EQ(said(4), "Fandom=S3|");
}

TEST(Efiction, survives_rows_that_lie) {
    const Site site =
        read(std::string(kAuthors) + story_row(1, "x") + story_row(1, "y")
             + chapter_row(1, 1, 1, "a") + chapter_row(1, 1, 1, "b") + chapter_row(9, 4, 1, "c")
             + "INSERT INTO x_fanfiction_chapters VALUES (1,2,3);\n"
               "INSERT INTO x_fanfiction_chapters (chapid) VALUES (1,2,3);\n"
               "INSERT INTO x_fanfiction_inseries VALUES (1,0,1,1,1),(1,1,0,1,1);\n"
               "INSERT INTO x_fanfiction_series VALUES (1,'Round','',1,0,'','','','','','');\n"
               "INSERT INTO x_fanfiction_categories VALUES (1,1,'Self','','','','','','');\n"
               "INSERT INTO x_fanfiction_news VALUES (1,'','','','',0),(1,'','','','',0);\n");
    EXPECT_EQ(site.order,
              "viewstory.php?sid=1|viewstory.php?sid=4|news.php?nid=1|news.php?nid=1#2|");
    EXPECT_EQ(site.kinds, "unknown-columns|repeated-row|site-report|");
}

TEST(Efiction, keeps_within_its_limit_of_rows) {
    std::string dump = std::string(kAuthors) + story_row(1, "x");
    for (int i = 0; i < 100; ++i) dump += chapter_row(i, 1, 1, "a");
    PeelOptions options;
    options.limits.max_rows = 10;
    EXPECT_EQ(read(dump, options).kinds, "too-many-rows|site-report|");
}

TEST(Efiction, is_read_as_far_as_it_goes_when_it_was_cut) {
    const std::string dump =
        std::string(kAuthors) + story_row(1, "x") + chapter_row(1, 1, 1, "a whole text");
    const Site site = read(dump + "INSERT INTO x_fanfiction_chapters VALUES (2,'C',2,'','it was c");
    EXPECT_EQ(site.kinds, "damaged-dump|site-report|");
    EXPECT_NE(site.parts.at("viewstory.php?sid=1").text.find("a whole text"), std::string::npos);
}

TEST(EfictionResponse, is_split_from_the_review_in_any_language) {
    const auto both = [](std::string_view html) {
        const EfictionResponse got = split_response(html);
        return got.review + "|" + got.response;
    };
    EXPECT_EQ(both("Nice.<br><br><i>Author's Response: Thanks!</i>"), "Nice.|Thanks!");
    EXPECT_EQ(both("Nett.<br />\n<br /><i>Antwort: <b>Danke</b></i>"), "Nett.|<b>Danke</b>");
    EXPECT_EQ(both("I <i>liked: this</i>"), "I <i>liked: this</i>|");
    EXPECT_EQ(both("A.<br><i>Author's Response: one break</i>"),
              "A.<br><i>Author's Response: one break</i>|");
    EXPECT_EQ(both(""), "|");
}

TEST(EfictionDate, is_told_by_its_value) {
    EXPECT_EQ(efiction_date("2004-03-02 10:00:00"), "2004-03-02");
    EXPECT_EQ(efiction_date("1078185600"), "2004-03-02");
    EXPECT_EQ(efiction_date("951782400"), "2000-02-29");
    EXPECT_EQ(efiction_date("0000-00-00 00:00:00"), "");
    EXPECT_EQ(efiction_date("2\xC0"
                            "04-03-02"),
              "");
    EXPECT_EQ(efiction_date("0"), "");
    EXPECT_EQ(efiction_date("12"), "");
    EXPECT_EQ(efiction_date("99999999999999999999"), "");
}

}  // namespace
}  // namespace solander
