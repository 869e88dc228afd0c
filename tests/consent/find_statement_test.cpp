// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences about archiving inside notes and disclaimers, and sentences that only look like it.
#include <gtest/gtest.h>

#include "consent/statement.h"
#include "tests/consent/summary.h"

namespace solander {
namespace {

struct Case {
    const char* prose;
    const char* expected;
    const char* as_given;
};

const Case kFound[] = {
    {"Please don't post elsewhere.", "none", "Please don't post elsewhere."},
    {"I own nothing. Please do not post this anywhere without asking me first. Enjoy!", "ask",
     "Please do not post this anywhere without asking me first."},
    {"DO NOT ARCHIVE", "none", "DO NOT ARCHIVE"},
    {"A little story.\nDO NOT ARCHIVE\nFeedback is loved.", "none", "DO NOT ARCHIVE"},
    {"Do not archive without permission", "ask", "Do not archive without permission"},
    {"Feel free to archive this anywhere, just let me know where.", "any_notify",
     "Feel free to archive this anywhere, just let me know where."},
    {"Thanks to Jo for the beta. You may archive this at Gossamer; anywhere else, please ask.",
     "ask {Gossamer:yes}", "You may archive this at Gossamer; anywhere else, please ask."},
    {"This story may not be archived without the consent of the author.", "ask",
     "This story may not be archived without the consent of the author."},
    {"This story may be freely archived as long as my name stays on it.", "any +keep_credit",
     "This story may be freely archived as long as my name stays on it."},
    {"(c) 1991 Kat Lund. This file may be copied freely as long as it is not altered.",
     "any +unaltered", "This file may be copied freely as long as it is not altered."},
    {"Archive freely.", "any", "Archive freely."},
    {"If you'd like to archive this, just e-mail me.", "ask",
     "If you'd like to archive this, just e-mail me."},
    {"Want to archive it? Just ask.", "ask", "Want to archive it? Just ask."},
    {"Please don't redistribute.", "none", "Please don't redistribute."},
    {"Please don't use my characters without asking.", "ask",
     "Please don't use my characters without asking."},
    {"All rights reserved. No part of this story may be reproduced without permission.", "ask",
     "No part of this story may be reproduced without permission."},
    {"Distribution: ask first.", "ask", "Distribution: ask first."},
    {"X-No-Archive: yes", "none", "X-No-Archive: yes"},
    {"x-no-archive: Yes\n\nOnce upon a time", "none", "X-No-Archive: Yes"},
    {"Bitte nicht ohne Erlaubnis archivieren.", "ask", "Bitte nicht ohne Erlaubnis archivieren."},
    {"Размещение без разрешения автора запрещено.", "ask",
     "Размещение без разрешения автора запрещено."},
    {"Ne pas archiver sans ma permission.", "ask", "Ne pas archiver sans ma permission."},
    {"Do not forward this to any other list.", "none", "Do not forward this to any other list."},
    {"Not to be posted elsewhere without my okay.", "ask",
     "Not to be posted elsewhere without my okay."},
};

TEST(FindStatement, finds_the_sentence_and_reads_it) {
    for (const Case& c : kFound) {
        const auto found = find_statement(c.prose);
        ASSERT_TRUE(found.has_value()) << c.prose;
        EXPECT_EQ(summary(*found), c.expected) << c.prose;
        EXPECT_EQ(found->as_given, c.as_given);
        EXPECT_FALSE(found->rule.empty());
    }
}

const char* const kNotFound[] = {
    "",
    "They belong to somebody else and are used without permission.",
    "No copyright infringement is intended. Please don't sue.",
    "She walked into the archive and closed the door.",
    "The archive was dark; he did not dare to touch the papers without permission.",
    "He told her not to archive the papers.",
    "\"Do not archive that,\" she said.",
    "This story can be found in the archive.",
    "Don't take this story too seriously.",
    "Please take the time to review.",
    "Please post your comments in my guestbook.",
    "Please don't post spoilers in the comments.",
    "The mail was posted elsewhere.",
    "The captain shared his sandwich with everyone.",
    "We kept to the archive road and posted guards everywhere.",
    "Thanks to everyone who shared this with a friend.",
    "Feedback: yes, please! Anywhere, any time.",
    "I make no money from this.",
};

TEST(FindStatement, leaves_other_sentences_alone) {
    for (const char* prose : kNotFound) {
        const auto found = find_statement(prose);
        EXPECT_FALSE(found.has_value()) << prose << " -> " << (found ? summary(*found) : "");
    }
}

TEST(FindStatement, says_where_it_was_said) {
    EXPECT_EQ(find_statement("Please do not archive this.")->said_in, "note");
    EXPECT_EQ(find_statement("X-No-Archive: yes")->said_in, "mail-header");
    EXPECT_EQ(read_no_archive_header("no").by_default, Permission::unstated);
    EXPECT_EQ(read_no_archive_header(" Yes ").by_default, Permission::none);
}

TEST(FindStatement, takes_the_strictest_of_several) {
    const auto found = find_statement("You can archive this anywhere.\n\nChapter two is still "
                                      "missing.\n\nPlease don't archive this.");
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->by_default, Permission::none);
    EXPECT_EQ(found->as_given, "You can archive this anywhere. | Please don't archive this.");
}

TEST(FindStatement, the_tellers_own_doings_are_no_permission) {
    for (const char* prose :
         {"I only take them out for walks.", "We just use them and put them back.",
          "I never copy anybody.", "They aren't mine; I only share the toys with my sister."})
        EXPECT_FALSE(find_statement(prose)) << prose;
    for (const char* prose : {"Please don't take this story anywhere else.",
                              "Take it anywhere you like.", "You may post this elsewhere."})
        EXPECT_TRUE(find_statement(prose)) << prose;
}

TEST(FindStatement, is_linear_in_long_prose) {
    std::string prose;
    for (int i = 0; i < 20000; ++i) prose += i % 2 == 0 ? "please do not archive " : "copy. ";
    EXPECT_TRUE(find_statement(prose).has_value());
}

TEST(FindStatements, keep_the_place_of_each) {
    const std::string prose = "For Jo. Please do not archive this. She liked it.\n\nX-No-Archive: "
                              "yes\n\nArchive: do not\n";
    std::vector<std::string> words;
    for (const FoundStatement& found : find_statements(prose, Voice::author)) {
        words.push_back(prose.substr(found.from, found.to - found.from));
        EXPECT_EQ(name_of(found.statement.by_default), "none") << words.back();
    }
    EXPECT_EQ(words, (std::vector<std::string>{"X-No-Archive: yes", "Please do not archive this.",
                                               "Archive: do not"}));
}

TEST(FindStatements, in_the_storys_voice_only_what_is_put_to_the_reader_counts) {
    const auto heard = [](const char* prose) {
        const auto found = find_statements(prose, Voice::story);
        return found.empty() ? std::string("nothing")
                             : std::string(name_of(found.front().statement.by_default));
    };
    EXPECT_EQ(heard("DO NOT ARCHIVE"), "none");
    EXPECT_EQ(heard("*** DO NOT REPOST ***"), "none");
    EXPECT_EQ(heard("Please don't copy this story anywhere."), "none");
    EXPECT_EQ(heard("Do not distribute this fic without the author's permission."), "ask");
    EXPECT_EQ(heard("Archiving: ask first"), "ask");
    EXPECT_EQ(heard("I don't want this story archived anywhere."), "none");
    for (const char* prose :
         {"\"Do not archive that,\" she said.", "You may archive this story freely.",
          "He asked them not to archive the story without permission.",
          "\xE2\x80\x9CStop. Please do not archive this story. Thank you.\xE2\x80\x9D",
          "Please take a copy of the map and post it on the board.",
          "We did not archive the tapes without asking.",
          "Do not post guards on the bridge without asking me.", "DO NOT FEED THE GEESE"})
        EXPECT_EQ(heard(prose), "nothing") << prose;
}

TEST(FindStatements, many_words_about_archiving_in_one_sentence_cost_no_more_each) {
    // Where every word counts the quotes before it, this does not end within a test run.
    for (const char* piece : {"archive ", "\"archive\" ", "please archive\n", "archive: after "}) {
        std::string prose = "Please ";
        while (prose.size() < (std::size_t{1} << 18U)) prose += piece;
        for (const Voice voice : {Voice::author, Voice::story})
            for (const FoundStatement& found : find_statements(prose, voice))
                EXPECT_LE(found.to, prose.size());
    }
}

}  // namespace
}  // namespace solander
