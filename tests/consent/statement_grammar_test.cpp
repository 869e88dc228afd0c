// SPDX-License-Identifier: GPL-3.0-or-later
// Thousands of statements put together by a small grammar, each with what it must come to, and the
// rule that holds for all of them: a restriction anywhere is never lost.
#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "consent/statement.h"
#include "tests/consent/summary.h"

namespace solander {
namespace {

using Words = std::vector<std::string>;

const Words kLeaves = {"Yes",
                       "Yes, please",
                       "Sure",
                       "Sure thing",
                       "Ok",
                       "Okay",
                       "Fine",
                       "Fine by me",
                       "OK with me",
                       "Go ahead",
                       "Go right ahead",
                       "By all means",
                       "Be my guest",
                       "Help yourself",
                       "Feel free",
                       "Feel free to archive",
                       "Please feel free to archive this",
                       "I don't mind",
                       "I do not mind at all",
                       "No problem",
                       "Of course",
                       "Certainly",
                       "Absolutely",
                       "Take it",
                       "You may archive this",
                       "You can archive it",
                       "You're welcome to it",
                       "Permission granted"};
const Words kAnywhere = {"Anywhere",
                         "Anywhere at all",
                         "Anywhere you like",
                         "Anywhere and everywhere",
                         "Wherever",
                         "Wherever you want",
                         "Everywhere",
                         "Anyone",
                         "Anyone who wants it",
                         "Anyone who'd like it",
                         "Any archive",
                         "Any archive that wants it",
                         "To whoever wants it",
                         "Archive anywhere",
                         "Please archive anywhere you like",
                         "This may be archived anywhere",
                         "Freely",
                         "Archive freely",
                         "At will"};
const Words kRefusals = {"No",
                         "Nope",
                         "No way",
                         "No, sorry",
                         "No thanks",
                         "Never",
                         "Please don't",
                         "Please do not archive",
                         "Do not archive",
                         "Don't archive this",
                         "Do not repost",
                         "Please do not repost this story",
                         "Do not redistribute",
                         "No archiving",
                         "No archiving please",
                         "No reposting",
                         "Not for archiving",
                         "Not to be archived",
                         "May not be archived",
                         "This story may not be archived",
                         "You may not archive this",
                         "I don't want this archived",
                         "I'd rather you didn't",
                         "Forbidden",
                         "Hands off",
                         "Private",
                         "Nowhere",
                         "DNA"};
const Words kRequests = {"ask",
                         "just ask",
                         "please ask",
                         "ask first",
                         "ask me first",
                         "please ask first",
                         "just ask me first",
                         "ask permission",
                         "please get my permission",
                         "get my permission first",
                         "email me",
                         "e-mail me first",
                         "please email me first",
                         "contact me first",
                         "write me first",
                         "only with permission",
                         "with my permission",
                         "only with my permission",
                         "only if you ask",
                         "only if you ask first",
                         "you must ask first",
                         "check with me first",
                         "not without asking",
                         "not without my permission"};
const Words kNotices = {"let me know",
                        "just let me know",
                        "just let me know where",
                        "please let me know where it is",
                        "tell me",
                        "just tell me",
                        "tell me where",
                        "tell me first",
                        "drop me a line",
                        "drop me a note",
                        "send me the link",
                        "please send me the URL",
                        "notify me",
                        "email me with the link",
                        "e-mail me to let me know",
                        "I'd like to know where"};
struct Condition {
    const char* words;
    const char* id;
};
const Condition kConditions[] = {
    {"keep my name on it", "keep_credit"},
    {"as long as my name stays on it", "keep_credit"},
    {"as long as you give me credit", "keep_credit"},
    {"just don't claim it as your own", "keep_credit"},
    {"keep the headers", "keep_headers"},
    {"with headers intact", "keep_headers"},
    {"so long as the disclaimer stays attached", "keep_headers"},
    {"unaltered", "unaltered"},
    {"provided you don't change it", "unaltered"},
    {"as long as nothing is changed", "unaltered"},
    {"as long as no profit is made", "no_profit"},
    {"not on pay sites", "no_profit"},
    {"as long as you don't charge money for it", "no_profit"},
    {"link back to my site", "link_back"},
    {"with a link back to me", "link_back"},
    {"behind an adult check", "adult_gate"},
    {"only in the NC-17 section", "adult_gate"},
};
const Words kPlaces = {"Gossamer", "XYZ", "Slashing the Angel", "fanfiction.net"};
const Words kElse = {"others",        "all others",      "anyone else",   "anywhere else",
                     "everyone else", "everywhere else", "anybody else",  "any other archive",
                     "elsewhere",     "the rest",        "other archives"};

Words written_in_ways(const std::string& text) {
    std::string upper = text, lower = text;
    for (char& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return {text, text + ".", text + "!", upper, lower, "  " + text + "  ", text + " :)"};
}

Permission default_of(const std::string& text) { return read_statement(text).by_default; }

void expect_all(const std::string& text, Permission expected) {
    for (const std::string& way : written_in_ways(text))
        EXPECT_EQ(name_of(default_of(way)), name_of(expected)) << way;
}

TEST(StatementGrammar, leaves_are_any) {
    for (const Words& words : {kLeaves, kAnywhere})
        for (const std::string& leave : words) expect_all(leave, Permission::any);
}

TEST(StatementGrammar, refusals_are_none) {
    for (const std::string& no : kRefusals) expect_all(no, Permission::none);
}

TEST(StatementGrammar, requests_are_ask_alone_and_behind_any_leave) {
    for (const std::string& ask : kRequests) {
        expect_all(ask, Permission::ask);
        for (const Words& words : {kLeaves, kAnywhere})
            for (const std::string& leave : words)
                for (const char* join : {", ", ", but ", ". ", "; ", " - ", " but "}) {
                    EXPECT_EQ(name_of(default_of(leave + join + ask)), "ask") << leave + join + ask;
                }
    }
}

TEST(StatementGrammar, notices_are_any_notify_alone_and_behind_any_leave) {
    for (const std::string& tell : kNotices) {
        expect_all(tell, Permission::any_notify);
        for (const Words& words : {kLeaves, kAnywhere})
            for (const std::string& leave : words)
                for (const char* join : {", ", ", but ", ". ", "; ", " - ", " but "}) {
                    EXPECT_EQ(name_of(default_of(leave + join + tell)), "any_notify")
                        << leave + join + tell;
                }
    }
}

TEST(StatementGrammar, known_conditions_are_noted_and_change_no_default) {
    for (const Condition& c : kConditions)
        for (const Words& words : {kLeaves, kAnywhere})
            for (const std::string& leave : words)
                for (const char* join : {", ", ", but ", ", just "}) {
                    const std::string text = leave + join + c.words;
                    const Statement s = read_statement(text);
                    EXPECT_EQ(name_of(s.by_default), "any") << text;
                    EXPECT_EQ(std::count(s.conditions.begin(), s.conditions.end(), c.id), 1)
                        << text;
                }
}

TEST(StatementGrammar, refusals_with_an_exception_for_leave_are_ask) {
    for (const char* no :
         {"Do not archive", "Please do not archive", "Don't archive this", "Do not repost",
          "Not to be archived", "This may not be archived", "Do not distribute or archive this",
          "No archiving", "Please don't post this"})
        for (const char* exception :
             {" without permission", " without my permission", " without asking",
              " without asking me first", " without my consent", " w/o permission",
              " without the author's permission", " without prior permission", " unless you ask",
              " unless you ask first", " unless I say so", " unless you have my permission",
              " without checking with me first", " without contacting me",
              " except with my permission", " without the express written consent of the author"})
            expect_all(std::string(no) + exception, Permission::ask);
}

TEST(StatementGrammar, lists_have_their_default_from_the_else_clause) {
    struct Tail {
        const char* words;
        Permission expected;
    };
    const Tail tails[] = {{"ask", Permission::ask},
                          {"please ask", Permission::ask},
                          {"ask first", Permission::ask},
                          {"email me", Permission::ask},
                          {"no", Permission::none},
                          {"just let me know", Permission::any_notify},
                          {"tell me", Permission::any_notify},
                          {"fine", Permission::any},
                          {"yes", Permission::any},
                          {"is fine", Permission::any},
                          {"with permission", Permission::ask}};
    for (const std::string& place : kPlaces)
        for (const char* grant : {"", " yes", " ok", ": yes", " - yes", " is fine"})
            for (const char* join : {", ", "; ", ". "})
                for (const std::string& rest : kElse)
                    for (const Tail& tail : tails)
                        for (const char* gap : {" ", ", ", ": ", " - "}) {
                            const std::string text = place + grant + join + rest + gap + tail.words;
                            const Statement s = read_statement(text);
                            EXPECT_EQ(name_of(s.by_default), name_of(tail.expected)) << text;
                            ASSERT_EQ(s.listed.size(), 1U) << text;
                            EXPECT_EQ(s.listed[0].who, place) << text;
                            EXPECT_EQ(s.listed[0].grant, "yes") << text;
                        }
}

TEST(StatementGrammar, only_closes_the_list) {
    for (const std::string& place : kPlaces)
        for (const std::string& text :
             {place + " only", "Only " + place, "Only at " + place, place + " only, please",
              place + " and nowhere else", place + ", nowhere else", place + ", no others",
              place + ". No one else.", "Exclusive to " + place, "Nowhere but " + place,
              "Please don't archive anywhere but " + place, "Do not post outside of " + place}) {
            const Statement s = read_statement(text);
            EXPECT_EQ(name_of(s.by_default), "none") << text;
            ASSERT_EQ(s.listed.size(), 1U) << text;
            EXPECT_EQ(s.listed[0].who, place) << text;
            EXPECT_EQ(s.listed[0].grant, "yes") << text;
        }
}

TEST(StatementGrammar, exceptions_are_listed_as_no) {
    for (const std::string& place : kPlaces)
        for (const char* leave : {"Anywhere", "Everywhere", "Any archive", "Wherever you like"})
            for (const char* except : {" except ", " but ", " except at ", ", except ",
                                       ", but not ", " other than ", ". Not ", ", just not "}) {
                const std::string text = leave + std::string(except) + place;
                const Statement s = read_statement(text);
                EXPECT_EQ(name_of(s.by_default), "any") << text;
                ASSERT_EQ(s.listed.size(), 1U) << text;
                EXPECT_EQ(s.listed[0].grant, "no") << text;
            }
}

/// Restrictions that no table may know: whatever stands beside them, they must not vanish.
const Words kOddRestrictions = {"Maybe",
                                "Just kidding",
                                "when I say so",
                                "unless I object to it",
                                "only on weekends",
                                "but not you",
                                "not really",
                                "except when I'm angry",
                                "provided you sacrifice a goat",
                                "if you can find me",
                                "once I've approved it",
                                "on request",
                                "after I have checked your site",
                                "subject to my approval",
                                "only if it is for your own use",
                                "for personal use only",
                                "members only",
                                "until I decide",
                                "if the moderators agree",
                                "when the moon is full",
                                "as long as you sing",
                                "for now",
                                "temporarily",
                                "Link only",
                                "not before I have seen it",
                                "assuming I like your page",
                                "depending on the site",
                                "but only to friends",
                                "if your site is nice",
                                "not on any old page",
                                "nobody I dislike"};

TEST(StatementGrammar, no_restriction_beside_a_leave_is_lost) {
    for (const Words& leaves : {kLeaves, kAnywhere, kNotices})
        for (const Words& limits : {kRefusals, kRequests, kOddRestrictions})
            for (const std::string& leave : leaves)
                for (const std::string& limit : limits)
                    for (const char* join :
                         {". ", ", ", "; ", " - ", ", but ", "... ", ": ", " / "})
                        for (const bool leave_first : {true, false}) {
                            const std::string text =
                                leave_first ? leave + join + limit : limit + join + leave;
                            EXPECT_LE(openness_of(default_of(text)), 2) << text;
                        }
}

}  // namespace
}  // namespace solander
