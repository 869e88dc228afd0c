// SPDX-License-Identifier: GPL-3.0-or-later
// Subject lines and file names (story-files.md 9).
#include "header/subject.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

std::string short_form(const SubjectReading& s) {
    std::string out = s.title;
    if (!s.author.empty()) out += " by " + s.author;
    if (s.part) {
        out += " " + std::to_string(s.part->number);
        if (s.part->of > 0) out += "/" + std::to_string(s.part->of);
        if (s.part->open) out += "/?";
    }
    if (!s.rating.empty()) out += " [" + s.rating + "]";
    for (const std::string& code : s.codes) out += " {" + code + "}";
    out += s.reply ? " reply" : "";
    out += s.revised ? " revised" : "";
    out += s.not_fiction ? " other" : "";
    return out;
}

TEST(Subject, lines_come_apart) {
    const std::pair<const char*, const char*> kCases[] = {
        {"NEW VOY \"Snowfall\" 1/3 [PG-13] (N/O)", "Snowfall 1/3 [PG-13] {VOY} {N/O}"},
        {"[fic] Snowfall [1/?] [lemon]", "Snowfall 1/? {lemon}"},
        {"FIC: Snowfall (2/4) by Kat", "Snowfall by Kat 2/4"},
        {"Fic: Home Again... Part 5/?", "Home Again... 5/?"},
        {"STREETFIC: \"Snowfall\" (4/6)", "Snowfall 4/6"},
        {"STREETFIC: The Sledge: Part VII/?", "The Sledge 7/?"},
        {"[HSML][Street][Lemon] Snowfall - ch 3 (draft 2)",
         "Snowfall 3 {HSML} {Street} {Lemon} {draft 2}"},
        {"[XAPEN] NEW: Snowfall (1a/5) MSR", "Snowfall 1/5 {XAPEN} {MSR}"},
        {"Snowfall by Kat (1/1) NC-17 N/O", "Snowfall by Kat 1/1 [NC-17] {N/O}"},
        {"Snowfall, 2/? [PG] N/O", "Snowfall 2/? [PG] {N/O}"},
        {"Re: Snowfall", "Snowfall reply"},
        {"Snowfall by Kat REVISED", "Snowfall by Kat revised"},
        {"REPOST: Snowfall 1/2", "Snowfall 1/2 revised"},
        {"ADMIN: list rules", "list rules other"},
        {"OT: geese", "geese other"},
        {"(Fic) Snowfall PG-14", "Snowfall [PG-14]"},
        {"Snowfall", "Snowfall"},
        {"", ""},
    };
    for (const auto& [subject, expected] : kCases)
        EXPECT_EQ(short_form(read_subject(subject)), expected) << subject;
}

TEST(Subject, never_outweighs_a_header) {
    for (const char* subject :
         {"NEW VOY \"Snowfall\" 1/3 [PG-13] (N/O)", "Snowfall", "Re: Snowfall"})
        EXPECT_LE(read_subject(subject).confidence, 0.7) << subject;
}

TEST(FileName, gives_titles_and_part_numbers) {
    const std::pair<const char*, const char*> kCases[] = {
        {"Kat - Snow Falls.epub", "Snow Falls by Kat"},
        {"snow_falls_1of3.html", "snow falls 1/3"},
        {"snow%20falls.txt", "snow falls"},
        {"quarter.c19", "quarter 19"},
        {"snow01.txt", "snow 1"},
        {"snow-ch3.htm", "snow 3"},
        {"The_Snow_on_His_Wrist.epub", "The Snow on His Wrist"},
        {"sre-dark.txt", "sre-dark"},
        {"00231.txt", ""},
        {"folder/snow_falls.txt.gz", "snow falls"},
        {"march3.txt", "march 3"},
        {"What the Tide Owes.txt", "What the Tide Owes"},
    };
    for (const auto& [name, expected] : kCases)
        EXPECT_EQ(short_form(read_file_name(name)), expected) << name;
    EXPECT_GT(read_file_name("What the Tide Owes.txt").confidence, 0.3);
    EXPECT_LE(read_file_name("sre-dark.txt").confidence, 0.3);
}

TEST(Subject, words_between_the_part_and_the_author_are_codes) {
    const SubjectReading r =
        read_subject("Snowfall 1/3 [K/S] something-else-entirely-said NC-17 by Kat");
    EXPECT_EQ(r.title, "Snowfall");
    EXPECT_EQ(r.author, "Kat");
    EXPECT_EQ(r.rating, "NC-17");
}

}  // namespace
}  // namespace solander
