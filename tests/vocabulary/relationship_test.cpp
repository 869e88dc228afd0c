// SPDX-License-Identifier: GPL-3.0-or-later
// Pairings, their signs and qualifiers, and everything that has a slash and is none.
#include "vocabulary/relationship.h"

#include <gtest/gtest.h>

#include "vocabulary/codes.h"

namespace solander {
namespace {

struct Case {
    const char* value;
    const char* expected;  ///< <A/B | qualifier> char:Name other:text NONE
};

std::string told(const RelationshipReading& r) {
    std::string line;
    const auto add = [&](const std::string& piece) { line += (line.empty() ? "" : " ") + piece; };
    for (const Relationship& one : r.relationships)
        add("<" + one.display() + (one.qualifier.empty() ? "" : " | " + one.qualifier) + ">");
    for (const std::string& one : r.characters) add("char:" + one);
    for (const std::string& one : r.other) add("other:" + one);
    if (r.none) add("NONE");
    return line;
}

const Case kPairings[] = {
    {"A/B", "<A/B>"},
    {"A/B, C/D", "<A/B> <C/D>"},
    {"A/B (implied)", "<A/B | implied>"},
    {"past A/C", "<A/C | past>"},
    {"A&B friendship", "<A & B | friendship>"},
    {"AxB", "<A/B>"},
    {"1x2, 3+4", "<1/2> <3/4>"},
    {"Clex", "<Clex>"},
    {"none", "NONE"},
    {"h/c", "other:h/c"},
    {"A/B/C", "<A/B/C>"},
    {"[A/B]", "<A/B>"},
    {"ГП\\ДМ", "<ГП/ДМ>"},
    {"A/B; mention of A/C", "<A/B> <A/C | mention of>"},
    {"A, B and C", "char:A char:B char:C"},
    {"Mulder/Scully", "<Mulder/Scully>"},
    {"Jack O'Neill/Daniel Jackson, Sam & Teal'c", "<Jack O'Neill/Daniel Jackson> <Sam & Teal'c>"},
    {"M/K, M/Sk implied, past M/S", "<M/K> <M/Sk | implied> <M/S | past>"},
    {"M-S", "<M/S>"},
    {"Jean-Luc/Beverly", "<Jean-Luc/Beverly>"},
    {"Jean-Luc Picard", "char:Jean-Luc Picard"},
    {"H/C", "other:H/C"},
    {"a/u", "other:a/u"},
    {"m/m", "other:m/m"},
    {"Ron/Hermione (Harry/Ginny)", "<Ron/Hermione> <Harry/Ginny>"},
    {"None really", "NONE"},
    {"Gen", "NONE"},
    {"n/a", "NONE"},
    {"no pairing", "NONE"},
    {"Various", "other:Various"},
    {"You'll see", "other:You'll see"},
    {"surprise", "other:surprise"},
    {"too many to list", "other:too many to list"},
    {"everyone/everyone", "other:everyone/everyone"},
    {"K/S, J/C", "<K/S> <J/C>"},
    {"SS/HG", "<SS/HG>"},
    {"Heero x Duo", "<Heero/Duo>"},
    {"HeeroxDuo", "<Heero/Duo>"},
    {"Fox Mulder/Dana Scully UST", "<Fox Mulder/Dana Scully | UST>"},
    {"Spike/You", "<Spike/You>"},
    {"Spike/Y/N", "<Spike/Y/N>"},
    {"This is a J/C story", "<J/C>"},
    {"jack/daniel", "<jack/daniel>"},
    {"1/3", "other:1/3"},
    {"9/11", "other:9/11"},
    {"Mulder and Scully", "<Mulder & Scully>"},
    {"A/B and C/D", "<A/B> <C/D>"},
    {"A -> B", "<A/B | unrequited>"},
    {"Angst/Romance", "other:Angst/Romance"},
    {"Mulder/Scully, Skinner", "<Mulder/Scully> char:Skinner"},
    {"Harry Potter/Draco Malfoy; Ron Weasley/Hermione Granger",
     "<Harry Potter/Draco Malfoy> <Ron Weasley/Hermione Granger>"},
    {"Sam/Jack (kind of)", "<Sam/Jack | kind of>"},
    {"Sam/Jack friendship", "<Sam & Jack | friendship>"},
    {"implied Sam/Jack, Daniel/Janet (past)", "<Sam/Jack | implied> <Daniel/Janet | past>"},
    {"http://x.example/a", "other:http://x.example/a"},
    {"w/ Skinner", "other:w/ Skinner"},
    {"Hurt/Comfort", "other:Hurt/Comfort"},
    {"Kirk/Spock?", "<Kirk/Spock | ?>"},
    {"\"Kirk/Spock\"", "<Kirk/Spock>"},
    {"снарри", "<снарри>"},
    {"снейп/гарри", "<снейп/гарри>"},
    {"A/B slash", "<A/B | slash>"},
    {"Spuffy, Bangel", "<Spuffy> <Bangel>"},
    {"Willow/Tara, Xander/Anya, Giles", "<Willow/Tara> <Xander/Anya> char:Giles"},
    {"Holmes & Watson", "<Holmes & Watson>"},
    {"Jadzia Dax/Worf, Kira Nerys/Odo", "<Jadzia Dax/Worf> <Kira Nerys/Odo>"},
    {"Slash: M/K", "<M/K | Slash>"},
    {"m/f", "other:m/f"},
    {"Harry/multiple", "other:Harry/multiple"},
    {"Aragorn/Arwen, Legolas & Gimli", "<Aragorn/Arwen> <Legolas & Gimli>"},
    {"Tony/Steve (pre-slash)", "<Tony/Steve | pre-slash>"},
    {"Sirius Black x Remus Lupin", "<Sirius Black/Remus Lupin>"},
    {"月/L", "<月/L>"},
    {"A * B", "<A/B>"},
    {"A♥B", "<A/B>"},
    {"A<3B", "<A/B>"},
    {"G/Wm", "<G/Wm>"},
};

TEST(ReadRelationships, a_title_before_a_name_ends_no_sentence) {
    const Case cases[] = {
        {"Mrs. Achebe", "char:Mrs. Achebe"},
        {"Len, Mrs. Achebe, Dr. X", "char:Len char:Mrs. Achebe char:Dr. X"},
        {"Mr. Lund. Mrs. Lund. Capt. Vane.", "char:Mr. Lund char:Mrs. Lund char:Capt. Vane"},
        {"Dr. X/Mrs. Achebe", "<Dr. X/Mrs. Achebe>"},
        {"Nell, Mr. and Mrs. Lund", "char:Nell char:Mr. and Mrs. Lund"},
        {"Nell, Mr. & Mrs. Lund", "char:Nell char:Mr. & Mrs. Lund"},
        {"Lt. Cmdr. Berg and Prof. Ost, Otto", "char:Lt. Cmdr. Berg char:Prof. Ost char:Otto"},
        {"Nell Lund. Otto Berg.", "char:Nell Lund char:Otto Berg"},
    };
    for (const Case& c : cases) EXPECT_EQ(told(read_relationships(c.value)), c.expected) << c.value;
}

TEST(ReadRelationships, takes_values_apart) {
    for (const Case& c : kPairings)
        EXPECT_EQ(told(read_relationships(c.value)), c.expected) << c.value;
}

TEST(ReadRelationships, never_takes_these_for_pairings) {
    for (const char* value : {"h/c",
                              "H/C",
                              "a/n",
                              "A/U",
                              "w/o",
                              "m/m",
                              "f/f",
                              "m/f",
                              "and/or",
                              "action/adventure",
                              "AM/PM",
                              "1/3",
                              "9/11",
                              "n/a",
                              "B/W",
                              "c/o",
                              "s/he",
                              "J/K",
                              "http://x.example/a",
                              "7/23/98",
                              "24/7",
                              "none",
                              "gen",
                              "x/over",
                              "Hurt/Comfort",
                              "slash/het"})
        EXPECT_TRUE(read_relationships(value).relationships.empty()) << value;
}

TEST(ReadRelationships, signs_say_romance_or_friendship) {
    EXPECT_TRUE(read_relationships("Kim/Lee").relationships[0].romantic);
    EXPECT_TRUE(read_relationships("Kim x Lee").relationships[0].romantic);
    EXPECT_FALSE(read_relationships("Kim & Lee").relationships[0].romantic);
    EXPECT_FALSE(read_relationships("Kim and Lee").relationships[0].romantic);
    EXPECT_FALSE(read_relationships("Kim/Lee friendship").relationships[0].romantic);
}

TEST(ReadCharacters, gives_names_whatever_stands_between) {
    EXPECT_EQ(read_characters("Kim and Lee"), (std::vector<std::string>{"Kim", "Lee"}));
    EXPECT_EQ(read_characters("Kim & Lee, Ann"), (std::vector<std::string>{"Kim", "Lee", "Ann"}));
    EXPECT_EQ(read_characters("Kim Ode, Lee Marr and Ann"),
              (std::vector<std::string>{"Kim Ode", "Lee Marr", "Ann"}));
    EXPECT_TRUE(read_characters("none").empty());
}

TEST(ReadRelationships, spans_point_at_the_names) {
    const std::string value = "implied Kim Ode/Lee Marr, Ann & Bo (past)";
    const RelationshipReading r = read_relationships(value);
    ASSERT_EQ(r.relationships.size(), 2U);
    const auto text = [&](const Relationship& one) {
        return value.substr(one.from, one.to - one.from);
    };
    EXPECT_EQ(text(r.relationships[0]), "Kim Ode/Lee Marr");
    EXPECT_EQ(text(r.relationships[1]), "Ann & Bo");
}

TEST(ReadRelationships, is_linear_in_slashes_and_brackets) {
    std::string value;
    for (int i = 0; i < 100000; ++i) value += i % 3 == 0 ? "(A/" : i % 3 == 1 ? "B)," : "/";
    EXPECT_LE(read_relationships(value).relationships.size(), value.size());
    EXPECT_LE(read_relationships(std::string(200000, '(')).other.size(), 1U);
    EXPECT_LE(read_relationships(std::string(200000, '/')).other.size(), 1U);
}

std::string told(const CodesReading& r) {
    std::string line;
    const auto add = [&](const std::string& piece) { line += (line.empty() ? "" : " ") + piece; };
    for (const Relationship& one : r.relationships) add("<" + one.display() + ">");
    for (const std::string& one : r.fandoms) add("fandom:" + one);
    for (const std::string& one : r.categories) add("cat:" + one);
    for (const std::string& one : r.warnings) add("warn:" + one);
    for (const std::string& one : r.genres) add("genre:" + one);
    if (!r.rating.empty()) add("rating:" + r.rating);
    for (const std::string& one : r.other) add("other:" + one);
    return line;
}

const Case kCodes[] = {
    {"J/C, C/T, h/c, WAFF", "<J/C> <C/T> genre:Hurt/Comfort genre:WAFF"},
    {"VOY J/C [PG-13]", "<J/C> fandom:Star Trek: Voyager rating:PG-13"},
    {"TNG, P/C, [R], angst", "<P/C> fandom:Star Trek: The Next Generation genre:Angst rating:R"},
    {"f, m, mast, h/c", "genre:Hurt/Comfort other:f other:m other:mast"},
    {"K/S NC-17 first time", "<K/S> genre:First Time rating:NC-17"},
    {"S/Mc, C/7", "<S/Mc> <C/7>"},
    {"M/K, slash, NC-17, angst, non-con",
     "<M/K> cat:M/M warn:Rape/Non-Con genre:Angst rating:NC-17"},
    {"J/C 1/3", "<J/C>"},
    {"drama, J&C", "<J & C> genre:Drama"},
    {"VOY P/T R", "<P/T> fandom:Star Trek: Voyager rating:R"},
};

TEST(ReadCodes, classifies_token_by_token) {
    for (const Case& c : kCodes) EXPECT_EQ(told(read_codes(c.value)), c.expected) << c.value;
}

}  // namespace
}  // namespace solander
