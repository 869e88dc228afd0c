// SPDX-License-Identifier: GPL-3.0-or-later
// A story put together from messages: each of them read from its own top.
#include <gtest/gtest.h>

#include "document/walk.h"
#include "source/peel.h"
#include "work/assemble.h"

namespace solander {
namespace {

constexpr std::string_view kFoot =
    "\n_______________________________________________\nred-l mailing list\n"
    "red-l@lists.example.org\nhttp://lists.example.org/listinfo/red-l\n\n";

std::string posted(std::string_view subject, std::string_view extra, std::string_view body) {
    static int id = 0;
    return "From a@b.example Mon Jan  1 00:00:00 2001\nFrom: Imke Rade <imke@post.example.com>\n"
           "Date: Mon, 1 Jan 2001 10:00:00 +0000\nMessage-ID: <"
           + std::to_string(++id) + "@x>\nSubject: " + std::string(subject) + "\n"
           + std::string(extra) + "\n" + std::string(body) + std::string(kFoot);
}

Story story_of(std::string_view mailbox) {
    std::vector<Story> stories;
    peel("list", mailbox, {}, [&](Part&& part) {
        for (Story& story : read_stories(part, {})) stories.push_back(std::move(story));
    });
    EXPECT_EQ(stories.size(), 1U);
    return std::move(stories.at(0));
}

const std::string kOne = posted("FIC: Red Roofs 1/2", "",
                                "Title: Red Roofs\nAuthor: Imke Rade\nRating: G\nPart: 1/2\n"
                                "Archive: anywhere\n\nAnke climbed the ladder, which was red, and "
                                "looked\nout over the roofs of the whole town.\n");
const std::string kTwo = "Hello all, here is the rest, sorry it took so long.\n\n"
                         "Title: Red Roofs\nAuthor: Imke Rade\nRating: PG\nPart: 2/2\n\n"
                         "Nobody came down again until the rain had passed\nand the roofs shone.\n";

TEST(GatheredStory, has_each_message_as_a_chapter_without_heads_and_footers) {
    const Story story = story_of(kOne + posted("FIC: Red Roofs 2/2", "", kTwo));
    ASSERT_EQ(story.chapters.size(), 2U);
    EXPECT_EQ(plain_text(story.chapters[1].text).find("Nobody came down"), 0U);
    for (const Chapter& chapter : story.chapters) {
        const std::string shown = plain_text(chapter.text);
        EXPECT_EQ(shown.find("Subject"), std::string::npos);
        EXPECT_EQ(shown.find("red-l"), std::string::npos);
        EXPECT_EQ(shown.find("Rating"), std::string::npos);
        EXPECT_NE(chapter.text.text.find("red-l mailing list"), std::string::npos);  // not lost
    }
    EXPECT_EQ(story.file_class, "story");
    EXPECT_EQ(story.record.title, "Red Roofs");
    EXPECT_FALSE(story.record.part.has_value());
    EXPECT_EQ(story.record.complete, true);
}

TEST(GatheredStory, obeys_a_later_message_that_wants_no_archive) {
    const Story open = story_of(kOne + posted("FIC: Red Roofs 2/2", "", kTwo));
    EXPECT_EQ(open.record.permission.by_default, Permission::any);
    const Story kept = story_of(kOne + posted("FIC: Red Roofs 2/2", "X-No-Archive: yes\n", kTwo));
    EXPECT_EQ(kept.record.permission.by_default, Permission::none);
}

TEST(GatheredStory, is_not_said_to_be_whole_where_a_part_is_missing) {
    const Story story = story_of(posted("FIC: Red Roofs 1/3", "", kTwo)
                                 + posted("FIC: Red Roofs 3/3", "", kTwo + "More of it."));
    EXPECT_FALSE(story.record.complete.has_value());
    EXPECT_EQ(story.chapters.size(), 2U);
}

TEST(MailHead, names_who_wrote_and_not_the_address_or_the_list) {
    const auto author = [](std::string_view from) {
        Part part;
        part.media = Media::text;
        part.text = "It fell, and it lay, and it went away again.\n";
        part.format = "mail";
        part.stated.push_back({"From", std::string(from), {}});
        part.stated.back().mail = true;
        const Story story = read_stories(part, {})[0];
        return story.record.creators.empty() ? std::string() : story.record.creators[0].name;
    };
    EXPECT_EQ(author("Imke Rade <imke@post.example.com>"), "Imke Rade");
    EXPECT_EQ(author("imke@post.example.com (Imke Rade)"), "Imke Rade");
    EXPECT_EQ(author("Imke via Red List <red-l@lists.example.org>"), "Imke");
    EXPECT_EQ(author("\"Imke via Red List\" <red-l@lists.example.org>"), "Imke");
    EXPECT_EQ(author("imke@post.example.com"), "");
}

TEST(GatheredStory, a_short_note_to_a_list_is_no_story_for_its_head) {
    EXPECT_EQ(story_of(posted("hello", "", "I am back from the sea.\n")).file_class, "other");
}

}  // namespace
}  // namespace solander
