// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary/value_words.h"

#include <gtest/gtest.h>

#include "base/embedded.h"
#include "vocabulary/codes.h"
#include "vocabulary/rating.h"
#include "vocabulary/tag.h"

namespace solander {
namespace {

using Own = std::vector<ValueWords::OwnTable>;

std::string faults(std::string_view table, std::string_view text) {
    Own own{{std::string(table), std::string(text)}};
    const ValueWords words(own);
    std::string all;
    for (const TableFault& fault : own[0].faults)
        all += std::to_string(fault.line) + ": " + fault.what + "\n";
    return all;
}

TEST(ValueWords, an_own_rating_goes_before_the_programs) {
    Own own{
        {"ratings", "# ours\nlamp\tmature\tword\tamber;amber light\nlamp\tteen\tcode\tpg 13;r\n"}};
    const ValueWords words(own);
    EXPECT_TRUE(own[0].faults.empty());
    const RatingReading amber = read_rating("Amber light, for sorrow", words);
    EXPECT_EQ(amber.level, Rating::mature);
    EXPECT_EQ(amber.scheme, "lamp");
    EXPECT_EQ(amber.reason, "sorrow");
    EXPECT_EQ(read_rating("R", words).level, Rating::teen);
    EXPECT_EQ(read_rating("NC-17", words).level, Rating::explicit_);  // the program's stay
    EXPECT_EQ(read_rating("Amber light").level, Rating::unknown);
    EXPECT_EQ(read_rating("R").level, Rating::mature);
}

TEST(ValueWords, own_words_mean_categories_warnings_and_genres) {
    Own own{{"categories", "F/F\t-\tmoon and moon\nGen\twhole\tslash\n"},
            {"warnings", "Needles\tneedles;sewing\nMajor Character Death\tdoomed\n"},
            {"genres", "Tea Tale\t-\ttea;kettle\nQuiet\tletter\tq\n"}};
    const ValueWords words(own);
    for (const auto& table : own) EXPECT_TRUE(table.faults.empty()) << table.name;
    EXPECT_EQ(read_categories("moon and moon", words), std::vector<std::string>{"F/F"});
    EXPECT_EQ(read_categories("slash", words), std::vector<std::string>{"Gen"});
    EXPECT_EQ(archive_warning("Sewing", words), "Needles");
    EXPECT_EQ(archive_warning("doomed", words), "Major Character Death");
    EXPECT_EQ(archive_warning("deathfic", words), "Major Character Death");
    EXPECT_EQ(read_genres("kettle", false, words), std::vector<std::string>{"Tea Tale"});
    EXPECT_EQ(read_genres("QA", true, words), (std::vector<std::string>{"Quiet", "Angst"}));
    const CodesReading codes = read_codes("kettle, sewing, moon and moon", words);
    EXPECT_EQ(codes.genres, std::vector<std::string>{"Tea Tale"});
    EXPECT_EQ(codes.warnings, std::vector<std::string>{"Needles"});
    EXPECT_EQ(codes.categories, std::vector<std::string>{"F/F"});
}

TEST(ValueWords, own_languages_are_whole_values_and_labels_name_fields) {
    Own own{{"languages", "x-hill\tHill Talk|Bergisch\n"}, {"labels", "rating\tLamp|Colour\n"}};
    const ValueWords words(own);
    EXPECT_EQ(words.own_language(" hill talk "), "x-hill");
    EXPECT_EQ(words.own_language("English"), "");
    ASSERT_EQ(words.own_labels().size(), 2U);
    EXPECT_EQ(words.own_labels()[1].label, "Colour");
    EXPECT_EQ(words.own_labels()[1].field, "rating");
}

TEST(ValueWords, says_which_line_is_wrong_and_why) {
    EXPECT_EQ(faults("ratings", "# x\n\nlamp\tgrown\tword\tamber\n"),
              "3: \"grown\" is no level: general, teen, mature, explicit or not-rated\n");
    EXPECT_EQ(faults("ratings", "lamp mature word amber\n"),
              "1: a rating is: scheme, level, flags, words, apart by tabs\n");
    EXPECT_EQ(faults("ratings", "lamp\tteen\tcodes\tx\n"),
              "1: no flag is called \"codes\": code, letter, number, word, doubt, tight\n");
    EXPECT_EQ(faults("categories", "Slash\t-\tmm\n"),
              "1: \"Slash\" is no category: M/M, F/F, F/M, Gen, Multi or Other\n");
    EXPECT_EQ(faults("genres", "Tea\tletter\tte\n"), "1: \"te\" is no single letter from a to z\n");
    EXPECT_EQ(faults("languages", "1\tOne\n"),
              "1: \"1\" is no code of a language, such as en or pt-BR\n");
    EXPECT_NE(faults("labels", "colour\tLamp\n").find("\"colour\" is no field"), std::string::npos);
    EXPECT_EQ(faults("colours", "a\tb\n"), "0: no table of this name\n");
}

TEST(ValueWords, the_programs_own_tables_are_without_fault) {
    for (const char* table : {"ratings", "categories", "warnings", "genres", "languages"})
        EXPECT_EQ(faults(table, embedded(std::string("data/") + table + ".tsv")), "") << table;
}

}  // namespace
}  // namespace solander
