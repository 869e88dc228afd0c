// SPDX-License-Identifier: GPL-3.0-or-later
// A mailing list added, added again, read again, corrected; loose, packed, and as a maildir.
#include <gtest/gtest.h>

#include <filesystem>

#include "archive/archive.h"
#include "base/file.h"
#include "document/walk.h"
#include "export/zip_writer.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

std::string message(const std::string& subject, const std::string& body,
                    const std::string& charset = "us-ascii") {
    static int id = 0;
    return "From: Imke Rade <imke@post.example.com>\nDate: Mon, 1 Jan 2001 10:00:00 +0000\n"
           "Message-ID: <"
           + std::to_string(++id) + "@x>\nSubject: " + subject
           + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=" + charset + "\n\n" + body
           + "\n\n";
}

std::string boxed(const std::string& message) {
    return "From a@b.example Mon Jan  1 00:00:00 2001\n" + message;
}

class MailingList : public testing::Test {
  protected:
    void SetUp() override {
        make_archive(library());
        fs::create_directories(pile());
    }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    AddResult add() {
        Progress progress;
        return Archive(library()).add({pile()}, {}, progress);
    }
    std::string text_of(WorkId id) {
        std::string text;
        for (const Chapter& chapter : Archive(library()).chapters(Viewer::owner, id))
            text += plain_text(chapter.text);
        return text;
    }

    TemporaryFolder folder_;
};

TEST_F(MailingList, brings_a_work_for_each_story_and_nothing_the_second_time) {
    write_file(pile() / "2001.mbox", boxed(message("FIC: The Weir 2/2", story_text(2)))
                                         + boxed(message("Re: The Weir", "> water\n\nLovely!"))
                                         + boxed(message("FIC: The Weir 1/2", story_text(1)))
                                         + boxed(message("FIC: The Ford", story_text(3))));
    const AddResult first = add();
    EXPECT_EQ(first.counts.stories_added, 2U);
    EXPECT_EQ(first.counts.not_stories, 1U);
    const auto weir = Archive(library()).work(Viewer::owner, 1);
    ASSERT_TRUE(weir.has_value());
    EXPECT_EQ(weir->title, "The Weir");
    EXPECT_EQ(weir->chapters, 2U);
    ASSERT_EQ(weir->originals.size(), 1U);
    EXPECT_EQ(weir->originals[0].path, "message 3");
    EXPECT_EQ(add().counts.stories_added, 0U);

    Progress progress;
    const RereadResult again = Archive(library()).reread(progress, {.all = true});
    EXPECT_EQ(again.read, 2U);
    EXPECT_EQ(again.changed, 0U);
    EXPECT_EQ(again.no_story, 0U);
}

TEST_F(MailingList, is_read_in_another_charset_when_a_person_asks) {
    write_file(pile() / "2001.mbox",
               boxed(message("FIC: The Weir 1/2", "Ein Fl\xE4mmchen. " + story_text(1), "x-none"))
                   + boxed(message("FIC: The Weir 2/2", story_text(2))));
    add();
    EXPECT_NE(text_of(1).find("Flämmchen"), std::string::npos);
    ASSERT_TRUE(Archive(library()).edit(1, {{"encoding", "windows-1251"}}, "me").has_value());
    EXPECT_NE(text_of(1).find("Flдmmchen"), std::string::npos);
    EXPECT_EQ(Archive(library()).work(Viewer::owner, 1)->chapters, 2U);
}

TEST_F(MailingList, opens_what_hangs_on_a_message_with_its_senders_wish) {
    ZipWriter zip;
    zip.deflate("weir.txt", story_text(4));
    const std::string packed = zip.finish();
    write_file(pile() / "one.eml",
               "From: Imke Rade <imke@post.example.com>\nSubject: my story\nX-No-Archive: Yes\n"
               "Message-ID: <1@x>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; "
               "boundary=\"b-b\"\n\n--b-b\n\nHere.\n--b-b\nContent-Type: application/zip; "
               "name=s.zip\nContent-Transfer-Encoding: binary\n\n"
                   + packed + "\n--b-b--\n");
    EXPECT_EQ(add().counts.stories_added, 1U);
    const auto work = Archive(library()).work(Viewer::owner, 1);
    ASSERT_TRUE(work.has_value());
    EXPECT_EQ(work->originals[0].path, "s.zip/weir.txt");
    EXPECT_EQ(work->permission.by_default, Permission::none);
    ASSERT_EQ(work->creators.size(), 1U);
    EXPECT_EQ(work->creators[0].name, "Imke Rade");
}

TEST_F(MailingList, of_a_maildir_has_a_work_for_each_file) {
    for (const char* folder : {"cur", "new", "tmp"}) fs::create_directories(pile() / folder);
    write_file(pile() / "cur" / "1000000000.1.host:2,S", message("FIC: The Weir", story_text(1)));
    write_file(pile() / "new" / "1000000001.2.host", message("FIC: The Ford", story_text(2)));
    EXPECT_EQ(add().counts.stories_added, 2U);
    EXPECT_EQ(Archive(library()).work(Viewer::owner, 2)->title, "The Ford");
}

}  // namespace
}  // namespace solander
