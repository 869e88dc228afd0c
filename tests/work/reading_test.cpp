// SPDX-License-Identifier: GPL-3.0-or-later
// From a part to a work: what lies between header lines and typed values.
#include <gtest/gtest.h>

#include "base/text.h"
#include "work/assemble.h"

namespace solander {
namespace {

constexpr const char* kStory =
    "Nell counted the sledges again. There were eleven of them now, and the twelfth had not\n"
    "come back. \"Otto,\" she said, \"you had better fetch the lantern.\" He went out into the\n"
    "snow and came back with nothing. They sat by the stove until morning and nobody said a\n"
    "word about the lantern or the goose, though both of them thought of little else.\n\n"
    "Then the sledge came, and she laughed, and he put the kettle on and said it was time.\n";

Story read(const std::string& text, Media media = Media::text) {
    Part part;
    part.name = "snow.txt";
    part.media = media;
    part.text = text;
    part.bytes = text.size();
    part.encoding = "us-ascii";
    std::vector<Story> stories = read_stories(part, {PartialDate{2026, 11, 22}});
    return stories.empty() ? Story{} : std::move(stories.front());
}

Story with_header(const std::string& lines) {
    return read("Title: Snowfall\nAuthor: Kat\nRating: PG\n" + lines + "\n\n* * *\n\n" + kStory);
}

std::string listed(const Story& story) {
    std::string out;
    for (const ListedArchive& one : story.record.permission.listed)
        out += (out.empty() ? "" : "; ") + one.who + " " + one.grant;
    return out;
}

TEST(Reading, a_label_that_is_an_archives_name_speaks_for_that_archive) {
    const Story story = with_header("Circuit Archive: yes\nGossamer: no\nSpice level: hot");
    EXPECT_EQ(listed(story), "Circuit Archive yes; Gossamer no");
    EXPECT_EQ(story.record.permission.by_default, Permission::unstated);
    EXPECT_EQ(listed(with_header("List archive: yes")), "LIST yes");
    EXPECT_EQ(listed(with_header("Harbour Archive: ask first\nSnow-Lib: no")),
              "Harbour Archive ask; Snow-Lib no");
}

TEST(Reading, a_comma_in_a_name_is_no_two_people_and_no_one_by_guess) {
    const auto authors = [](const std::string& label, const std::string& more) {
        const Story story = read("Title: Snowfall\n" + label + ": Lund, Kat\nRating: PG\n" + more
                                 + "\n\n* * *\n\n" + kStory);
        std::string out;
        for (const Creator& one : story.record.creators) out += one.name + ";";
        for (const Finding& finding : story.findings)
            if (finding.kind == "name-doubt") out += " doubt";
        return out;
    };
    EXPECT_EQ(authors("Author", ""), "Lund, Kat; doubt");
    EXPECT_EQ(authors("Author", "E-mail: kat.lund@street.example\n"), "Kat Lund;");
    EXPECT_EQ(authors("Author", "Disclaimer: none of this is Kat Lund's.\n"), "Kat Lund;");
    EXPECT_EQ(authors("Author", "Notes: Kat and Lund thank Bram.\n"), "Lund;Kat;");
    EXPECT_EQ(authors("Authors", ""), "Lund;Kat;");
}

TEST(Reading, two_ratings_of_one_story_are_told) {
    const auto told = [](const std::string& lines) {
        const Story story = with_header(lines);
        for (const Finding& finding : story.findings)
            if (finding.kind == "conflict") return finding.text;
        return std::string(name_of(story.record.rating));
    };
    EXPECT_EQ(told("MPAA Rating: NC-17"),
              "the rating is said twice: \"NC-17\" was taken, being the "
              "stronger, \"PG\" was not");
    EXPECT_EQ(told("Rated: parental guidance"), "general") << "the same in other words";
    EXPECT_EQ(told("Rating (this part): R"), "mature");
}

TEST(Reading, a_note_said_before_every_part_is_kept_once_and_a_shorter_one_beside_it) {
    const Story story =
        with_header("Notes: For Nell and Otto.\nNotes: For Nell.\nNotes: For Nell and Otto.");
    EXPECT_EQ(story.record.notes, "For Nell and Otto.\n\nFor Nell.");
}

TEST(Reading, an_end_mark_says_whether_the_story_is_finished_when_nobody_else_does) {
    const auto finished = [](const std::string& header, const std::string& mark) {
        return read("Title: Snowfall\nAuthor: Kat\n" + header + "\n" + kStory + "\n" + mark + "\n")
            .record.complete;
    };
    EXPECT_EQ(finished("", "THE END"), true);
    EXPECT_EQ(finished("", "TBC"), false);
    EXPECT_EQ(finished("", ""), std::nullopt);
    EXPECT_EQ(finished("Status: WIP\n", "THE END"), false);
    EXPECT_EQ(finished("Part: 2/3\n", "THE END"), std::nullopt);
    EXPECT_EQ(finished("Part: 2/3\n", "TBC"), std::nullopt);
    EXPECT_EQ(finished("Part: 3/3\n", "THE END"), true);
    const Story story =
        read("Title: Snowfall\nAuthor: Kat\n\n" + std::string(kStory) + "\n-end-\n");
    ASSERT_FALSE(story.claims.empty());
    const Claim& claim = story.claims.back();
    EXPECT_EQ(claim.field, "complete");
    EXPECT_EQ(claim.raw, "-end-");
    EXPECT_EQ(claim.rule, "end-mark");
}

TEST(Reading, a_cell_behind_a_label_with_its_colon_is_a_value_though_it_could_be_a_label) {
    const Story story = read("<table><tr><td>Title:</td><td>Snowfall</td></tr>"
                             "<tr><td>Author:</td><td>Kat</td></tr>"
                             "<tr><td>Status:</td><td>Complete</td></tr>"
                             "<tr><td>Rating:</td><td>PG</td></tr></table><p>"
                                 + std::string(kStory) + "</p>",
                             Media::html);
    EXPECT_EQ(story.record.complete, true);
    EXPECT_EQ(story.record.rating, Rating::general);
}

TEST(Reading, what_is_no_archives_name_allows_nothing) {
    EXPECT_EQ(listed(with_header("Kissing: yes\nTranslations: ask first")), "");
    EXPECT_EQ(listed(with_header("Gossamer:\nSpice level: hot")), "");
}

TEST(Reading, a_label_that_was_not_parted_from_the_value_before_it_is_heard_all_the_same) {
    EXPECT_EQ(with_header("Spice: mild archive?: Only at my site").record.permission.by_default,
              Permission::none);
    EXPECT_EQ(with_header("Spice: as at http://archive.example").record.permission.by_default,
              Permission::unstated);
}

TEST(Reading, a_plain_no_is_not_loosened_by_an_archives_label) {
    const Story story = with_header("Archive: No\nGossamer: yes");
    EXPECT_EQ(story.record.permission.by_default, Permission::none);
    EXPECT_EQ(listed(story), "Gossamer ask");
}

TEST(Reading, a_notice_of_rights_may_say_what_is_allowed) {
    const std::string text = std::string("SNOWFALL\nby Kat Lund\n\n") + kStory + "\n" + kStory;
    const Story free = read(text
                            + "\n(c) 1991 Kat Lund. This file may be copied freely as long as it "
                              "is not altered.\n");
    EXPECT_EQ(free.record.permission.by_default, Permission::any);
    EXPECT_EQ(free.record.permission.conditions, std::vector<std::string>{"unaltered"});
    EXPECT_EQ(free.record.disclaimer, "");
    const Story closed =
        read(text + "\nCopyright 1991 Kat Lund. Please do not archive this anywhere.\n");
    EXPECT_EQ(closed.record.permission.by_default, Permission::none);
}

TEST(Reading, two_fandoms_may_share_a_slash) {
    using Names = std::vector<std::string>;
    const auto fandoms = [](const std::string& value) {
        return with_header("Fandom: " + value).record.fandoms;
    };
    EXPECT_EQ(fandoms("Harbour Street / Night Desk"), (Names{"Harbour Street", "Night Desk"}));
    EXPECT_EQ(fandoms("Harbour Street/Night Desk/Kestrel"),
              (Names{"Harbour Street", "Night Desk", "Kestrel"}));
    EXPECT_EQ(fandoms("Lamp/stay dark"), (Names{"Lamp/stay dark"}));
    EXPECT_EQ(fandoms("Harbour/1999"), (Names{"Harbour/1999"}));
}

TEST(Reading, bold_type_alone_makes_a_label) {
    for (const char* page :
         {"<html><body><b>Title</b> Snowfall<br><b>Author</b> Kat Lund<br><b>Rating</b> PG<hr>",
          "<html><body><p><b>Title</b> Snowfall</p><p><b>Author</b> Kat Lund</p>"
          "<p><strong>Rating</strong> PG</p><hr>"}) {
        const Story story =
            read(std::string(page) + "<p>" + kStory + "</p></body></html>", Media::html);
        EXPECT_EQ(story.record.title, "Snowfall");
        ASSERT_EQ(story.record.creators.size(), 1U);
        EXPECT_EQ(story.record.creators[0].name, "Kat Lund");
        EXPECT_EQ(story.record.rating, Rating::general);
    }
}

TEST(Reading, labels_in_columns_are_read_in_pages_and_a_list_wrapped_over_paragraphs_is_whole) {
    const Story story =
        read("<html><body><p>Title &nbsp;Snowfall</p><p>Author&nbsp;&nbsp; Kat Lund</p>"
             "<p>Archive&nbsp;&nbsp; no</p>"
             "<p>Pairing&nbsp;&nbsp; Tam Reed/Wren Hollis, Ada Mountjoy Pike, Jo</p>"
             "<p>March/Tam Reed</p><p>Rating&nbsp;&nbsp; PG</p><p>&nbsp;</p><p>"
                 + std::string(kStory) + "</p></body></html>",
             Media::html);
    EXPECT_EQ(story.record.title, "Snowfall");
    EXPECT_EQ(story.record.permission.by_default, Permission::none);
    EXPECT_EQ(story.record.relationships.back(), "Jo March/Tam Reed");
    EXPECT_EQ(story.record.rating, Rating::general);
}

TEST(Reading, the_authors_name_below_the_title_is_no_story) {
    for (const auto& [name, words] : {std::pair{"Kat Lund", 0U}, {"Kat Lundy", 2U}}) {
        const Story story =
            read("<html><head><meta name=\"author\" content=\"kat lund\"></head><body>"
                 "<h1>Snowfall</h1><p>"
                     + std::string(name) + "</p><p>" + kStory + "</p></body></html>",
                 Media::html);
        EXPECT_EQ(story.record.words, count_words(kStory) + words) << name;
        EXPECT_EQ(story.record.title, "Snowfall");
    }
}

TEST(Reading, blanks_in_a_sentence_make_no_label) {
    const Story story = read("<html><body><p>Archive &nbsp;boxes stood in the hall.</p><p>Notes "
                             "&nbsp;lay on them.</p><p>"
                                 + std::string(kStory) + "</p></body></html>",
                             Media::html);
    EXPECT_EQ(story.record.notes, "");
    EXPECT_EQ(story.record.permission.by_default, Permission::unstated);
}

TEST(Reading, a_bold_word_that_opens_the_story_is_no_label) {
    const Story story = read("<html><body><h1>Snowfall</h1><p><b>Notes</b> lay all over the floor, "
                             "and nobody had read them.</p><p><b>Warning</b> or no warning, she "
                             "went out.</p><p>"
                                 + std::string(kStory) + "</p></body></html>",
                             Media::html);
    EXPECT_EQ(story.record.notes, "");
    EXPECT_TRUE(story.record.warnings.empty());
}

}  // namespace
}  // namespace solander
