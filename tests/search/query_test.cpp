// SPDX-License-Identifier: GPL-3.0-or-later
// The query language: trees, whole error messages, and text that parses back to the same tree.
#include <gtest/gtest.h>

#include <random>

#include "search/fields.h"
#include "search/query.h"

namespace solander {
namespace {

using Kind = QueryNode::Kind;

/// The tree in one line: and(...), or(...), not(...), field:op:value with ' for phrases and * for
/// prefixes.
std::string tree(const QueryNode& node) {
    const auto list = [&](const char* name) {
        std::string out = std::string(name) + "(";
        for (std::size_t i = 0; i < node.children.size(); ++i)
            out += (i ? ", " : "") + tree(node.children[i]);
        return out + ")";
    };
    switch (node.kind) {
    case Kind::all:
        return "all";
    case Kind::and_:
        return list("and");
    case Kind::or_:
        return list("or");
    case Kind::not_:
        return list("not");
    default:
        break;
    }
    const std::string mark = node.phrase ? "'" : "";
    const char* kind = node.kind == Kind::tag ? "tag " : node.kind == Kind::compare ? "cmp " : "";
    return kind + node.field + node.op + mark + node.value + mark + (node.prefix ? "*" : "");
}

struct Case {
    const char* query;
    const char* tree;
};

TEST(Query, precedence_and_grouping) {
    const Case cases[] = {
        {"", "all"},
        {"   ", "all"},
        {"snow", "snow"},
        {"snow wolf", "and(snow, wolf)"},
        {"snow AND wolf", "and(snow, wolf)"},
        {"snow && wolf", "and(snow, wolf)"},
        {"snow OR wolf", "or(snow, wolf)"},
        {"snow || wolf", "or(snow, wolf)"},
        {"snow | wolf", "or(snow, wolf)"},
        {"a b OR c d", "or(and(a, b), and(c, d))"},
        {"a (b OR c) d", "and(a, or(b, c), d)"},
        {"a (b c) d", "and(a, b, c, d)"},
        {"-a", "not(a)"},
        {"NOT a", "not(a)"},
        {"NOT -a", "a"},
        {"a -b", "and(a, not(b))"},
        {"-(a b)", "not(and(a, b))"},
        {"-(-a)", "a"},
        {"a NOT (b OR c)", "and(a, not(or(b, c)))"},
        {"snow and wolf", "and(snow, and, wolf)"},
        {"\"long ago\"", "'long ago'"},
        {"“long  ago”", "'long ago'"},
        {"book*", "book*"},
        {"\"long ag\"*", "'long ag'*"},
        {"\"long ag*\"", "'long ag'*"},
        {"well-known", "well-known"},
        {"don't", "don't"},
        {"snow - wolf", "and(snow, wolf)"},
        {"snow -- wolf", "and(snow, wolf)"},
        {"what ?", "what"},
        {"10:30", "10:30"},
        {"a>b", "a>b"},
        {"(((a)))", "a"},
    };
    for (const Case& c : cases) {
        const auto parsed = parse_query(c.query);
        ASSERT_TRUE(parsed) << c.query << "\n" << parsed.error().message;
        EXPECT_EQ(tree(parsed->root), c.tree) << c.query;
    }
}

TEST(Query, fields_and_their_values) {
    const Case cases[] = {
        {"title:snow", "title:snow"},
        {"TITLE:snow", "title:snow"},
        {"author:\"Ann Reed\"", "tag creator:'Ann Reed'"},
        {"by:reed*", "tag creator:reed*"},
        {"fandom:\"The Long Watch\"", "tag fandom:'The Long Watch'"},
        {"ship:mara", "tag relationship:mara"},
        {"genre:angst", "tag tag:angst"},
        {"m/m", "tag category:m/m"},
        {"words>5000", "cmp words>5000"},
        {"words:>5,000", "cmp words>5000"},
        {"words>=5k", "cmp words>=5000"},
        {"words:1000-5000", "cmp words:1000-5000"},
        {"words:1000..5000", "cmp words:1000-5000"},
        {"words:1,000..", "cmp words:1000.."},
        {"words=7", "cmp words:7"},
        {"updated:2003", "cmp updated:2003"},
        {"updated>=2003-02", "cmp updated>=2003-02"},
        {"published:2001-2003", "cmp published:2001-2003"},
        {"published:2001..2003-05", "cmp published:2001..2003-05"},
        {"rating:Teen", "cmp rating:teen"},
        {"-rating:explicit", "not(cmp rating:explicit)"},
        {"rating:\"not rated\"", "cmp rating:not-rated"},
        {"complete:yes", "cmp complete:yes"},
        {"status:WIP", "cmp complete:no"},
        {"language:pt-BR", "cmp language:pt-br"},
        {"id:12", "cmp id:12"},
    };
    for (const Case& c : cases) {
        const auto parsed = parse_query(c.query);
        ASSERT_TRUE(parsed) << c.query << "\n" << parsed.error().message;
        EXPECT_EQ(tree(parsed->root), c.tree) << c.query;
    }
}

TEST(Query, queries_that_readers_bring_along_are_taken) {
    const auto sorted = parse_query("arthur merlin words>1000 sort:hits");
    ASSERT_TRUE(sorted);
    EXPECT_EQ(tree(sorted->root), "and(arthur, merlin, cmp words>1000)");
    EXPECT_EQ(sorted->notes,
              std::vector<std::string>{"hits, kudos, comments and bookmarks are not counted here: "
                                       "\"sort:hits\" was left out"});
    const auto dashes = parse_query("snow --wolf -- !!bear");
    ASSERT_TRUE(dashes);
    EXPECT_EQ(tree(dashes->root), "and(snow, wolf, bear)");
    EXPECT_EQ(dashes->notes,
              (std::vector<std::string>{
                  "\"--\" was left out; to leave a word out, write one: \"-word\"",
                  "\"!!\" was left out; to leave a word out, write one: \"!word\""}));
    const auto by_title = parse_query("austen words:10000-50000 sort:title");
    ASSERT_TRUE(by_title);
    EXPECT_EQ(by_title->sort, "title");
    EXPECT_EQ(tree(parse_query("lex m/m (mature OR explicit)")->root),
              "and(lex, tag category:m/m, or(mature, explicit))");
    EXPECT_EQ(tree(parse_query("buffy gen teen AND \"no archive warnings apply\"")->root),
              "and(buffy, gen, teen, 'no archive warnings apply')");
    EXPECT_EQ(tree(parse_query("\"sherlock (tv)\" m/m NOT \"sherlock holmes/john watson\"")->root),
              "and('sherlock (tv)', tag category:m/m, not('sherlock holmes/john watson'))");
    EXPECT_EQ(parse_query("sort:>words")->sort, "-words");
    EXPECT_EQ(parse_query("sort:<words")->sort, "words");
    EXPECT_TRUE(parse_query("kudos>10 snow"));
}

TEST(Query, errors_point_at_the_place) {
    const Case cases[] = {
        {"title:", "nothing follows \"title:\"\n"
                   "  title:\n"
                   "  ^~~~~~"},
        {"snow title: wolf", "nothing follows \"title:\"\n"
                             "  snow title: wolf\n"
                             "       ^~~~~~"},
        {"snow \"wolf", "this quote is never closed\n"
                        "  snow \"wolf\n"
                        "       ^"},
        {"snow (wolf OR bear", "this parenthesis is never closed\n"
                               "  snow (wolf OR bear\n"
                               "       ^"},
        {"snow) wolf", "this parenthesis closes nothing\n"
                       "  snow) wolf\n"
                       "      ^"},
        {"snow () wolf", "nothing is inside these parentheses\n"
                         "  snow () wolf\n"
                         "       ^~"},
        {"fandm:snow", "there is no field \"fandm\"; did you mean fandom:?\n"
                       "  fandm:snow\n"
                       "  ^~~~~"},
        {"http://example.org",
         "there is no field \"http\"; put the words in quotes to search for them\n"
         "  http://example.org\n"
         "  ^~~~"},
        {"words>many",
         "\"many\" is not a value of words; write a number or two, such as 5000 or 1000-5000\n"
         "  words>many\n"
         "        ^~~~"},
        {"words:5000-1000",
         "\"5000-1000\" is not a value of words; write a number or two, such as 5000 or 1000-5000\n"
         "  words:5000-1000\n"
         "        ^~~~~~~~~"},
        {"updated:2003-13",
         "\"2003-13\" is not a value of updated; write 2003, 2003-02, 2003-02-14 or 2001..2003\n"
         "  updated:2003-13\n"
         "          ^~~~~~~"},
        {"rating:spicy",
         "\"spicy\" is not a value of rating; use one of: general, teen, mature, explicit,"
         " not-rated, unstated\n"
         "  rating:spicy\n"
         "         ^~~~~"},
        {"title>5", "title has no order; write title:\n"
                    "  title>5\n"
                    "  ^~~~~~"},
        {"snow OR", "nothing follows OR\n"
                    "  snow OR\n"
                    "       ^~"},
        {"OR snow", "nothing stands before OR\n"
                    "  OR snow\n"
                    "  ^~"},
        {"snow AND OR wolf", "nothing stands before OR\n"
                             "  snow AND OR wolf\n"
                             "           ^~"},
        {"NOT", "nothing follows NOT\n"
                "  NOT\n"
                "  ^~~"},
        {"sn*w", "a * works only at the end of a word\n"
                 "  sn*w\n"
                 "    ^"},
        {"\"\"", "there is no word between these quotes\n"
                 "  \"\"\n"
                 "  ^~"},
        {"?!", "there is no word in this query\n"
               "  ?!\n"
               "  ^~"},
        {"sort:colour",
         "there is no order \"colour\"; use best, date, added, words, title or creator\n"
         "  sort:colour\n"
         "  ^~~~~~~~~~~"},
        {"été \"neige", "this quote is never closed\n"
                        "  été \"neige\n"
                        "      ^"},
    };
    for (const Case& c : cases) {
        const auto parsed = parse_query(c.query);
        ASSERT_FALSE(parsed) << c.query << " gave " << tree(parsed->root);
        EXPECT_EQ(parsed.error().message, c.tree) << c.query;
        EXPECT_EQ(parsed.error().fault, Fault::usage);
    }
}

TEST(Query, the_caret_stays_in_sight_of_a_long_query) {
    std::string query;
    for (int i = 0; i < 40; ++i) query += "word" + std::to_string(i) + " ";
    query += "\"open";
    const auto parsed = parse_query(query);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().message,
              "this quote is never closed\n"
              "  d30 word31 word32 word33 word34 word35 word36 word37 word38 word39 \"open\n"
              "                                                                     ^")
        << parsed.error().message;
}

TEST(Query, limits_are_errors_not_crashes) {
    EXPECT_FALSE(parse_query(std::string(13, '(') + "a" + std::string(13, ')')));
    EXPECT_TRUE(parse_query(std::string(12, '(') + "a" + std::string(12, ')')));
    EXPECT_FALSE(parse_query(std::string(20'000, 'a')));
    std::string many;
    for (int i = 0; i < 300; ++i) many += "a ";
    EXPECT_FALSE(parse_query(many));
    std::string deep;
    for (int i = 0; i < 12; ++i) deep += "-(a OR ";
    deep += "b" + std::string(12, ')');
    const auto parsed = parse_query(deep);
    ASSERT_TRUE(parsed) << parsed.error().message;
    EXPECT_EQ(parse_query(to_text(parsed->root))->root, parsed->root);
}

TEST(Query, text_of_a_tree_parses_to_the_same_tree) {
    const char* pieces[] = {"snow",
                            "\"long ago\"",
                            "book*",
                            "(",
                            ")",
                            "OR",
                            "AND",
                            "NOT",
                            "-",
                            "title:snow",
                            "words>5000",
                            "m/m",
                            "-rating:teen",
                            "by:\"A B\"",
                            "well-known",
                            "fandom:x*",
                            "updated:2003",
                            "é*",
                            "\"a*b c\"*",
                            "a:b",
                            "complete:no",
                            "|",
                            "words:..7",
                            "“q”",
                            "!x"};
    std::mt19937 random(7);
    int parsed_count = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string query;
        const auto n = 1 + random() % 8;
        for (unsigned i = 0; i < n; ++i) {
            query += pieces[random() % std::size(pieces)];
            if (random() % 4) query += ' ';
        }
        const auto parsed = parse_query(query);
        if (!parsed) continue;
        ++parsed_count;
        const std::string text = to_text(parsed->root);
        const auto again = parse_query(text);
        ASSERT_TRUE(again) << query << " -> " << text << "\n" << again.error().message;
        ASSERT_EQ(tree(again->root), tree(parsed->root)) << query << " -> " << text;
        ASSERT_TRUE(again->root == parsed->root);
    }
    EXPECT_GT(parsed_count, 2000);
}

TEST(Query, any_bytes_are_taken) {
    std::mt19937 random(11);
    for (int round = 0; round < 20'000; ++round) {
        std::string query;
        const auto n = random() % 40;
        for (unsigned i = 0; i < n; ++i) query += static_cast<char>(random());
        const auto parsed = parse_query(query);
        if (parsed) {
            (void)in_words(*parsed);
            ASSERT_TRUE(parse_query(to_text(parsed->root))) << query;
        } else {
            ASSERT_FALSE(parsed.error().message.empty());
        }
    }
}

TEST(Query, in_words_reads_like_a_sentence) {
    const Case cases[] = {
        {"", ""},
        {"snow", "“snow”"},
        {"snow fandom:\"The Long Watch\" -rating:explicit words>5000",
         "“snow”, fandom The Long Watch, not explicit, over 5,000 words"},
        {"by:reed title:snow* complete:no", "by “reed”, “snow…” in the title, unfinished"},
        {"words:1000-5000 OR chapters>=2", "1,000 to 5,000 words or at least 2 chapters"},
        {"updated:2003 added>=2024-05", "updated in 2003, added from 2024-05 on"},
        {"-(a OR b) c", "not (“a” or “b”), “c”"},
    };
    for (const Case& c : cases) {
        const auto parsed = parse_query(c.query);
        ASSERT_TRUE(parsed) << c.query;
        EXPECT_EQ(in_words(*parsed), c.tree);
    }
}

TEST(Fields, every_example_parses_and_names_are_unique) {
    std::vector<std::string_view> names;
    for (const QueryField& field : kFields) {
        EXPECT_TRUE(parse_query(field.example)) << field.example;
        names.push_back(field.name);
        for (const std::string_view alias : field.aliases)
            if (!alias.empty()) names.push_back(alias);
    }
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
    EXPECT_EQ(nearest_field("charcter"), "character");
    EXPECT_EQ(nearest_field("paring"), "pairing");
    EXPECT_EQ(nearest_field("zzzzzz"), "");
    EXPECT_NE(fields_help().find("words:1000-5000"), std::string::npos);
}

}  // namespace
}  // namespace solander
