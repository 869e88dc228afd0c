// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary/canon.h"

#include <gtest/gtest.h>

#include <set>

#include "base/embedded.h"
#include "base/table.h"
#include "vocabulary/relationship.h"

namespace solander {
namespace {

std::string names(const std::vector<CanonName>& found) {
    std::string out;
    for (const CanonName& one : found) out += (out.empty() ? "" : "; ") + one.name;
    return out;
}

TEST(Canon, knows_a_fandom_by_its_abbreviations) {
    const Canon canon;
    for (const char* form : {"BtVS", "btvs", "Buffy", "buffy the vampire slayer"})
        EXPECT_EQ(names(canon.find(TagKind::fandom, form)), "Buffy the Vampire Slayer") << form;
    EXPECT_EQ(names(canon.find(TagKind::fandom, "Pokémon")), "Pokemon");
    EXPECT_EQ(names(canon.find(TagKind::fandom, "A Fandom of Nobody")), "");
}

TEST(Canon, says_every_meaning_of_a_doubtful_form) {
    const Canon canon;
    EXPECT_EQ(names(canon.find(TagKind::character, "Spike", "Buffy")), "Spike");
    const auto jacks = canon.find(TagKind::character, "Jack");
    EXPECT_GT(jacks.size(), 1U);
    EXPECT_EQ(names(canon.find(TagKind::character, "Jack", "SG-1")), "Jack O'Neill");
    EXPECT_EQ(names(canon.find(TagKind::character, "Jack", "Smallville")), "");
}

TEST(Canon, takes_initials_within_their_fandom_alone) {
    const Canon canon;
    EXPECT_EQ(names(canon.find(TagKind::relationship, "C/L", "Smallville")),
              "Clark Kent/Lex Luthor");
    EXPECT_EQ(names(canon.find(TagKind::relationship, "L/C", "SV")), "Clark Kent/Lex Luthor");
    EXPECT_EQ(names(canon.find(TagKind::relationship, "C/L")), "");
    EXPECT_EQ(names(canon.find(TagKind::relationship, "Clex")), "Clark Kent/Lex Luthor");
    EXPECT_EQ(names(canon.find(TagKind::relationship, "1x2", "Gundam Wing")),
              "Duo Maxwell/Heero Yuy");
}

TEST(Canon, puts_a_relationship_together_from_names_it_knows) {
    const Canon canon;
    EXPECT_EQ(names(canon.find(TagKind::relationship, "Pete/Lana", "Smallville")),
              "Pete Ross/Lana Lang");
    EXPECT_EQ(names(canon.find(TagKind::relationship, "Pete & Lana", "Smallville")),
              "Pete Ross & Lana Lang");
    EXPECT_EQ(names(canon.find(TagKind::relationship, "Pete/Nobody", "Smallville")), "");
}

TEST(Canon, listens_to_the_archive_first) {
    Canon canon;
    EXPECT_TRUE(
        canon.add_own(TagKind::fandom, "# ours\nThe Long Watch\tradio\tTLW;Buffy\n").empty());
    EXPECT_EQ(names(canon.find(TagKind::fandom, "TLW")), "The Long Watch");
    EXPECT_EQ(names(canon.find(TagKind::fandom, "buffy")), "The Long Watch");
    EXPECT_TRUE(canon.add_own(TagKind::character, "The Long Watch\tMara Teal\tMara\n").empty());
    EXPECT_EQ(names(canon.find(TagKind::character, "mara", "TLW")), "Mara Teal");
    EXPECT_EQ(names(canon.find(TagKind::relationship, "Mara/Mara Teal", "TLW")),
              "Mara Teal/Mara Teal");
}

TEST(Canon, says_what_is_wrong_with_a_line) {
    Canon canon;
    const auto faults =
        canon.add_own(TagKind::character, "A Show\tAnn\n\nA Show\na\tb\tc\td\n\tNobody's\n");
    ASSERT_EQ(faults.size(), 3U);
    EXPECT_EQ(faults[0].line, 3U);
    EXPECT_EQ(faults[1].line, 4U);
    EXPECT_EQ(faults[2].line, 5U);
    EXPECT_EQ(names(canon.find(TagKind::character, "ann", "A Show")), "Ann");
    EXPECT_FALSE(canon.add_own(TagKind::warning, "x\n").empty());
}

TEST(CanonTables, speak_of_fandoms_and_characters_they_have) {
    std::set<std::string> fandoms;
    std::set<std::pair<std::string, std::string>> cast;
    for_each_row(embedded("data/fandoms.tsv"), [&](const auto& columns) {
        ASSERT_GE(columns.size(), 2U) << columns[0];
        EXPECT_TRUE(fandoms.emplace(columns[0]).second) << columns[0] << " twice";
    });
    EXPECT_GT(fandoms.size(), 300U);
    for_each_row(embedded("data/characters.tsv"), [&](const auto& columns) {
        ASSERT_GE(columns.size(), 2U) << columns[0];
        EXPECT_TRUE(fandoms.count(std::string(columns[0]))) << columns[0];
        EXPECT_TRUE(cast.emplace(columns[0], columns[1]).second) << columns[1] << " twice";
    });
    for_each_row(embedded("data/relationships.tsv"), [&](const auto& columns) {
        ASSERT_EQ(columns.size(), 3U) << columns[0];
        for (const std::string_view name : split(columns[1], '/'))
            EXPECT_TRUE(cast.count({std::string(columns[0]), std::string(name)}))
                << columns[0] << ": " << name;
    });
}

}  // namespace
}  // namespace solander
