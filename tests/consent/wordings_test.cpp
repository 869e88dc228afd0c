// SPDX-License-Identifier: GPL-3.0-or-later
// Wordings of many hands, each with what a careful archivist takes from it: leaves that must stay
// leaves, and what asks, narrows, or speaks of something else, which must never come out as one.
#include <gtest/gtest.h>

#include "base/file.h"
#include "base/table.h"
#include "consent/statement.h"
#include "tests/consent/summary.h"

namespace solander {
namespace {

TEST(Wordings, are_taken_as_a_careful_archivist_takes_them) {
    // "kept" is anything that shows nothing; what has a time to wait for is kept too: its default
    // is for later.
    const std::string table =
        read_file(std::string(SOLANDER_TEST_DIR) + "/golden/consent/wordings.tsv").value();
    std::size_t rows = 0;
    for_each_row(table, [&](const auto& columns) {
        ASSERT_EQ(columns.size(), 2U) << columns[0];
        const Statement s = read_statement(columns[1]);
        const bool shown = openness_of(s.by_default) > 1 && s.embargo.empty();
        EXPECT_EQ(columns[0] == "kept" && !shown ? "kept" : name_of(s.by_default), columns[0])
            << columns[1] << " -> " << summary(s);
        ++rows;
    });
    EXPECT_GT(rows, 400U);
}

TEST(Wordings, a_leave_for_another_deed_gains_no_condition) {
    EXPECT_TRUE(read_statement("Yes to translations").conditions.empty());
    EXPECT_EQ(read_statement("Anywhere, no translations").conditions,
              std::vector<std::string>{"no_translation"});
}

/// Leaves, and what takes from them: none of the second may stand beside one of the first and leave
/// it as it was.
const char* const kLeaves[] = {"Anywhere",   "Anyone",     "Any archive",   "Wherever",
                               "Yes",        "Sure",       "Okay",          "Fine",
                               "Go ahead",   "Feel free",  "Help yourself", "Take it",
                               "Archive it", "Everywhere", "Be my guest",   "Of course"};
struct Modifier {
    const char* words;
    int most;  ///< openness_of at most
};
const Modifier kBehind[] = {{" in my circle", 1},
                            {" on my lists", 1},
                            {" I belong to", 1},
                            {" at the Loft", 1},
                            {" on the Loft list", 1},
                            {" in the Sentinel fandom", 1},
                            {" here", 1},
                            {" on this list", 1},
                            {" for Marian", 1},
                            {", with my okay", 1},
                            {", okay needed", 1},
                            {" - my nod required", 1},
                            {", the go-ahead must come from me", 1},
                            {", permission required", 1},
                            {". Permission is needed.", 1},
                            {", but get my yes", 1},
                            {", just this once", 1},
                            {", one time only", 1},
                            {", for you only", 1},
                            {", on Tuesdays", 1},
                            {" in December", 1},
                            {", during Lent", 1},
                            {", to friends", 1},
                            {", for members", 1},
                            {", rules on my site", 1},
                            {", see my policy", 1},
                            {", I'll let you know", 1},
                            {", I will submit it", 1},
                            {", let me know what you think", 1},
                            {", for downloads", 1},
                            {", to translations", 1},
                            {". No. The answer is no.", 1},
                            {" who paid me", 1},
                            {" that pays me", 1},
                            {", but run it by me first", 1},
                            {", do tell me where", 3},
                            {", let me know where", 3},
                            {". Drop me a note to say where.", 3},
                            {", but link only", 2}};

TEST(Wordings, nothing_comes_out_above_what_the_words_behind_it_allow) {
    for (const char* leave : kLeaves)
        for (const Modifier& modifier : kBehind) {
            const std::string text = std::string(leave) + modifier.words;
            const Statement s = read_statement(text);
            EXPECT_TRUE(openness_of(s.by_default) <= modifier.most || !s.embargo.empty())
                << text << " -> " << summary(s);
        }
}

TEST(Wordings, a_leave_in_front_of_words_that_want_nothing_stays_one) {
    for (const char* leave : {"Anywhere", "Anyone", "Yes", "Sure", "Fine", "Go ahead", "Take it"})
        for (const char* behind : {"", "!", ", thanks", ", no need to ask", " at all", ", please",
                                   ", as long as my name stays on it", ", with headers intact",
                                   ", and thank you for asking", ". I'd be honoured."}) {
            if (std::string(leave) != "Anywhere" && std::string(behind) == " at all") continue;
            const Statement s = read_statement(std::string(leave) + behind);
            EXPECT_EQ(openness_of(s.by_default), 4) << leave << behind << " -> " << summary(s);
        }
}

TEST(Wordings, long_chains_of_waiting_clauses_take_no_longer_for_each) {
    // Where each clause reads to the end of the text, the first two do not end within the life of a
    // test run.
    const auto filled = [](const char* piece, std::size_t size) {
        std::string text;
        while (text.size() < size) text += piece;
        return text;
    };
    for (const char* piece : {"others after ", "after others, "})
        EXPECT_EQ(openness_of(read_statement(filled(piece, 1U << 19U)).by_default), 1) << piece;
    for (const char* piece : {"any of my ", "wherever I put ", "needed yes ", "on a ", "m/m "})
        EXPECT_LE(openness_of(read_statement(filled(piece, 1U << 18U)).by_default), 1) << piece;
}

}  // namespace
}  // namespace solander
