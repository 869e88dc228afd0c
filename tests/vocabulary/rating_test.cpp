// SPDX-License-Identifier: GPL-3.0-or-later
// Ratings of every scheme, modifiers, ranges, jokes, and letters that are none.
#include "vocabulary/rating.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

struct Case {
    const char* value;
    Rating level;
    const char* scheme;
    const char* token;
    const char* reason;
    bool doubtful;
};

const Case kCases[] = {
    {"PG-13 (for language)", Rating::teen, "mpaa", "PG-13", "language", false},
    {"NC17", Rating::explicit_, "mpaa", "NC17", "", false},
    {"NC 17", Rating::explicit_, "mpaa", "NC 17", "", false},
    {"Hard R", Rating::mature, "mpaa", "Hard R", "", false},
    {"M for mature", Rating::mature, "ffn", "M for mature", "", false},
    {"Mature", Rating::mature, "words", "Mature", "", false},
    {"MA", Rating::explicit_, "fictionratings", "MA", "", false},
    {"PG-14", Rating::teen, "invented", "PG-14", "", true},
    {"NC-13", Rating::teen, "invented", "NC-13", "", true},
    {"15/R", Rating::mature, "age", "15", "", false},
    {"U/G", Rating::general, "uk", "U", "", false},
    {"FRAO", Rating::explicit_, "fr", "FRAO", "", false},
    {"FR15", Rating::mature, "fr", "FR15", "", false},
    {"R (this part), NC-17 overall", Rating::explicit_, "mpaa", "NC-17",
     "(this part), NC-17 overall", true},
    {"PG to R", Rating::mature, "mpaa", "R", "to R", true},
    {"none", Rating::unknown, "", "", "none", false},
    {"Really bad", Rating::unknown, "", "", "Really bad", true},
    {"T&A", Rating::unknown, "", "", "T&A", true},
    {"[NR]", Rating::not_rated, "mpaa", "NR", "", false},
    {"G-ish", Rating::general, "mpaa", "G", "", true},
    {"R", Rating::mature, "mpaa", "R", "", false},
    {"PG", Rating::general, "mpaa", "PG", "", false},
    {"r", Rating::mature, "mpaa", "r", "", false},
    {"R for violence", Rating::mature, "mpaa", "R", "violence", false},
    {"NC-17, m/m sex", Rating::explicit_, "mpaa", "NC-17", "m/m sex", false},
    {"PG. Some small mild violence.", Rating::general, "mpaa", "PG", "Some small mild violence.",
     false},
    {"NC-13 - Small amount of blood", Rating::teen, "invented", "NC-13", "Small amount of blood",
     true},
    {"PG-13 here. In the words of someone", Rating::teen, "mpaa", "PG-13",
     "here. In the words of someone", false},
    {"R for really silly", Rating::unknown, "", "", "R for really silly", true},
    {"5 stars", Rating::unknown, "", "", "5 stars", true},
    {"?", Rating::unknown, "", "", "?", false},
    {"TBA", Rating::unknown, "", "", "TBA", false},
    {"harmless", Rating::unknown, "", "", "harmless", true},
    {"who knows", Rating::unknown, "", "", "who knows", true},
    {"18/NC17", Rating::explicit_, "age", "18", "", false},
    {"12/PG13", Rating::teen, "age", "12", "", false},
    {"P.G.", Rating::general, "mpaa", "P.G", "", false},
    {"NC-I7", Rating::explicit_, "mpaa", "NC-I7", "", false},
    {"R (NC-17 later)", Rating::explicit_, "mpaa", "NC-17", "later", true},
    {"overall NC-17, this part PG", Rating::explicit_, "mpaa", "NC-17", "this part PG", true},
    {"PG-13, M/M", Rating::teen, "mpaa", "PG-13", "M/M", false},
    {"T - M/M slash", Rating::teen, "ffn", "T", "M/M slash", false},
    {"K+", Rating::general, "ffn", "K+", "", false},
    {"K", Rating::general, "ffn", "K", "", false},
    {"M", Rating::mature, "ffn", "M", "", false},
    {"T", Rating::teen, "ffn", "T", "", false},
    {"Rated T", Rating::teen, "ffn", "T", "", false},
    {"Rated: T for teen", Rating::teen, "ffn", "T", "teen", false},
    {"Fiction  T - English", Rating::teen, "ffn", "T", "English", false},
    {"18+", Rating::explicit_, "age", "18+", "", false},
    {"16+", Rating::mature, "age", "16+", "", false},
    {"P16-slash", Rating::mature, "age", "P16", "slash", false},
    {"P18-AVL", Rating::explicit_, "age", "P18", "AVL", false},
    {"FSK 16", Rating::mature, "age", "FSK 16", "", false},
    {"TV-MA", Rating::mature, "tv", "TV-MA", "", false},
    {"TV-14", Rating::teen, "tv", "TV-14", "", false},
    {"Teen And Up Audiences", Rating::teen, "ao3", "Teen And Up Audiences", "", false},
    {"General Audiences", Rating::general, "ao3", "General Audiences", "", false},
    {"Explicit", Rating::explicit_, "words", "Explicit", "", false},
    {"Not Rated", Rating::not_rated, "mpaa", "Not Rated", "", false},
    {"Unrated", Rating::not_rated, "mpaa", "Unrated", "", false},
    {"adult", Rating::explicit_, "words", "adult", "", false},
    {"adults only", Rating::explicit_, "words", "adults only", "", false},
    {"all ages", Rating::general, "words", "all ages", "", false},
    {"Young Adult", Rating::teen, "words", "Young Adult", "", false},
    {"lemon", Rating::explicit_, "anime", "lemon", "", false},
    {"lime", Rating::mature, "anime", "lime", "", false},
    {"PG-13/R", Rating::mature, "mpaa", "R", "", true},
    {"PG - adult themes", Rating::general, "mpaa", "PG", "adult themes", false},
    {"A little bit of everything", Rating::unknown, "", "", "A little bit of everything", true},
    {"M/M", Rating::unknown, "", "", "M/M", true},
    {"T & A", Rating::unknown, "", "", "T & A", true},
    {"G, I think", Rating::general, "mpaa", "G", "I think", false},
    {"I'd say PG-13", Rating::teen, "mpaa", "PG-13", "", false},
    {"probably R", Rating::mature, "mpaa", "R", "", true},
    {"Not R", Rating::unknown, "", "", "Not R", true},
    {"PG-13 (not R)", Rating::teen, "mpaa", "PG-13", "not R", false},
    {"Mature themes, PG-13", Rating::teen, "mpaa", "PG-13", "", false},
    {"Mature themes", Rating::mature, "words", "Mature", "themes", true},
    {"Adult situations", Rating::explicit_, "words", "Adult", "situations", true},
    {"R for language and violence, NC-17 for sex in part 4", Rating::explicit_, "mpaa", "NC-17",
     "language and violence, NC-17 for sex in part 4", true},
    {"soft NC-17", Rating::explicit_, "mpaa", "soft NC-17", "", false},
    {"strong PG-13", Rating::teen, "mpaa", "strong PG-13", "", false},
    {"NC-40", Rating::explicit_, "invented", "NC-40", "", true},
    {"R-18", Rating::mature, "invented", "R-18", "", true},
    {"PG-15", Rating::teen, "invented", "PG-15", "", true},
    {"R-ish", Rating::mature, "mpaa", "R", "", true},
    {"Gore", Rating::unknown, "", "", "Gore", true},
    {"Mild", Rating::unknown, "", "", "Mild", true},
    {"X", Rating::explicit_, "mpaa", "X", "", false},
    {"XXX", Rating::explicit_, "mpaa", "XXX", "", false},
    {"E", Rating::explicit_, "ao3", "E", "", true},
    {"EVERYONE", Rating::general, "words", "EVERYONE", "", false},
    {"gen", Rating::general, "words", "gen", "", true},
    {"M (violence)", Rating::mature, "ffn", "M", "violence", false},
    {"G (really!)", Rating::general, "mpaa", "G", "really!", false},
    {"mostly PG, one scene NC-17", Rating::explicit_, "mpaa", "NC-17", "one scene NC-17", true},
    {"Teen", Rating::teen, "words", "Teen", "", false},
    {"PG-13 for T'Pol in a towel", Rating::teen, "mpaa", "PG-13", "T'Pol in a towel", false},
    {"R: Restricted", Rating::mature, "mpaa", "R", "Restricted", false},
    {"MA15+", Rating::mature, "au", "MA15+", "", false},
    {"Nothing", Rating::unknown, "", "", "Nothing", true},
    {"K/S", Rating::unknown, "", "", "K/S", true},
    {"r/nc17", Rating::explicit_, "mpaa", "nc17", "", true},
    {"NC-17 (слэш)", Rating::explicit_, "mpaa", "NC-17", "слэш", false},
    {"12A", Rating::teen, "uk", "12A", "", false},
    {"Hard R/Soft NC-17", Rating::explicit_, "mpaa", "Soft NC-17", "", false},
    {"light R", Rating::mature, "mpaa", "light R", "", false},
    {"PG13ish", Rating::teen, "mpaa", "PG13", "", true},
    {"FRT", Rating::teen, "fr", "FRT", "", false},
    {"FRM-15", Rating::mature, "fr", "FRM", "15", false},
    {"FR-18", Rating::explicit_, "fr", "FR-18", "", false},
    {"NC-17!!!", Rating::explicit_, "mpaa", "NC-17", "", false},
    {"Ab 16", Rating::mature, "age", "Ab 16", "", false},
    {"tout public", Rating::general, "words", "tout public", "", false},
    {"-18", Rating::explicit_, "age", "18", "", false},
    {"13 chapters", Rating::unknown, "", "", "13 chapters", true},
    {"R.", Rating::mature, "mpaa", "R", "", false},
    {"R/M", Rating::mature, "mpaa", "R", "", false},
    {"T/M", Rating::mature, "ffn", "M", "", true},
    {"M15+", Rating::teen, "au", "M15+", "", false},
    {"M (FFN)", Rating::mature, "ffn", "M", "FFN", false},
    {"rating: pg", Rating::general, "mpaa", "pg", "", false},
    {"PG, PG-13 at most", Rating::teen, "mpaa", "PG-13", "at most", true},
};

TEST(ReadRating, keeps_level_scheme_token_and_reason_apart) {
    for (const Case& c : kCases) {
        const RatingReading r = read_rating(c.value);
        EXPECT_EQ(name_of(r.level), name_of(c.level)) << c.value;
        EXPECT_EQ(r.scheme, c.scheme) << c.value;
        EXPECT_EQ(r.token, c.token) << c.value;
        EXPECT_EQ(r.reason, c.reason) << c.value;
        EXPECT_EQ(r.doubtful, c.doubtful) << c.value;
    }
}

TEST(ReadRating, every_scheme_token_stands_for_its_level_in_any_case_and_joint) {
    struct Family {
        Rating level;
        const char* tokens[12];
    };
    const Family families[] = {
        {Rating::general,
         {"G", "PG", "K", "K+", "U", "FRC", "TV-G", "TV-PG", "0+", "6+", "All Ages", "FSK 6"}},
        {Rating::teen,
         {"PG-13", "PG 13", "PG13", "T", "FRT", "FR13", "TV-14", "12+", "12A", "Teen", "P12",
          "14A"}},
        {Rating::mature,
         {"R", "M", "FRM", "TV-MA", "16+", "FSK 16", "Mature", "MA15+", "lime", "P16", "15",
          "15+"}},
        {Rating::explicit_,
         {"NC-17", "NC17", "MA", "FRAO", "FR18", "18+", "R18", "R18+", "XXX", "Explicit", "Adult",
          "P18"}}};
    for (const Family& f : families)
        for (const char* token : f.tokens)
            for (const std::string& value :
                 {std::string(token), "[" + std::string(token) + "]",
                  "(" + std::string(token) + ")", std::string(token) + ".",
                  "Rated " + std::string(token), std::string(token) + " (for reasons)",
                  std::string(token) + ", see below", std::string(token) + " - some swearing",
                  std::string(token) + "; nothing much"})
                EXPECT_EQ(name_of(read_rating(value).level), name_of(f.level)) << value;
}

TEST(ReadRating, never_finds_a_level_in_prose) {
    for (const char* value : {"Really bad",    "Great fun",   "A lot of it",
                              "Tons of angst", "Kind of sad", "Me? I rate it great",
                              "Extra nice",    "Understood",  "Mulder",
                              "Romance",       "Graphic",     "Kissing",
                              "Test",          "see inside",  "***",
                              "4/5",           "100%",        "10 out of 10",
                              "two thumbs up", "T'Pol",       "M*A*S*H",
                              "A/B",           "K/S",         "T&A"})
        EXPECT_EQ(name_of(read_rating(value).level), "") << value;
}

TEST(ReadRating, mature_is_not_ma) {
    EXPECT_EQ(read_rating("Mature").level, Rating::mature);
    EXPECT_EQ(read_rating("MA").level, Rating::explicit_);
    EXPECT_EQ(read_rating("Mature Audiences Only").level, Rating::mature);
}

TEST(ReadRating, takes_the_highest_of_a_range) {
    for (const char* value : {"G to NC-17", "G-NC-17", "PG/R/NC-17", "PG now, NC-17 later",
                              "R and NC-17", "varies from PG-13 up to NC-17"}) {
        EXPECT_EQ(read_rating(value).level, Rating::explicit_) << value;
        EXPECT_TRUE(read_rating(value).doubtful) << value;
    }
}

TEST(ReadRating, survives_long_and_odd_values) {
    EXPECT_EQ(read_rating(std::string(1 << 20, '+')).level, Rating::unknown);
    EXPECT_EQ(read_rating("R" + std::string(1 << 20, ' ')).level, Rating::mature);
    EXPECT_EQ(read_rating("\xFF\xFE\x80").level, Rating::unknown);
    EXPECT_EQ(read_rating("").level, Rating::unknown);
    EXPECT_FALSE(read_rating("").doubtful);
}

TEST(Rating, names_go_both_ways) {
    for (Rating r :
         {Rating::not_rated, Rating::general, Rating::teen, Rating::mature, Rating::explicit_})
        EXPECT_EQ(rating_from_name(name_of(r)), r);
    EXPECT_FALSE(rating_from_name("").has_value());
}

}  // namespace
}  // namespace solander
