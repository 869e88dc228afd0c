// SPDX-License-Identifier: GPL-3.0-or-later
// Values that need no vocabulary: people, dates, part numbers, titles, series, claims.
#include "header/values.h"

#include "header/name_order.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

constexpr PartialDate kToday{2026, 11, 22};

std::string names_of(std::string_view value) {
    std::string out;
    for (const PersonValue& person : read_people(value).people) {
        out += out.empty() ? "" : "|";
        out += person.name;
        out += person.role == "author" ? "" : "(" + person.role + ")";
        for (const std::string& also : person.also) out += "=" + also;
    }
    return out;
}

TEST(People, are_taken_apart) {
    const std::pair<const char*, const char*> kCases[] = {
        {"Kat Lund", "Kat Lund"},
        {"Kat and Bram Oak", "Kat|Bram Oak"},
        {"Kat & Bram", "Kat|Bram"},
        {"Kat/Bram", "Kat|Bram"},
        {"Kat with Bram", "Kat|Bram"},
        {"Kat, Bram and Ada", "Kat|Bram|Ada"},
        {"Kat (kat@street.example)", "Kat"},
        {"Kat <kat@street.example>", "Kat"},
        {"Kat - kat@street.example", "Kat"},
        {"Kat, kat@street.example", "Kat"},
        {"Kat (kat AT street DOT example)", "Kat"},
        {"Kat (kat@NOSPAMstreet.example)", "Kat"},
        {"Kat [kat @ street.example]", "Kat"},
        {"kat@...", ""},
        {"kat@street.example", ""},
        {"Kat aka Snowcat", "Kat=Snowcat"},
        {"Kat (aka Snowcat)", "Kat=Snowcat"},
        {"Katherine Lund writing as Snowcat", "Snowcat=Katherine Lund"},
        {"Kat, translated by Ada", "Kat|Ada(translator)"},
        {"~*~Kat~*~", "Kat"},
        {"\"Kat\"", "Kat"},
        {"by Kat", "Kat"},
        {"Me (Kat)", "Kat"},
        {"Kat.", "Kat"},
        {"J. K. Oak", "J. K. Oak"},
        {"J.K.", "J.K."},
        {"Bram Oak, Jr.", "Bram Oak, Jr."},
        {"The Goose Girl", "The Goose Girl"},
        {"Lund, Kat", "Lund, Kat"},
        {"Lund, Kat <kat@street.example>", "Lund, Kat"},
        {"Lund, K.", "Lund, K."},
        {"Lund, Kat; Oak, Bram", "Lund, Kat|Oak, Bram"},
        {"Ørn, Åse", "Ørn, Åse"},
        {"kat, bram9", "kat|bram9"},
        {"Kat Lund, Bram", "Kat Lund|Bram"},
        {"Oak, Jr.", "Oak, Jr."},
        {"Анна и Кот", "Анна и Кот"},
    };
    for (const auto& [value, expected] : kCases) EXPECT_EQ(names_of(value), expected) << value;
}

TEST(People, a_comma_between_two_names_is_doubted_and_evidence_decides) {
    EXPECT_TRUE(read_people("Lund, Kat").one_or_two);
    for (const char* value : {"Lund, K.", "Lund, Kat; Oak, Bram", "Kat, Bram and Ada", "Oak, Jr.",
                              "kat, bram9", "Kat Lund, Bram", "Kat", "Lund, the"})
        EXPECT_FALSE(read_people(value).one_or_two) << value;
    EXPECT_EQ(given_name_first("Lund,  Kat"), "Kat Lund");
    const std::pair<const char*, HowMany> kAround[] = {
        {"Snow, by Kat Lund", HowMany::one},
        {"KAT LUND wrote this", HowMany::one},
        {"write to klund7@street.example", HowMany::one},
        {"kat.lund@street.example", HowMany::one},
        {"by Kat & Lund", HowMany::two},
        {"Lund and Kat wrote it together", HowMany::two},
        {"Snow, by Kat Lunder", HowMany::unknown},
        {"kat@street.example", HowMany::unknown},
        {"by Kat Lund, or Kat and Lund", HowMany::unknown},
        {"", HowMany::unknown},
    };
    for (const auto& [around, many] : kAround)
        EXPECT_EQ(how_many("Lund, Kat", around), many) << around;
}

TEST(People, nobody_is_never_somebody) {
    for (const char* value : {"unknown", "Anonymous", "anon.", "?", "me", "Me!", "see below",
                              "Author unknown", "n/a", "", "N/K", "(unknown)"}) {
        const PeopleReading people = read_people(value);
        EXPECT_TRUE(people.people.empty()) << value;
        EXPECT_TRUE(people.none) << value;
    }
}

TEST(People, addresses_are_kept_apart) {
    const PeopleReading people =
        read_people("Kat <kat@street.example> and Bram (bram at oak dot example)");
    ASSERT_EQ(people.people.size(), 2U);
    EXPECT_EQ(people.addresses,
              (std::vector<std::string>{"kat@street.example", "bram at oak dot example"}));
    EXPECT_EQ(people.people[1].name, "Bram");
}

TEST(Addresses, are_hidden_in_every_spelling) {
    for (const char* text :
         {"kat@street.example", "kat AT street DOT example", "kat (at) street (dot) example",
          "kat[at]street[dot]example", "kat@NOSPAMstreet.example", "katREMOVETHIS@street.example",
          "kat @ street.example", "kat@...", "kat@street", "k.lund-99@mail.street.example"})
        EXPECT_EQ(without_addresses(std::string("write to ") + text + ", please"),
                  "write to [address], please")
            << text;
    for (const char* text :
         {"meet me at noon", "She looked at. The end", "@ the pond", "a @ b is not @", "at dot"})
        EXPECT_EQ(without_addresses(text).find("[address]"), std::string::npos) << text;
}

std::string date_of(std::string_view value) {
    const DateReading reading = read_date(value, kToday);
    return (reading.date ? reading.date->text() : "none") + (reading.ambiguous ? " ambiguous" : "")
           + (reading.doubtful ? " doubtful" : "");
}

TEST(Dates, have_only_the_precision_that_was_said) {
    const std::pair<const char*, const char*> kCases[] = {
        {"7/23/98", "1998-07-23"},
        {"23.7.98", "1998-07-23"},
        {"23/07/1998", "1998-07-23"},
        {"1998-07-23", "1998-07-23"},
        {"1998/07/23", "1998-07-23"},
        {"July '98", "1998-07"},
        {"July 1998", "1998-07"},
        {"Jul 98", "1998-07"},
        {"July 23, 1998", "1998-07-23"},
        {"July 23rd, 1998", "1998-07-23"},
        {"the 23rd of July 1998", "1998-07-23"},
        {"23 July 1998", "1998-07-23"},
        {"Summer 2001", "2001"},
        {"12/11/2000", "2000 ambiguous"},
        {"11/11/2000", "2000-11-11"},
        {"8 Oct 1998 07:55:58 +0100", "1998-10-08"},
        {"Thu, 8 Oct 1998 07:55:58 GMT", "1998-10-08"},
        {"Thu Oct  8 07:55:58 1998", "1998-10-08"},
        {"907830958", "1998-10-08"},
        {"20010523", "2001-05-23"},
        {"N/K but probably 1999", "1999 doubtful"},
        {"1999", "1999"},
        {"'99", "1999"},
        {"05/2003", "2003-05"},
        {"7/98", "1998-07"},
        {"1998-07", "1998-07"},
        {"1998-2001", "1998 doubtful"},
        {"0,/2,/25", "none"},
        {"May 5th", "none"},
        {"13/13/99", "none"},
        {"30 February 1999", "1999-02"},
        {"1/1/2031", "none doubtful"},
        {"1950", "none doubtful"},
        {"3/4/65", "none ambiguous doubtful"},
        {"", "none"},
        {"yesterday", "none"},
        {"8. Oktober 1998", "1998-10-08"},
        {"8 octobre 1998", "1998-10-08"},
        {"8 de mayo de 2003", "2003-05-08"},
        {"8 октября 1998", "1998-10-08"},
        {"1998年7月23日", "1998-07-23"},
        {"March 2003", "2003-03"},
        {"Finished 14 Feb 2003, in the bath", "2003-02-14"},
        {"01/02/03", "2003 ambiguous"},
    };
    for (const auto& [value, expected] : kCases) EXPECT_EQ(date_of(value), expected) << value;
}

std::string part_text(const std::optional<PartNumber>& part) {
    if (!part) return "none";
    std::string out = std::to_string(part->number);
    if (part->sub != 0) out += part->sub;
    if (part->last != part->number) out += "-" + std::to_string(part->last);
    if (part->of != 0) out += "/" + std::to_string(part->of);
    return out + (part->open ? "?" : "") + (part->header ? " header" : "");
}

TEST(Parts, are_numbered_in_many_ways) {
    const std::pair<const char*, const char*> kCases[] = {
        {"1/3", "1/3"},
        {"(1/3)", "1/3"},
        {"[2/?]", "2?"},
        {"2/x", "2?"},
        {"Part Two of Five", "2/5"},
        {"VII", "7"},
        {"VII/?", "7?"},
        {"0/5", "0/5 header"},
        {"1a/5", "1a/5"},
        {"11-15/20", "11-15/20"},
        {"3", "3"},
        {"3 (revised)", "3"},
        {"Two of Five", "2/5"},
        {"Chapter 3", "3"},
        {"ch. 3", "3"},
        {"Part Seven/?", "7?"},
        {"1 of 3", "1/3"},
        {"pt 2", "2"},
        {"2/5+", "2/5?"},
        {"3/~10", "3/10?"},
        {"Teil 2 von 4", "2/4"},
        {"complete", "none"},
        {"", "none"},
        {"1/3/99", "none"},
        {"00/?", "0? header"},
        {"twenty-one", "21"},
        {"Глава 3", "3"},
        {"Part 3: The Goose", "3"},
    };
    for (const auto& [value, expected] : kCases)
        EXPECT_EQ(part_text(read_part(value)), expected) << value;
    EXPECT_EQ(part_text(read_part_count("5")), "0/5");
    EXPECT_EQ(part_text(read_part_count("3/?")), "3?");
}

TEST(Parts, in_titles_are_found_only_when_plain) {
    const std::pair<const char*, const char*> kCases[] = {
        {"Snowfall (1/3)", "1/3"},
        {"Snowfall 1/3", "1/3"},
        {"Snowfall, Part Two of Five", "2/5"},
        {"Snowfall - ch 3", "3"},
        {"Snowfall: Part VII/?", "7?"},
        {"9 1/2 Weeks", "none"},
        {"Seven of Nine", "none"},
        {"9/11", "none"},
        {"24/7", "none"},
        {"Part of Winter", "none"},
        {"Part I Hate", "none"},
        {"Catch 22", "none"},
        {"Snowfall 1/3/99", "none"},
        {"Chapter One", "1"},
        {"1984", "none"},
        {"Snowfall (2/2) REVISED", "2/2"},
    };
    for (const auto& [value, expected] : kCases)
        EXPECT_EQ(part_text(find_part(value)), expected) << value;
}

TEST(Titles, lose_their_wrapping_and_their_number) {
    const std::pair<const char*, const char*> kCases[] = {
        {"Snowfall", "Snowfall"},
        {"\"Snowfall\"", "Snowfall"},
        {"\u201CSnowfall\u201D", "Snowfall"},
        {"*Snowfall*", "Snowfall"},
        {"**Snowfall**", "Snowfall"},
        {"~ Snowfall ~", "Snowfall"},
        {"«Снег»", "Снег"},
        {"_Snowfall_", "Snowfall"},
        {"<b>Snowfall</b>", "Snowfall"},
        {"Snowfall 1/3", "Snowfall"},
        {"Snowfall (1/3)", "Snowfall"},
        {"\"Snowfall\" (1/3)", "Snowfall"},
        {"\"Snowfall (1/3)\"", "Snowfall"},
        {"Snowfall, part 2 of 5", "Snowfall"},
        {"Snowfall - Part One", "Snowfall"},
        {"Snowfall: Chapter 3", "Snowfall"},
        {"Snowfall (formerly The Goose)", "Snowfall"},
        {"Chapter 3: Snowfall", "Chapter 3: Snowfall"},
        {"Snowfall  in   March", "Snowfall in March"},
        {"'Til Morning", "'Til Morning"},
        {"\"Snow\" and \"Ice\"", "\"Snow\" and \"Ice\""},
        {"9 1/2 Geese", "9 1/2 Geese"},
        {"Untitled", ""},
        {"?", ""},
        {"1984", "1984"},
        {"And then...", "And then..."},
        {"Snow & Ice (A Winter Story)", "Snow & Ice (A Winter Story)"},
    };
    for (const auto& [value, expected] : kCases)
        EXPECT_EQ(read_title(value).title, expected) << value;
    EXPECT_EQ(read_title("Snowfall (formerly The Goose)").also,
              std::vector<std::string>{"The Goose"});
    EXPECT_EQ(read_title("Snowfall (aka \"The Goose\")").also,
              std::vector<std::string>{"The Goose"});
    EXPECT_TRUE(read_title("Untitled").none);
    const TitleReading numbered = read_title("\"Snowfall\" (2/3)");
    ASSERT_TRUE(numbered.part);
    EXPECT_EQ(std::string("\"Snowfall\" (2/3)")
                  .substr(numbered.part->from, numbered.part->to - numbered.part->from),
              "(2/3)");
}

TEST(Series, have_a_name_and_a_place) {
    const struct {
        const char* value;
        const char* name;
        double position;
        int of;
    } kCases[] = {
        {"Winter Tales", "Winter Tales", -1, 0},
        {"Winter Tales #0.5", "Winter Tales", 0.5, 0},
        {"Part 1.5 of Winter Tales", "Winter Tales", 1.5, 0},
        {"Winter Tales #0", "Winter Tales", 0, 0},
        {"Winter Tales #3", "Winter Tales", 3, 0},
        {"Winter Tales, part 2 of 5", "Winter Tales", 2, 5},
        {"Winter Tales (2/5)", "Winter Tales", 2, 5},
        {"third in the Winter series", "Winter", 3, 0},
        {"Part 2 of Winter Tales", "Winter Tales", 2, 0},
        {"\"Winter Tales\"", "Winter Tales", -1, 0},
        {"Winter Tales (#3)", "Winter Tales", 3, 0},
        {"#3 in the Winter Tales", "the Winter Tales", 3, 0},
        {"Winter Tales, Book Two", "Winter Tales", 2, 0},
        {"2 of 5 in the Winter series", "Winter", 2, 5},
        {"The first part of the Winter trilogy", "Winter", 1, 0},
    };
    for (const auto& one : kCases) {
        const auto series = read_series(one.value);
        ASSERT_EQ(series.size(), 1U) << one.value;
        EXPECT_EQ(series[0].name, one.name) << one.value;
        EXPECT_EQ(series[0].position.value_or(-1), one.position) << one.value;
        EXPECT_EQ(series[0].of, one.of) << one.value;
    }
    EXPECT_EQ(read_series("Winter (2/5); Street Tales #1").size(), 2U);
    const auto nested = read_series("Part 3 of the Winter arc, book two of Seasons");
    ASSERT_EQ(nested.size(), 2U);
    EXPECT_EQ(nested[0].name, "Winter");
    EXPECT_EQ(nested[0].within, "Seasons");
    EXPECT_EQ(nested[1].name, "Seasons");
    EXPECT_EQ(nested[1].position, 2);
    EXPECT_EQ(read_series("Part 2 of Salt, Sea, and Sky").size(), 1U);
    for (const char* none : {"none", "No", "n/a", "", "standalone"})
        EXPECT_TRUE(read_series(none).empty()) << none;
}

TEST(Claims, complete_is_said_or_not) {
    const std::pair<const char*, int> kCases[] = {
        {"Complete", 1},
        {"complete (1/1)", 1},
        {"Finished", 1},
        {"Yes", 1},
        {"Ja", 1},
        {"закончен", 1},
        {"WIP", 0},
        {"Work in progress", 0},
        {"ongoing", 0},
        {"Incomplete", 0},
        {"not finished yet", 0},
        {"TBC", 0},
        {"abandoned", 0},
        {"No", 0},
        {"nearly finished", 0},
        {"в процессе", 0},
        {"en cours", 0},
        {"1/3", 0},
        {"3/3", 1},
        {"2/?", 0},
        {"New", -1},
        {"", -1},
        {"who knows", -1},
        {"one-shot", 1},
        {"Complete in draft, WIP here", -1},
    };
    for (const auto& [value, expected] : kCases) {
        const auto complete = read_complete(value);
        EXPECT_EQ(complete ? static_cast<int>(*complete) : -1, expected) << value;
    }
}

TEST(Claims, sizes_are_words_or_bytes) {
    const struct {
        const char* value;
        long words, bytes;
    } kCases[] = {
        {"12,034", 12034, -1},
        {"3000", 3000, -1},
        {"approx. 3,000", 3000, -1},
        {"45K words", 45000, -1},
        {"45k", 45000, -1},
        {"32kb", -1, 32768},
        {"drabble (100)", 100, -1},
        {"300 odd words", 300, -1},
        {"about 2,260 words (13 KB)", 2260, 13312},
        {"12.034", 12034, -1},
        {"1.5 MB", -1, 1572864},
        {"short", -1, -1},
        {"", -1, -1},
        {"~ 800", 800, -1},
        {"12 034 words", 12034, -1},
        {"7 pages", -1, -1},
    };
    for (const auto& one : kCases) {
        const SizeClaim claim = read_size(one.value);
        EXPECT_EQ(claim.words ? static_cast<long>(*claim.words) : -1, one.words) << one.value;
        EXPECT_EQ(claim.bytes ? static_cast<long>(*claim.bytes) : -1, one.bytes) << one.value;
    }
    EXPECT_EQ(read_size("45K", false).bytes, 46080U);
}

TEST(Claims, languages_have_codes) {
    const std::pair<const char*, const char*> kCases[] = {
        {"English", "en"},
        {"Deutsch", "de"},
        {"français", "fr"},
        {"Русский", "ru"},
        {"pt-BR", "pt-BR"},
        {"pt-br", "pt-BR"},
        {"English, a little German", "en"},
        {"EN", "en"},
        {"中文", "zh"},
        {"Klingon", "tlh"},
        {"German.", "de"},
    };
    for (const auto& [value, code] : kCases)
        EXPECT_EQ(language_code(value).value_or("none"), code) << value;
    EXPECT_FALSE(language_code("strong"));
}

TEST(Claims, none_is_none) {
    for (const char* value : {"", "none", "None.", "N/A", "no", "-", "Not provided", "nope",
                              "keine", "нет", "None, really"})
        EXPECT_TRUE(means_none(value)) << value;
    for (const char* value : {"nothing much", "Nonesuch", "no rape", "Nell"})
        EXPECT_FALSE(means_none(value)) << value;
}

}  // namespace
}  // namespace solander
