// SPDX-License-Identifier: GPL-3.0-or-later
// Wordings of many hands, each with what a careful archivist takes from it: leaves that must stay
// leaves, and what asks, narrows, or speaks of something else, which must never come out as one.
#include <gtest/gtest.h>

#include "consent/statement.h"
#include "tests/consent/summary.h"

namespace solander {
namespace {

const char* const kAny[] = {
    "By all means, archive away",
    "Absolutely, go right ahead",
    "Whoever would like it may have it",
    "Any archive that wants it is welcome to it",
    "I'd be honored",
    "I'd be honoured if anyone wanted it",
    "Post it wherever you like",
    "Happy to have it archived anywhere",
    "Sure! Anywhere at all!",
    "yep",
    "yeah, go for it",
    "Yup, anywhere",
    "Knock yourself out",
    "Free to a good home",
    "All archives welcome",
    "Anywere is fine",
    "anwhere",
    "Yes please!",
    "YES YES YES",
    "okey dokey",
    "No objections whatsoever",
    "I have no problem with that at all",
    "Permission granted to all archives",
    "Anyone who wants it can have it, just keep my name on it",
    "Anywhere, as long as my name stays attached",
    "Help yourselves, but leave the headers on please",
    "Sure, provided no money is made",
    "Archive it anywhere you please",
    "You may archive this freely",
    "oui, partout",
    "Ja, gerne",
    "Ja, überall",
    "Sí, donde quieras",
    "Да, где угодно",
    "Может архивироваться где угодно",
    "Anywhere including Gossamer",
    "Anyone may have any of my stories",
    "Anywhere as long as my headers stay",
    "Take it, up to you",
    "Sure, the answer is yes",
    "Anywhere if needed",
    "Everywhere, for all I care",
    "Feel free, whoever needs it",
};

const char* const kTell[] = {
    "Anywhere, but please drop me a note to say where",
    "Yes, but I'd love to know where it ends up",
    "Take it, just send me the URL",
    "Sure, let me know where so I can visit",
    "Feel free, only tell me about it",
    "Anyone may have it, so long as they e-mail me the link",
    "Go ahead but let me know, pretty please",
    "Wherever. Do drop us a line though",
    "Ja, aber bitte Bescheid sagen",
    "Oui, mais prévenez-moi",
    "Да, только сообщите мне",
    "You want it, it's yours, just let me know where it's going",
};

const char* const kAsk[] = {
    "Kindly ask before archiving",
    "Write to me first",
    "Drop me an e-mail and we'll talk",
    "Only with my say-so",
    "Not without my express written permission",
    "I'd prefer to be asked",
    "Please check with me",
    "Check w/ me 1st",
    "Plz ask b4 archiving",
    "ASK ME!!!",
    "Get in touch with me before you put it up",
    "Contact author for permission",
    "Just ask; I never say no",
    "I usually say yes, but do ask",
    "Probably, if you ask nicely",
    "Run it by me first",
    "prior consent needed",
    "My nod is required",
    "needs a thumbs up from me",
    "Wait for my OK",
    "Okay must come from me",
    "By arrangement only",
    "By request",
    "Upon request",
    "with author's blessing",
    "if I've agreed",
    "Anywhere, once you have my blessing",
    "Sure, after I've been asked",
    "Yes, subject to my approval",
    "Yes, pending permission",
    "Anyone who obtains my consent",
    "Want it? Beg for it.",
    "permision required",
    "Bitte vorher fragen",
    "Erst fragen, dann nehmen",
    "Nur mit meiner Zustimmung",
    "Demandez-moi d'abord",
    "Avec ma permission",
    "Pregúntame primero",
    "Con mi permiso",
    "Сначала спросите",
    "Только с моего разрешения",
};

const char* const kNo[] = {
    "Absolutely not",
    "Hands off",
    "No way, José",
    "Not for archiving",
    "Nope",
    "Nuh-uh",
    "No thank you",
    "I'd rather not",
    "I would rather it wasn't archived",
    "Please refrain from archiving",
    "No reposts anywhere",
    "Do NOT repost",
    "Don't you dare",
    "Keep it off archives",
    "Not to be archived",
    "Never",
    "NOT EVER",
    "Under no circumstances",
    "Forbidden",
    "Not permitted",
    "dont archive plz",
    "DO NOT ARCHVE",
    "Please don't put this anywhere",
    "Nein",
    "Bitte nicht archivieren",
    "Non merci",
    "Ne pas archiver",
    "No archivar",
    "Нет",
    "Не архивировать",
    "I'll archive it myself",
    "I will put it up there myself",
};

const char* const kNoLeave[] = {
    "My own page only",
    "Only on my LiveJournal",
    "Solely at my website",
    "The Loft, and nowhere else for now",
    "Yes, it's up at my site",
    "Don't ask, it's no",
    "Yes to my Sentinel stuff, no to this",
    "no need to write, I won't agree",
    "Any archive run by my friends",
    "Any zine that paid me",
    "anyone in the Tuesday group",
    "All the lists where I post",
    "everybody on the mailing list",
    "anywhere on Yahoo",
    "Anywhere in Canada",
    "Any Highlander page",
    "Any of the archives I already send to",
    "Any archive I've sent this to",
    "Anyone who knows me",
    "Anybody I have beta'd for",
    "The regular places",
    "You know where it goes",
    "Yes for Marian",
    "Yes, for one archive only",
    "Okay, one time",
    "Sure, this once",
    "fine for reading",
    "Reading yes",
    "Printing is ok",
    "Podficcing is fine",
    "Fanart yes please",
    "Feel free to comment",
    "Yes, and tell me whether you liked it",
    "Sure I'd love feedback",
    "Let me know if you liked it",
    "Tell me your thoughts",
    "Yes, I've put it on Gossamer",
    "Yes it was",
    "Already done",
    "anywhere I've placed it myself",
    "Everywhere it's been posted",
    "On the usual sites",
    "Yes during December",
    "Fine until Friday",
    "From next year, anywhere",
    "Maybe",
    "I suppose so, depends who you are",
    "Ask my beta",
    "Sure, speak to Della",
    "whatever my co-author says",
    "sometimes",
    "OK needed",
    "Needs okay",
    "Ok from me needed",
    "Need a yes from me",
    "Get the okay from me",
    "go-ahead needed",
    "You need the go ahead",
    "Permission: absolutely required",
    "Required: absolutely",
    "Asking? Required.",
    "Approval: mandatory",
    "any list I'm on",
    "any list I’m on",
    "any of my lists",
    "any of my archives",
    "all my sites",
    "all of my archives",
    "any of the usual suspects",
    "Anyone in the WWOMB circle",
    "Anyone here",
    "Everyone here",
    "Everyone at the Loft",
    "Any Sentinel archive",
    "any m/m archive",
    "Anywhere in the Sentinel fandom",
    "Anywhere in print",
    "anywhere we've put it",
    "Everyone I trust",
    "Let me know what you think",
    "Sure, let me know what you think",
    "Tell me what you think",
    "Do tell me",
    "I will tell you",
    "I'll let you know",
    "for you yes",
    "Yes for you",
    "yes to you",
    "Yes, just this one time",
    "one copy is fine",
    "Just this once, yes",
    "Wherever I put it",
    "anywhere I put it",
    "Everywhere it is now",
    "Yes, already",
    "Yes, it is archived",
    "sure, I will submit it",
    "Yes, I own it",
    "Download OK",
    "Rec it, fine",
    "Translation ok",
    "Yes to translations",
    "Print ok",
    "No need to ask, the answer is no",
    "Take it up with me",
    "You're welcome",
    "Anyone but everyone",
    "Anywhere; rules on my page",
    "Yes, on Tuesdays",
    "Anywhere, at weekends",
    "Sure, to Marian and Kate",
};

template <class Table>
void expect_all(const Table& table, Permission expected) {
    for (const char* value : table) {
        const Statement s = read_statement(value);
        EXPECT_EQ(name_of(s.by_default), name_of(expected)) << value << " -> " << summary(s);
    }
}

TEST(Wordings, leaves_stay_leaves) { expect_all(kAny, Permission::any); }
TEST(Wordings, a_plea_for_a_word_is_a_notice) { expect_all(kTell, Permission::any_notify); }
TEST(Wordings, requests_are_heard_however_they_are_put) { expect_all(kAsk, Permission::ask); }
TEST(Wordings, refusals_are_heard_however_they_are_put) { expect_all(kNo, Permission::none); }

TEST(Wordings, what_narrows_or_speaks_of_something_else_is_no_leave) {
    for (const char* value : kNoLeave) {
        const Statement s = read_statement(value);
        // What has a time to wait for is kept too: its default is for later.
        EXPECT_TRUE(openness_of(s.by_default) <= 1 || !s.embargo.empty())
            << value << " -> " << summary(s);
    }
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
        EXPECT_EQ(openness_of(read_statement(filled(piece, 2U << 20U)).by_default), 1) << piece;
    for (const char* piece : {"any of my ", "wherever I put ", "needed yes ", "on a ", "m/m "})
        EXPECT_LE(openness_of(read_statement(filled(piece, 1U << 19U)).by_default), 1) << piece;
}

}  // namespace
}  // namespace solander
