// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader of a known format says of a part: statements, zones, sections.
#include "work/assemble.h"

#include <gtest/gtest.h>

#include "document/walk.h"

namespace solander {
namespace {

Part page_of_two_chapters() {
    Part part;
    part.name = "page.html";
    part.media = Media::html;
    part.format = "some-site";
    const auto say = [&](std::string_view text) {
        const std::uint64_t from = part.text.size();
        part.text += text;
        return from;
    };
    say("<html><head><title>Ladders | Some Site</title></head><body>");
    const auto menu = say("<p>Home</p><p>Rating: Explicit</p>");
    const auto one = say("<h2>One</h2><p>Anke climbed the ladder, which was red.</p>");
    const auto note = say("<p>The ladder was my uncle's.</p>");
    const auto two = say("<h2>Two</h2><p>Nobody came down.</p>");
    const auto foot = say("<p>About us</p>");
    const auto end = say("</body></html>");
    part.zones = {{menu, one, Zone::Kind::header},
                  {note, two, Zone::Kind::note_after},
                  {foot, end, Zone::Kind::furniture}};
    part.sections = {{one, "One", ""}, {two, "Two", ""}};
    part.stated = {{"Title", "Ladders", {}},    {"Author", "Imke", {}},
                   {"Author", "Jo and Co", {}}, {"Rating", "General Audiences", {}},
                   {"Fandom", "Red Roofs", {}}, {"Kudos", "12", {}}};
    return part;
}

TEST(KnownFormat, states_fields_that_become_claims_of_its_own) {
    const std::vector<Story> stories = read_stories(page_of_two_chapters(), {});
    ASSERT_EQ(stories.size(), 1U);
    const WorkRecord& record = stories[0].record;
    EXPECT_EQ(record.title, "Ladders");
    ASSERT_GE(record.creators.size(), 2U);
    EXPECT_EQ(record.creators[0].name, "Imke");
    EXPECT_EQ(record.rating, Rating::general);
    EXPECT_EQ(record.fandoms, std::vector<std::string>{"Red Roofs"});
    ASSERT_EQ(record.extra.size(), 1U);
    EXPECT_EQ(record.extra[0].label, "Kudos");
    for (const Claim& claim : stories[0].claims) {
        if (claim.field != "rating") continue;
        EXPECT_EQ(claim.rule, "some-site");
        EXPECT_EQ(claim.source, "container");
        EXPECT_EQ(claim.raw, "General Audiences");
    }
}

TEST(KnownFormat, zones_keep_its_words_out_of_the_story_and_in_the_document) {
    const Story story = read_stories(page_of_two_chapters(), {})[0];
    ASSERT_EQ(story.chapters.size(), 2U);
    EXPECT_EQ(story.chapters[0].title, "One");
    EXPECT_EQ(story.chapters[1].title, "Two");
    EXPECT_NE(plain_text(story.chapters[0].text).find("which was red"), std::string::npos);
    EXPECT_EQ(plain_text(story.chapters[0].text).find("uncle"), std::string::npos);
    EXPECT_EQ(plain_text(story.chapters[1].text).find("About us"), std::string::npos);
    EXPECT_NE(story.chapters[0].text.text.find("uncle"), std::string::npos);
    EXPECT_NE(story.chapters[1].text.text.find("About us"), std::string::npos);
    EXPECT_NE(story.chapters[0].text.text.find("Rating: Explicit"), std::string::npos);
}

TEST(KnownFormat, yields_to_what_the_author_wrote_in_the_text) {
    Part part = page_of_two_chapters();
    const std::string header = "<p>Title: The Other Ladder<br>Author: Imke<br>Rating: R</p>";
    const std::uint64_t at = part.sections[0].from;
    part.text.insert(at, header);
    for (Zone& zone : part.zones) {
        if (zone.from >= at) zone.from += header.size();
        if (zone.to > at) zone.to += header.size();
    }
    part.sections[1].from += header.size();
    EXPECT_EQ(read_stories(part, {})[0].record.title, "The Other Ladder");
}

TEST(KnownFormat, decides_what_is_no_story_when_it_says_so) {
    Part part = page_of_two_chapters();
    part.file_class = "index";
    EXPECT_EQ(read_stories(part, {})[0].file_class, "index");
}

}  // namespace
}  // namespace solander
