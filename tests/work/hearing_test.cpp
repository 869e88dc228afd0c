// SPDX-License-Identifier: GPL-3.0-or-later
// A refusal counts wherever its author put it, and a character's words never do.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/consent/summary.h"
#include "work/assemble.h"

namespace solander {
namespace {

const std::string kHeader = "Title: Snowfall\nAuthor: Kat\nRating: PG\nArchive: Anywhere\n";
const std::string kFirst =
    "Nell counted the sledges again. There were eleven of them now, and the twelfth had not\n"
    "come back. \"Otto,\" she said, \"you had better fetch the lantern.\" He went out.\n";
const std::string kLast =
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

std::string story(const std::string& middle = "") {
    std::string text = "\n* * *\n\n" + kFirst + "\n";
    for (int i = 0; i < 12; ++i) text += kLast + "\n";
    text += middle;
    for (int i = 0; i < 12; ++i) text += kFirst + "\n";
    return text + kLast;
}

/// The words as the first or the last paragraph of a story.
std::string at_an_end(const char* words, bool first) {
    std::string text = kHeader;
    if (!first) return text.append(story()).append("\n").append(words).append("\n");
    text.append("\n* * *\n\n").append(words).append("\n\n");
    return text.append(kFirst).append("\n").append(kLast);
}

std::string claimed(const Story& story, const std::string& text) {
    for (const Claim& claim : story.claims)
        if (claim.field == "permission" && claim.value != "any")
            return text.substr(claim.where.from, claim.where.size());
    return "";
}

bool in_conflict(const Story& story) {
    return std::any_of(story.findings.begin(), story.findings.end(),
                       [](const Finding& finding) { return finding.kind == "conflict"; });
}

struct Case {
    const char* what;
    std::string text;
    Permission expected;
    const char* words;  ///< the span of the statement that decided
    Media media = Media::text;
};

std::vector<Case> refusals() {
    const std::string html = "<html><body><b>Title:</b> Snow<br><b>Author:</b> Kat<br>"
                             "<b>Archive:</b> Anywhere<br><hr><p>"
                             + kFirst + "</p><p>" + kLast + "</p>";
    return {
        {"first line", "DO NOT ARCHIVE\n\n" + kHeader + story(), Permission::none,
         "DO NOT ARCHIVE"},
        {"above the header", "Please do not archive this story anywhere.\n\n" + kHeader + story(),
         Permission::none, "Please do not archive this story anywhere."},
        {"last line", kHeader + story() + "\nDO NOT ARCHIVE\n", Permission::none, "DO NOT ARCHIVE"},
        {"behind the end",
         kHeader + story() + "\nThe End\n\nPlease do not archive this story without asking me.\n",
         Permission::ask, "Please do not archive this story without asking me."},
        {"behind a rule", kHeader + story() + "\n* * *\n\nPlease do not repost this anywhere.\n",
         Permission::none, "Please do not repost this anywhere."},
        {"a label alone behind the end", kHeader + story() + "\nThe End\n\nArchive: do not\n",
         Permission::none, "do not"},
        {"a note inside",
         kHeader + story("(A/N: please don't archive this anywhere without asking me.)\n\n"),
         Permission::ask, "(A/N: please don't archive this anywhere without asking me.)"},
        {"three letters", "** DNA **\n\n" + kHeader + story(), Permission::none, "** DNA **"},
        {"at the top of a part",
         kHeader + "\n* * *\n\nChapter One\n\n" + story().substr(8)
             + "\nChapter Two\n\nDO NOT ARCHIVE\n\n" + story().substr(8),
         Permission::none, "DO NOT ARCHIVE"},
        {"feedback", kHeader + "Feedback: yes please, but don't put this on your site\n" + story(),
         Permission::none, "yes please, but don't put this on your site"},
        {"a word to archivists", kHeader + "Note to archivists: hands off\n" + story(),
         Permission::none, "hands off"},
        {"X-No-Archive, first line", "X-No-Archive: yes\n\n" + kHeader + story(), Permission::none,
         "yes"},
        {"X-No-Archive, first body line",
         kHeader + "\n* * *\n\nX-No-Archive: yes\n\n" + kFirst + "\n" + kLast, Permission::none,
         "X-No-Archive: yes"},
        {"X-No-Archive, any value but no",
         "From: Kat <kat@mail.example>\nSubject: Snowfall\nDate: 2 Feb 2001\nX-No-Archive: true\n\n"
             + kHeader + story(),
         Permission::none, "true"},
        {"X-No-Archive, politely",
         "From: Kat <kat@mail.example>\nSubject: Snowfall\nDate: 2 Feb 2001\n"
         "X-No-Archive: Yes (please)\n\n"
             + kHeader + story(),
         Permission::none, "Yes (please)"},
        {"summary", kHeader + "Summary: Nell waits. Please do not archive this.\n" + story(),
         Permission::none, "Nell waits. Please do not archive this."},
        {"warnings", kHeader + "Warnings: none. Do not archive without permission.\n" + story(),
         Permission::ask, "none. Do not archive without permission."},
        {"thanks", kHeader + "Thanks: to Bea. Don't archive this without asking.\n" + story(),
         Permission::ask, "to Bea. Don't archive this without asking."},
        {"beta", kHeader + "Beta: Bea. Please ask before archiving this story.\n" + story(),
         Permission::ask, "Bea. Please ask before archiving this story."},
        {"dedication",
         kHeader + "Dedication: for Kim. Not to be archived without asking me.\n" + story(),
         Permission::ask, "for Kim. Not to be archived without asking me."},
        {"rights", kHeader + "Rights: all rights reserved; do not repost\n" + story(),
         Permission::none, "all rights reserved; do not repost"},
        {"a label of its own", kHeader + "Where to post: ask me first\n" + story(), Permission::ask,
         "ask me first"},
        {"robots", kHeader + "Robots: do not archive\n" + story(), Permission::none,
         "do not archive"},
        {"small print",
         html
             + "<p>The End</p><hr><p><font size=1>Please do not copy or archive this story "
               "without the author's permission.</font></p></body></html>",
         Permission::ask,
         "Please do not copy or archive this story without the author's permission.", Media::html},
        {"a site's footer",
         html
             + "<p>Back | Home</p><p>Stories are property of their authors. Do not archive or "
               "repost without permission.</p></body></html>",
         Permission::ask, "Do not archive or repost without permission.", Media::html},
    };
}

TEST(Hearing, a_refusal_beside_a_grant_holds_wherever_it_stands) {
    for (const Case& c : refusals()) {
        const Story heard = read(c.text, c.media);
        EXPECT_EQ(name_of(heard.record.permission.by_default), name_of(c.expected)) << c.what;
        EXPECT_EQ(claimed(heard, c.text), c.words) << c.what;
        EXPECT_TRUE(in_conflict(heard)) << c.what;
        EXPECT_NE(heard.record.permission.as_given.find("Anywhere | "), std::string::npos)
            << c.what;
    }
}

TEST(Hearing, a_lone_label_behind_the_end_is_read_without_a_header_too) {
    const std::string header = "Title: Snowfall\nAuthor: Kat\nRating: PG\n";
    const Story heard = read(header + story() + "\nThe End\n\nArchive: do not\n");
    EXPECT_EQ(name_of(heard.record.permission.by_default), "none");
    EXPECT_FALSE(in_conflict(heard));
}

TEST(Hearing, what_people_say_in_the_story_is_no_statement) {
    for (const char* words :
         {"\"Do not archive that,\" she said.\n\n", "DO NOT ARCHIVE, said the stamp.\n\n",
          "\"Please do not archive this story without my permission,\" he said.\n\n",
          "Otto was told not to archive the letters without asking.\n\n",
          "\xE2\x80\x9CWait. Do not archive this story. Ask me first.\xE2\x80\x9D\n\n",
          "Please do not archive this story.\n\n"}) {
        const Story middle = read(kHeader + story(words));
        EXPECT_EQ(name_of(middle.record.permission.by_default), "any") << words;
        EXPECT_TRUE(middle.findings.empty()) << words;
    }
    // At the ends, too, as long as it is a person of the story who speaks.
    for (const char* words :
         {"DNA does not lie.", "\"DNA,\" she said.", "\"Do not archive that,\" she said.",
          "\"PLEASE DO NOT ARCHIVE!\" he cried.",
          "\"Please do not archive this story without my permission,\" he said.",
          "\xE2\x80\x9CWait. Do not archive this story. Ask me first.\xE2\x80\x9D",
          "'Do not archive this story,' she said.", "I did not archive it without permission.",
          "He told her never to archive a story without asking.",
          "They kept to the archive road and posted no guards anywhere."})
        for (const bool first : {true, false})
            EXPECT_EQ(name_of(read(at_an_end(words, first)).record.permission.by_default), "any")
                << words;
}

TEST(Hearing, a_leave_in_a_footer_or_a_summary_allows_nothing) {
    const std::string header = "Title: Snowfall\nAuthor: Kat\nRating: PG\n";
    EXPECT_EQ(name_of(read(header + "Summary: Archive this anywhere.\n" + story())
                          .record.permission.by_default),
              "unstated");
    EXPECT_EQ(name_of(read(header + story() + "\nFeel free to archive this story anywhere.\n")
                          .record.permission.by_default),
              "unstated");
}

TEST(Hearing, facts_about_dates_and_lists_are_no_refusals) {
    for (const char* line :
         {"Post date: no idea", "Originally posted: nowhere else", "Posted: 2003",
          "X-No-Archive: no", "Summary: Otto posts the letters and asks nobody.",
          "Thanks: to everybody who asked for this story, and to the list archive"}) {
        const Story heard = read(kHeader + line + "\n" + story());
        EXPECT_EQ(name_of(heard.record.permission.by_default), "any") << line;
    }
}

TEST(Hearing, a_notice_of_rights_is_heard_once) {
    const Story heard = read(
        kHeader + story() + "\nThe End\n\n(c) 2001 Kat. Not to be archived without permission.\n");
    EXPECT_EQ(heard.record.permission.as_given,
              "Anywhere | Not to be archived without permission.");
}

TEST(Hearing, a_statement_said_twice_in_the_same_words_is_taken_once) {
    const Story heard = read(kHeader + "Notes: Please don't archive this.\n" + story()
                             + "\nPlease don't archive this.\n");
    EXPECT_EQ(heard.record.permission.as_given, "Anywhere | Please don't archive this.");
}

}  // namespace
}  // namespace solander
