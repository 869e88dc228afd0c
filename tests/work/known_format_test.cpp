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

/// The page above with a header block put in front of a section.
Story with_header(std::size_t section, const std::string& rating, const std::string& header) {
    Part part = page_of_two_chapters();
    part.form = true;
    part.stated.push_back({"Chapters", "2/5", {}});
    for (Stated& stated : part.stated)
        if (stated.label == "Rating") stated.value = rating;
    const std::uint64_t at = part.sections[section].from;
    part.text.insert(at, "<p>" + header + "</p>");
    for (Zone& zone : part.zones) {
        if (zone.from >= at) zone.from += header.size() + 7;
        if (zone.to > at) zone.to += header.size() + 7;
    }
    for (std::size_t i = section + 1; i < part.sections.size(); ++i)
        part.sections[i].from += header.size() + 7;
    return read_stories(part, {})[0];
}

TEST(KnownFormat, a_form_stands_above_the_text_which_adds_and_never_contradicts_in_silence) {
    const Story first = with_header(0, "Mature",
                                    "Title: The Other Ladder<br>Author: Somebody<br>Rating: PG<br>"
                                    "Characters: Anke<br>Beta: Kari<br>Status: complete");
    EXPECT_EQ(first.record.title, "Ladders");
    EXPECT_EQ(first.record.creators.size(), 2U);
    EXPECT_EQ(first.record.rating, Rating::mature);
    EXPECT_EQ(first.record.characters, std::vector<std::string>{"Anke"});
    EXPECT_EQ(first.record.beta, "Kari");
    std::size_t conflicts = 0;
    for (const Finding& finding : first.findings) conflicts += finding.kind == "conflict";
    EXPECT_EQ(conflicts, 4U);  // title, author, rating, status
    EXPECT_EQ(first.record.complete, false);
}

TEST(KnownFormat, a_header_in_a_later_chapter_speaks_of_that_chapter) {
    const Story later =
        with_header(1, "Teen And Up Audiences",
                    "Title: Two<br>Rating: NC-17<br>Fandom: Blue Roofs<br>Warnings: "
                    "heights<br>Summary: They go up.<br>Date: 2001-02-03<br>Status: "
                    "in progress");
    EXPECT_EQ(later.record.title, "Ladders");
    EXPECT_EQ(later.record.fandoms, std::vector<std::string>{"Red Roofs"});
    EXPECT_EQ(later.record.rating, Rating::explicit_);  // the strongest of its parts
    EXPECT_EQ(later.record.warnings, std::vector<std::string>{"heights"});
    EXPECT_EQ(later.record.summary, "");
    EXPECT_FALSE(later.record.published.has_value());
    EXPECT_EQ(later.file_class, "story");
}

TEST(KnownFormat, not_rated_may_hold_anything_whatever_the_text_says) {
    for (const auto& [said, level] :
         {std::pair("PG", Rating::not_rated), std::pair("R", Rating::mature)})
        EXPECT_EQ(with_header(0, "Not Rated", std::string("Title: Ladders<br>Rating: ") + said)
                      .record.rating,
                  level);
}

TEST(KnownFormat, decides_what_is_no_story_when_it_says_so) {
    Part part = page_of_two_chapters();
    part.file_class = "index";
    EXPECT_EQ(read_stories(part, {})[0].file_class, "index");
}

}  // namespace
}  // namespace solander
