// SPDX-License-Identifier: GPL-3.0-or-later
// The traps of story-files.md 16 that concern headers, and prose that has none.
#include <gtest/gtest.h>

#include "tests/header/reading.h"

namespace solander {
namespace {

using test::kStory;
using test::read;

// Openings of stories without a header; each tempts a rule.
constexpr const char* kProse[] = {
    "Warning: never lend a ladder to a man who thanks you for it beforehand. My\ngrandmother used "
    "to say that, and I "
    "had always taken it for one of her deep\nones, until the summer that Costa borrowed ours.\n",
    "Otto: \"Nell?\"\n\nShe did not answer. The snow had stopped, and the street was very still.\n",
    "Note: the milk was off. He read it again, turned it over, and put it back on\nthe step where "
    "he had found it.\n",
    "Dear Ada,\n\nYou asked about the snow. There is a great deal of it. Otto says it will\nlast "
    "until Easter.\n",
    "From: Nell\nTo: Otto\nSubject: bellows\n\nHave you mended them? The stove is cold and so am "
    "I.\n",
    "Date: the fourth of March. Weather: foul.\n\nThe ship had not moved for a week, and the cook "
    "was down to onions.\n",
    "10:38 p.m.\n\nThe lamps went out one by one along Harbour Street, and nobody lit them "
    "again.\n",
    "Title: that was the word on the deed she could not make out. \"It says title,\"\nOtto said, "
    "\"but of what?\"\n",
    "He had one rule: never count the same sledge twice. Nell had another: always\ncount the "
    "baker's boy.\n",
    "Name: Nell Lund. Age: nine. Trade: counting. She wrote it all down for the\nconstable, who "
    "could not spell.\n",
    "Name: Nell Lund\nAge: nine\nStatus: missing\n\nThe poster had been up for a week before "
    "anybody read it.\n",
    "By the time the lamps were lit the street was white. Nobody had seen it\nbegin.\n",
    "By morning\nthe street was white, and the sledges were out, and Nell had lost count\nof them "
    "already.\n",
    "\"Eleven,\" said Nell.\n\n\"Twelve,\" said Otto. \"You missed the priest.\"\n",
    "It was Gen 1:3 that the priest read, and at 3:16 by the clock the lights\ncame back: all of "
    "them, all at once.\n",
    "I looked it up at http://street.example/snow and it said: closed. So I walked.\nNobody walks "
    "that road in "
    "February.\n",
    "Thanks - that was all he said. Nell put the sledge back in the shed and\nlocked it.\n",
    "For Otto the winter had only one use. He mended things in it: bellows, boots,\nthe hinge of "
    "the coal-hole door.\n",
    "Recipe: take one goose. The rest, said Mrs. Lund, was only patience: four\nhours of it, and a "
    "hot stove.\n",
    "Fandom was what they called it in the village, and nobody could say why: it\nwas only the "
    "pond with the reeds cut "
    "back.\n",
    "NELL. Eleven.\nOTTO. Twelve.\nNELL. I never miss the priest, you know that I don't.\n",
    "Summary justice was done at noon: the goose was hanged, and the fox went free,\nand the "
    "street went home to dinner.\n",
    "Day one: snow. Day two: snow. Day three: the post came, and with it a letter\nfrom my aunt "
    "about the snow.\n",
    "Author's hands, people said, when they saw how thin they were; but she had\nnever written a "
    "line: she counted.\n",
    "Rating the geese took all morning. \"Fair,\" said Nell. \"Poor. Fair. Otto, hold\nthat one "
    "still.\"\n",
    "Part of the trouble was the bellows. The rest of it was Otto: he would not be\nhelped.\n",
};

TEST(Prose, without_a_header_gives_no_block) {
    for (const char* opening : kProse) {
        const auto r = read(std::string(opening) + "\n" + kStory + "\n" + kStory);
        EXPECT_TRUE(r.headers.blocks.empty()) << opening;
        EXPECT_TRUE(r.headers.regions.empty()) << opening;
        EXPECT_FALSE(r.headers.looks_like_reply) << opening;
        EXPECT_FALSE(r.headers.looks_like_index) << opening;
    }
}

TEST(Prose, a_scene_line_at_the_top_is_no_title) {
    for (const char* line : {"Harbour Street, 1998", "INT. KITCHEN - NIGHT", "10:38 p.m.",
                             "FADE IN", "TO: THE QUARTERMASTER", "Harbour Street, 4 March 1871",
                             "PROLOGUE", "Chapter One", "* * *", "THE END"})
        EXPECT_EQ(read(std::string(line) + "\n\n" + kStory).value(FieldId::title), "(absent)")
            << line;
}

// In one run of text, without an empty line: what stands in it goes on into the next paragraph.
TEST(Prose, with_papers_between_its_paragraphs_gives_no_block) {
    const std::string above = std::string(kStory) + kStory + kStory;
    for (const char* paper : {"     Character: fair. Habits: early. Pairing: one glove, left.\n"
                              "     Nobody claimed it.\n"
                              "     Disclaimer: the Baths are not to be blamed for the ice.\n",
                              "     Title: Rules of the Baths\nWritten by: the Baths\nPart: 3\n"
                              "     Disclaimer: the Baths are not to be blamed for the ice.\n"}) {
        const auto r = read(above + paper + kStory + kStory);
        EXPECT_TRUE(r.headers.blocks.empty()) << paper;
    }
}

TEST(Prose, with_a_header_of_the_next_part_in_it_gives_it) {
    const std::string above = std::string(kStory) + kStory + kStory;
    const auto r = read(above
                        + "\n\n\nTitle: Snowfall\nAuthor: Kat Lund\nPart: 2\n"
                          "Disclaimer: I don't own them, they belong to Redshift.\n\n"
                        + kStory + kStory);
    ASSERT_EQ(r.headers.blocks.size(), 1U);
    EXPECT_EQ(r.value(FieldId::title), "Snowfall");
}

TEST(Prose, the_same_openings_behind_a_header_stay_in_the_story) {
    for (const char* opening : kProse) {
        const auto r =
            read("Title: Snowfall\nAuthor: Kat Lund\nRating: PG\nArchive: Ask\n\n* * *\n\n"
                 + std::string(opening) + "\n" + kStory);
        const std::string first_line(
            std::string(opening).substr(0, std::string(opening).find('\n')));
        EXPECT_EQ(r.story_starts(), first_line);
        ASSERT_EQ(r.headers.blocks.size(), 1U) << opening;
        EXPECT_EQ(r.headers.blocks[0].fields.size(), 4U) << opening;
    }
}

TEST(Prose, a_document_inside_the_story_is_no_header) {
    std::string text;
    for (int i = 0; i < 6; ++i) text += std::string(kStory) + "\n";
    text += "The report lay on the desk.\n\nSubject: the goose\nAuthor: Dr. Lund\nDate: 4 "
            "March\nNote: handle with care\n\nNell put it back.\n\n";
    for (int i = 0; i < 30; ++i) text += std::string(kStory) + "\n";
    EXPECT_TRUE(read(text).headers.blocks.empty());
}

TEST(Prose, a_feed_item_with_url_and_date_is_no_header) {
    EXPECT_TRUE(read("URL: http://street.example/1\nDate: 2002-10-05\n\nThe council met on Tuesday "
                     "about the snow.\n")
                    .headers.blocks.empty());
}

TEST(Traps, quoted_headers_make_a_reply) {
    const auto r = read("> Title: Snowfall\n> Author: Kat\n> Rating: PG\n> Pairing: Nell/Otto\n\nI "
                        "loved this! More please.\n\nBram\n");
    EXPECT_TRUE(r.headers.blocks.empty());
    EXPECT_TRUE(r.headers.looks_like_reply);
}

TEST(Traps, a_text_quoted_as_a_whole_is_read_through_its_quoting) {
    std::string quoted;
    const std::string text = "Title: Snowfall\nAuthor: Kat\nRating: PG\n\n" + std::string(kStory);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        quoted += "> " + text.substr(at, end - at) + "\n";
        at = end + 1;
    }
    EXPECT_EQ(read(quoted).value(FieldId::title), "Snowfall");
}

TEST(Traps, a_template_is_an_index_not_a_story) {
    EXPECT_TRUE(read("Welcome to the list.\n\nA proper header would look like this:\n\n   Title: "
                     "your title\n   Author: your name\n"
                     "   Rating: G to R\n   Archive: yes or no\n\nThen comes the story.\n")
                    .headers.looks_like_index);
    EXPECT_TRUE(read("Title: [title of the story]\nAuthor: [your pen name]\nRating: [G to "
                     "R]\n\nPaste the story below.\n")
                    .headers.looks_like_index);
}

TEST(Traps, a_list_of_recommendations_is_an_index) {
    std::string text = "Recs for a long weekend\n\n";
    for (const char* title : {"Snowfall", "Thaw", "Sledges", "The Goose"})
        text += std::string("Title: ") + title
                + "\nAuthor: Kat\nPairing: Nell/Otto\nWhy this must be read: the goose.\n\n";
    EXPECT_TRUE(read(text).headers.looks_like_index);
}

TEST(Traps, longer_words_that_hold_a_label_are_not_that_label) {
    const auto r = read("Title: Snowfall\nSubtitle: A Winter Story\nAuthor: Kat\nTagline: "
                        "brr\nFootnote: none\nVintage: 1901\nRating: PG\n\n"
                        + std::string(kStory));
    EXPECT_EQ(r.all(FieldId::title), std::vector<std::string>{"Snowfall"});
    EXPECT_EQ(r.all(FieldId::extra).size(), 4U);
    EXPECT_TRUE(r.all(FieldId::keywords).empty());
    EXPECT_TRUE(r.all(FieldId::notes).empty());
}

TEST(Traps, two_titles_in_one_block_are_both_kept) {
    const auto r =
        read("Title: Snowfall\nAuthor: Kat\nRating: PG\nTitle: The Goose (chapter two)\n\n"
             + std::string(kStory));
    EXPECT_EQ(r.all(FieldId::title).size(), 2U);
    EXPECT_EQ(r.headers.blocks.size(), 1U);
}

TEST(Traps, a_disclaimer_may_joke_with_labels) {
    const auto r = read("Title: Snowfall\nAuthor: Kat\nDisclaimer: Owned: nothing. Owed: much. "
                        "Summary: I am poor.\nRating: PG\n\n"
                        + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::disclaimer), "Owned: nothing. Owed: much. Summary: I am poor.");
}

// A form, a poster, a page of a book: what people in a story read stays in it.
TEST(Traps, labels_on_paper_inside_a_story_are_read_by_nobody) {
    const std::string story = std::string(kStory) + "\n" + kStory + "\n";
    for (const std::string paper :
         {"Character: good. Pairing: none that we know of. Habits: regular.\n\n",
          "* * *\n\nTitle: Rules of the Pond\nWritten by: the Parish\nPart: 2\n\n",
          "-0-\n\nTitle: Rules of the Pond\nWritten by: the Parish\nPart: 2\n\n",
          "* * *\n\nDisclaimer: the Parish lends no sledges.\n\n* * *\n\n",
          "* * *\n\nPosting: the goose, two shillings.\n\n"}) {
        const auto r = read(story + story + paper + story);
        EXPECT_TRUE(r.headers.blocks.empty()) << paper;
        EXPECT_TRUE(r.headers.regions.empty()) << paper;
    }
}

TEST(Traps, a_teaser_among_labels_with_dashes_is_not_that_of_a_script) {
    const auto dashes = read("Title -- Snowfall\nRating -- PG\nTeaser -- Nell counts sledges.\n"
                             "Penname -- Kat\nArchiving -- No\n\n* * *\n\n"
                             + std::string(kStory));
    EXPECT_EQ(dashes.value(FieldId::summary), "Nell counts sledges.");
    EXPECT_EQ(dashes.value(FieldId::author), "Kat");
    EXPECT_EQ(dashes.value(FieldId::archive), "No");
    const auto script =
        read("Title: Snowfall\nAuthor: Kat\nRating: PG\n\nTEASER\n\n" + std::string(kStory));
    EXPECT_EQ(script.value(FieldId::summary), "(absent)");
}

TEST(Traps, a_question_and_the_sign_of_the_block_are_one_separator) {
    for (const std::string sign : {"=", "|", "-", "--"}) {
        const auto r = read("TITLE " + sign + " Snowfall\nRATING " + sign + " PG\nSUMMARY " + sign
                            + " Nell counts\nARCHIVE? " + sign + " Please ask\nBY " + sign
                            + " Kat\n\n* * *\n\n" + kStory);
        EXPECT_EQ(r.value(FieldId::archive), "Please ask") << sign;
        EXPECT_EQ(r.value(FieldId::summary), "Nell counts") << sign;
    }
}

TEST(Traps, smileys_are_not_separators) {
    const auto r = read("Title: Snowfall\nAuthor: Kat\nFeedback: yes please :-)\nThanks :) to "
                        "everybody\nRating: PG\n\n"
                        + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::feedback).substr(0, 14), "yes please :-)");
    EXPECT_TRUE(r.all(FieldId::thanks).empty());
}

TEST(Traps, damaged_apostrophes_do_not_hide_a_label) {
    for (const char* label :
         {"Author's Notes", "Author?s Notes", "Author\u2019s Notes", "Author\u00C6s Notes",
          "Author\u00D5s Notes", "Author\u00EDs Notes", "Author\u00E2\u20AC\u2122s Notes",
          "Author&#8217;s Notes", "Author=92s Notes", "Authors Note(s)", "Author`s Notes",
          "AUTHOR'S NOTE", "A/N", "A.N.", "AN", "Authors' notes", "Auhtor's Notes"}) {
        const auto r = read(std::string("Title: Snowfall\nRating: PG\n") + label
                            + ": Written for Ada.\n\n* * *\n\n" + kStory);
        EXPECT_EQ(r.value(FieldId::notes), "Written for Ada.") << label;
    }
}

TEST(Traps, misspelt_labels_are_known_inside_a_block) {
    const auto r = read("Title: Snowfall\nAuther: Kat\nSummery: Nell counts.\nDislcaimer: Not "
                        "mine.\nParing: Nell/Otto\nFeedbak: yes\nArchve: no\n"
                        "Catagory: gen\nCharactors: Nell\n\n* * *\n\n"
                        + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::author), "Kat");
    EXPECT_EQ(r.value(FieldId::summary), "Nell counts.");
    EXPECT_EQ(r.value(FieldId::disclaimer), "Not mine.");
    EXPECT_EQ(r.value(FieldId::relationship), "Nell/Otto");
    EXPECT_EQ(r.value(FieldId::feedback), "yes");
    EXPECT_EQ(r.value(FieldId::archive), "no");
    EXPECT_EQ(r.value(FieldId::category), "gen");
    EXPECT_EQ(r.value(FieldId::character), "Nell");
}

TEST(Traps, compound_labels_share_their_value) {
    const auto r = read("Title/Part: Snowfall 1/3\nAuthor: Kat\nFandom/Pairing: Harbour Street, "
                        "Nell/Otto\nRating and Warnings: PG for geese\n\n"
                        + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::part), "Snowfall 1/3");
    EXPECT_EQ(r.value(FieldId::fandom), "Harbour Street, Nell/Otto");
    EXPECT_EQ(r.value(FieldId::relationship), "Harbour Street, Nell/Otto");
    EXPECT_EQ(r.value(FieldId::rating), "PG for geese");
    EXPECT_EQ(r.value(FieldId::warning), "PG for geese");
    for (const Field& field : r.head()->fields)
        EXPECT_EQ(field.shared_value, field.id != FieldId::author) << field.label;
}

TEST(Traps, ambiguous_labels_are_decided_by_their_value) {
    const struct {
        const char* line;
        FieldId id;
    } kCases[] = {
        {"Category: slash", FieldId::category},
        {"Category: humor", FieldId::genre},
        {"Type: gen", FieldId::category},
        {"Type: vignette", FieldId::genre},
        {"Series: TOS", FieldId::fandom},
        {"Series: The Street Tales", FieldId::series},
        {"Completed: 5 May 2001", FieldId::date_written},
        {"Completed: yes", FieldId::status},
        {"Archived: 05/06/01", FieldId::date_published},
        {"Archived: anywhere you like", FieldId::archive},
        {"Feedback to: kat@street.example", FieldId::email},
        {"Comments: always welcome", FieldId::feedback},
        {"Comments: set before the thaw", FieldId::notes},
        {"Featuring: Nell/Otto", FieldId::relationship},
        {"Featuring: Nell, Otto", FieldId::character},
        {"Copyright: 1999 Kat Lund", FieldId::copyright},
        {"Copyright: all of these people belong to Cormorant Television and not to me, alas",
         FieldId::disclaimer},
        {"Content: goose trouble", FieldId::warning},
    };
    for (const auto& one : kCases) {
        const auto r = read(std::string("Title: Snowfall\nAuthor: Kat\n") + one.line
                            + "\nRating: PG\n\n" + kStory);
        EXPECT_EQ(r.all(one.id).size(), 1U) << one.line;
    }
}

TEST(Traps, labels_of_other_languages_are_known) {
    const struct {
        const char* header;
        const char* title;
        const char* pairing;
    } kCases[] = {
        {"Titre : Neige\nAuteur : Kat\nCouple : Nell/Otto\nRésumé : Nell compte.\nNote de l'auteur "
         ": merci\n",
         "Neige", "Nell/Otto"},
        {"Titel: Schnee\nAutorin: Kat\nPaar: Nell/Otto\nInhalt: Nell zählt.\nFSK: 12\n", "Schnee",
         "Nell/Otto"},
        {"Título: Nieve\nAutora: Kat\nPareja: Nell/Otto\nResumen: Nell cuenta.\nClasificación: G\n",
         "Nieve", "Nell/Otto"},
        {"Titolo: Neve\nAutrice: Kat\nCoppia: Nell/Otto\nAvvertimenti: oche\n", "Neve",
         "Nell/Otto"},
        {"Название: Снег\nАвтор: Кэт\nПэйринг: Нелл\\Отто\nРейтинг: PG\nДисклеймер: не моё\n",
         "Снег", "Нелл\\Отто"},
        {"标题：雪\n作者：凯特\n配对：内尔/奥托\n分级：PG\n", "雪", "内尔/奥托"},
        {"Otsikko: Lumi\nKirjoittaja: Kat\nParitus: Nell/Otto\nIkäraja: S\n", "Lumi", "Nell/Otto"},
        {"Cím: Hó\nSzerző: Kat\nPárosítás: Nell/Otto\nKorhatár: 12\n", "Hó", "Nell/Otto"},
    };
    for (const auto& one : kCases) {
        const auto r = read(std::string(one.header) + "\n* * *\n\n" + kStory);
        EXPECT_EQ(r.value(FieldId::title), one.title);
        EXPECT_EQ(r.value(FieldId::relationship), one.pairing);
        EXPECT_TRUE(r.all(FieldId::extra).empty()) << one.header;
    }
}

TEST(Traps, papers_inside_a_story_are_no_header) {
    for (const char* paper :
         {"Date: 12 March\nWind: north\nSummary: nothing came in and nothing went out.\n",
          "Title: The Care of Clocks\nAuthor: unknown\nShelf: nine\n",
          "To: the Harbour Master\nFrom: Nell\nDate: the 3rd of May\n\nThe lamp is out again.\n",
          "Name: Nell Lund\nAge: nine\nStatus: missing\n", "ARCHIVE: THIRD FLOOR\n"}) {
        for (const char* first :
             {"", "Warning: never let anyone sell you a boat in the dark.\n\n"}) {
            const auto r = read(first + std::string(kStory) + "\n" + paper + "\n" + kStory);
            EXPECT_EQ(r.head(), nullptr) << first << paper;
        }
    }
}

TEST(Traps, a_header_below_some_talk_is_one_still) {
    const auto r =
        read("Hi everybody, here is the new one. Thanks to all who wrote to me about the\n"
             "last story; I hope you enjoy this one as well.\n\n"
             "Title: Snowfall\nAuthor: Kat\nRating: PG\nDisclaimer: not mine\n\n"
             + std::string(kStory));
    ASSERT_NE(r.head(), nullptr);
    EXPECT_EQ(r.value(FieldId::title), "Snowfall");
    EXPECT_EQ(r.value(FieldId::rating), "PG");
}

TEST(Header, at_both_ends_in_one_hand) {
    const auto r =
        read("Title - Snowfall\nAuthor - Kat\nRating - PG\n\n* * *\n\n" + std::string(kStory)
             + kStory + kStory + "\n--------------------\nArchive - Ask first\n");
    EXPECT_EQ(r.value(FieldId::archive), "Ask first");
}

TEST(Header, a_label_whose_tab_went_with_its_line_is_empty) {
    const auto r = read("Title\tSnowfall\nAuthor\tKat\nRating\tPG\nWebpage\n"
                        "Summary\tIt snows.\nFandom\tHarbour Street\n\n* * *\n\n"
                        + std::string(kStory));
    EXPECT_EQ(r.value(FieldId::url), "");
    EXPECT_EQ(r.value(FieldId::rating), "PG");
    EXPECT_EQ(r.value(FieldId::fandom), "Harbour Street");
}

TEST(TitlePage, is_left_behind_with_its_echo_and_the_mark_below) {
    for (const char* below : {"Snowfall\n\n", "Begin\n\n", "Enjoy!\n\n"}) {
        const auto r = read("Snowfall\nby Kat\n\n\n" + std::string(below) + kStory);
        EXPECT_EQ(r.value(FieldId::author), "Kat");
        EXPECT_EQ(r.story_starts(), std::string(kStory).substr(0, 68)) << below;
    }
}

TEST(Hostile, a_million_labels_are_bounded) {
    std::string text;
    for (int i = 0; i < 1000000; ++i) text += "Rating: PG\n";
    const auto r = read(text);
    EXPECT_TRUE(r.found("many-labels"));
    std::size_t fields = 0;
    for (const HeaderBlock& block : r.headers.blocks) fields += block.fields.size();
    EXPECT_LE(fields, kMaxFields + 8);
}

TEST(Hostile, one_line_of_labels_is_bounded) {
    std::string text = "Title: Snowfall\nAuthor: Kat\n";
    for (int i = 0; i < 200000; ++i) text += "Rating: PG ";
    const auto r = read(text);
    ASSERT_EQ(r.headers.blocks.size(), 1U);
    EXPECT_LE(r.headers.blocks[0].fields.size(), 80U);
}

TEST(Hostile, furniture_is_left_alone) {
    const std::string text = "Rating: list advert\nArchive: of the list\nTitle: Snowfall\nAuthor: "
                             "Kat\nFandom: Harbour Street\n\n"
                             + std::string(kStory);
    const auto r = read(text, {{0, 2, Layer::furniture}});
    EXPECT_EQ(r.head()->first, 2U);
    EXPECT_EQ(r.value(FieldId::rating), "(absent)");
}

TEST(Hostile, a_label_that_grows_no_block_is_text) {
    const auto r = read("T OA B\xE3\x80\x8Ahe la\xFDt:p b@\n2\ne\n"
                        "Rating\xDF|\x02\xB0`rchiv: Archiv: rchiv: ");
    EXPECT_TRUE(r.headers.blocks.empty());
}

TEST(Hostile, blocks_come_in_the_order_of_the_file) {
    const auto r = read("by Maris Tern\n"
                        "    We do not talk. The engine does.\n"
                        "    It says the same thing all the way,\n"
                        "    the thi<html><head><title>Small Ads and Notices</title></head>\n"
                        "<pre>\nAuthor:        Cass Underhill\n\n"
                        "Sol went and got his coat. \"You can do it from here,\" the night\n"
                        "editor called afteNine Bridges (1/3)\n"
                        "by Hob Lanyard (hob@sidings.example.org)\n"
                        "Disclaimer: Redshift Pictures owns the railway. I ride third class.\n"
                        "Summary: \"It has a man in it.\"\n");
    std::uint32_t behind = 0;
    for (const HeaderBlock& block : r.headers.blocks) {
        EXPECT_GE(block.first, behind);
        behind = block.last;
    }
    EXPECT_GE(r.headers.blocks.size(), 2U);
}

}  // namespace
}  // namespace solander
