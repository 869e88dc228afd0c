// SPDX-License-Identifier: GPL-3.0-or-later
// Categories, warnings, genres, and what two spellings of a tag have in common.
#include "vocabulary/tag.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

struct Case {
    const char* value;
    const char* expected;
};

std::string joined(const std::vector<std::string>& all, const char* between) {
    std::string line;
    for (const std::string& one : all) line += (line.empty() ? "" : between) + one;
    return line;
}

const Case kCategories[] = {
    {"slash", "M/M"},         {"slash, het", "M/M F/M"},
    {"femslash", "F/F"},      {"no slash", ""},
    {"gen", "Gen"},           {"General", "Gen"},
    {"m/m, f/f", "M/M F/F"},  {"M/M/F", "Multi"},
    {"pre-slash", "M/M"},     {"Angst, slash", "M/M"},
    {"non-slash", ""},        {"multi", "Multi"},
    {"Other", "Other"},       {"Слэш", "M/M"},
    {"Гет, Слэш", "F/M M/M"}, {"Slashing", ""},
    {"F/M", "F/M"},           {"yaoi", "M/M"},
    {"slashy goodness", ""},  {"het (Mulder/Scully)", "F/M"},
    {"m/f & m/m", "F/M M/M"},
};

TEST(ReadCategories, gives_all_the_value_names) {
    for (const Case& c : kCategories)
        EXPECT_EQ(joined(read_categories(c.value), " "), c.expected) << c.value;
}

const Case kGenres[] = {
    {"Angst", "Angst"},
    {"h/c", "Hurt/Comfort"},
    {"Hurt/Comfort, angst", "Hurt/Comfort; Angst"},
    {"MSR, post-ep", "Mulder/Scully Romance; Post-Episode"},
    {"XARH", "X-File; Angst; Romance; Humor"},
    {"SRA", "Story; Romance; Angst"},
    {"S, R, A", "Story; Romance; Angst"},
    {"V", "Vignette"},
    {"XA", "X-File; Angst"},
    {"MSR", "Mulder/Scully Romance"},
    {"story", "Story"},
    {"humor/humour", "Humor"},
    {"Action/Adventure", "Action/Adventure"},
    {"A/U", "Alternate Universe"},
    {"vignette", "Vignette"},
    {"WAFF, PWP", "WAFF; PWP"},
    {"first time", "First Time"},
    {"V, MSR", "Vignette; Mulder/Scully Romance"},
    {"Mulder/Scully Romance, Angst", "Mulder/Scully Romance; Angst"},
    {"VA, M/Sk UST", "Vignette; Angst; Unresolved Sexual Tension"},
    {"X-File", "X-File"},
    {"CRASH", "Crossover; Romance; Angst; Story; Humor"},
    {"crossover", "Crossover"},
    {"Songfic", "Songfic"},
    {"The first time he saw her he knew it was love", ""},
    {"Adventure/Drama", "Adventure; Drama"},
};

TEST(ReadGenres, spells_words_and_letters_out) {
    for (const Case& c : kGenres)
        EXPECT_EQ(joined(read_genres(c.value, true), "; "), c.expected) << c.value;
}

TEST(ReadGenres, letters_count_only_where_they_are_allowed) {
    EXPECT_TRUE(read_genres("SRA", false).empty());
    EXPECT_TRUE(read_genres("SOAP", true).empty());  // O is none of them
    EXPECT_TRUE(read_genres("sra", true).empty());
    EXPECT_TRUE(read_genres("A Sad Story about Him", true).empty());
}

const Case kWarnings[] = {
    {"rape", "Rape/Non-Con"},
    {"graphic violence", "Graphic Depictions Of Violence"},
    {"violence", "-"},
    {"violence (graphic)", "Graphic Depictions Of Violence"},
    {"Major Character Death", "Major Character Death"},
    {"character death", "-"},
    {"non-con", "Rape/Non-Con"},
    {"Choose Not To Use Archive Warnings", "Creator Chose Not To Use Archive Warnings"},
    {"no archive warnings apply", "No Archive Warnings Apply"},
    {"none", "-"},
    {"underage", "Underage Sex"},
    {"implied rape", "-"},
    {"Graphic Depictions Of Violence", "Graphic Depictions Of Violence"},
    {"Warning: rape.", "Rape/Non-Con"},
    {"rape, violence", "-"},
};

TEST(ArchiveWarning, gives_ao3_s_wording_or_nothing) {
    for (const Case& c : kWarnings)
        EXPECT_EQ(archive_warning(c.value).value_or("-"), c.expected) << c.value;
}

TEST(TagKey, joins_spellings_of_one_tag) {
    const auto key = [](const char* name) { return tag_key(TagKind::freeform, name); };
    EXPECT_EQ(key("First Time"), key("first time"));
    EXPECT_EQ(key("\"Caf\xC3\xA9\""), key("cafe"));
    EXPECT_EQ(key("O\xE2\x80\x99Neill"), key("O'Neill"));
    EXPECT_EQ(key("first time."), key("first time"));
    EXPECT_NE(key("K"), key("K+"));
    EXPECT_EQ(tag_key(TagKind::fandom, "Angel (TV)"), "angel (tv)");
    EXPECT_FALSE(key("!!!").empty());
    EXPECT_EQ(key(""), "");
}

TEST(TagKey, sorts_the_names_of_a_relationship) {
    const auto key = [](const char* name) { return tag_key(TagKind::relationship, name); };
    EXPECT_EQ(key("Lee/Kim"), "kim/lee");
    EXPECT_EQ(key("Lee/Kim"), key("KIM x LEE"));
    EXPECT_NE(key("Lee/Kim"), key("Lee & Kim"));
    EXPECT_EQ(key("Clex"), "clex");
}

TEST(TagKind, names_go_both_ways) {
    for (TagKind kind : kTagKinds) EXPECT_EQ(tag_kind_from_name(name_of(kind)), kind);
    EXPECT_FALSE(tag_kind_from_name("mood").has_value());
}

}  // namespace
}  // namespace solander
