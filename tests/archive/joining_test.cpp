// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of one story in several files: in one add or in many, as mail, saved posts and plain texts.
#include <gtest/gtest.h>

#include <filesystem>

#include "archive/archive.h"
#include "base/file.h"
#include "document/walk.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

/// Words that no other seed has.
std::string tale(int seed) {
    std::string text;
    unsigned state = static_cast<unsigned>(seed) * 2654435761U + 12345U;
    for (int word = 1; word <= 240; ++word) {
        for (int letter = 0; letter < 6; ++letter) {
            state = state * 1664525U + 1013904223U;
            text += static_cast<char>('a' + (state >> 24) % 26);
        }
        text += word % 40 == 0 ? ".\n\n" : word % 10 == 0 ? ".\n" : " ";
    }
    return text;
}

std::string headed(const std::string& title, const std::string& author, int seed) {
    return "Title: " + title + "\nAuthor: " + author
           + "\nFandom: Harbour\nRating: PG-13\n"
             "\n* * *\n\n"
           + tale(seed);
}

std::string post(const std::string& subject, int seed, const std::string& more = "",
                 const std::string& from = "Imke Rade <imke@post.example.com>") {
    static int id = 0;
    return "From: " + from + "\nDate: Mon, " + std::to_string(1 + seed % 28)
           + " Jan 2001 10:00:00 +0000\nMessage-ID: <" + std::to_string(++id)
           + "@x>\nSubject: " + subject + "\n\n" + more + tale(seed) + "\n\n";
}

std::string boxed(const std::string& message) {
    return "From a@b.example Mon Jan  1 00:00:00 2001\n" + message;
}

class Joined : public testing::Test {
  protected:
    void SetUp() override {
        make_archive(library());
        fs::create_directories(pile());
    }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    void put(const std::string& name, const std::string& bytes) {
        fs::create_directories((pile() / name).parent_path());
        write_file(pile() / name, bytes);
    }
    AddResult add() {
        Progress progress;
        return Archive(library()).add({pile()}, {}, progress);
    }
    WorkRecord work(WorkId id) {
        auto record = Archive(library()).work(Viewer::owner, id);
        EXPECT_TRUE(record.has_value()) << id;
        return record.value_or(WorkRecord{});
    }
    std::int64_t works() { return Archive(library()).counts().works; }
    std::string text_of(WorkId id) {
        std::string text;
        for (const Chapter& chapter : Archive(library()).chapters(Viewer::owner, id))
            text += plain_text(chapter.text);
        return text;
    }
    std::string chapters_of(WorkId id) {
        std::string titles;
        for (const Chapter& chapter : Archive(library()).chapters(Viewer::owner, id))
            titles += chapter.title + "|";
        return titles;
    }
    std::string findings_of(WorkId id) {
        std::string all;
        for (const FindingRow& row : Archive(library()).findings(Viewer::owner, id, 50))
            all += row.kind + ": " + row.text + "|";
        return all;
    }
    /// Where the words of `seed` begin in a text.
    static std::size_t place(const std::string& text, int seed) {
        return text.find(tale(seed).substr(0, 60));
    }

    TemporaryFolder folder_;
};

TEST_F(Joined, a_maildir_gives_one_work_of_the_parts_in_it) {
    put("cur/1.host:2,S", post("FIC: The Weir 3/3", 3));
    put("cur/2.host:2,S", post("[l] The Weir (1/3) [PG]", 1));
    put("cur/3.host:2,S", post("FIC: The Ford", 4));
    put("new/4.host", post("Re: The Weir 1/3", 9, "> water\n\n", "Jo <jo@x.example>"));
    put("new/5.host", post("FIC: The Weir 2/3", 2));
    const AddResult result = add();
    EXPECT_EQ(result.counts.versions_added, 2U);
    const std::string text = text_of(1);
    EXPECT_LT(place(text, 1), place(text, 2));
    EXPECT_LT(place(text, 2), place(text, 3));
    ASSERT_NE(place(text, 3), std::string::npos);
    const WorkRecord weir = work(1);
    EXPECT_EQ(weir.title, "The Weir");
    EXPECT_EQ(weir.chapters, 3U);
    EXPECT_FALSE(weir.part.has_value());
    EXPECT_EQ(weir.complete, true);
    EXPECT_EQ(weir.originals.size(), 3U);
    EXPECT_EQ(chapters_of(1), "Part 1|Part 2|Part 3|");
    EXPECT_EQ(findings_of(1), "");
    EXPECT_EQ(work(2).title, "The Ford");
}

TEST_F(Joined, a_work_grows_with_every_add_and_says_what_is_missing) {
    put("b.eml", post("The Weir 2/3", 2));
    EXPECT_EQ(add().counts.stories_added, 1U);
    EXPECT_EQ(findings_of(1), "missing-parts: part 2 of 3; no other part of it is here|");
    put("c.eml", post("The Weir 3/3", 3));
    const AddResult second = add();
    EXPECT_EQ(second.counts.stories_added, 0U);
    EXPECT_EQ(second.counts.versions_added, 1U);
    EXPECT_EQ(findings_of(1), "missing-parts: part 1 of 3 is not here|");
    EXPECT_EQ(chapters_of(1), "Part 2|Part 3|");
    put("a.eml", post("The Weir 1/3", 1, "Title: The Weir\nRating: R\nArchive: Please don't.\n\n"));
    add();
    EXPECT_EQ(works(), 1);
    EXPECT_EQ(findings_of(1), "");
    EXPECT_EQ(chapters_of(1), "Part 1|Part 2|Part 3|");
    EXPECT_EQ(work(1).rating, Rating::mature);
    EXPECT_EQ(work(1).permission.by_default, Permission::none);
    EXPECT_EQ(add().counts.versions_added, 0U);
    Progress progress;
    EXPECT_TRUE(Archive(library()).check(progress).ok());
}

TEST_F(Joined, a_text_may_be_several_parts) {
    put("a.eml", post("The Weir 1/5", 1));
    put("b.eml", post("The Weir 2-4/5", 2));
    add();
    EXPECT_EQ(works(), 1);
    EXPECT_EQ(chapters_of(1), "Part 1|Parts 2 to 4|");
    EXPECT_EQ(findings_of(1), "missing-parts: part 5 of 5 is not here|");
    put("c.eml", post("The Weir 2-4/5", 2));
    put("d.eml", post("The Weir 5/5", 5));
    add();
    EXPECT_EQ(works(), 1);
    EXPECT_EQ(chapters_of(1), "Part 1|Parts 2 to 4|Part 5|");
    EXPECT_EQ(findings_of(1), "posted-twice: came before with the same words|");
    put("e.eml", post("The Weir 3/5", 3));  // another cut of the same
    add();
    EXPECT_EQ(works(), 2);
    EXPECT_EQ(chapters_of(1), "Part 1|Parts 2 to 4|Part 5|");
    Progress progress;
    EXPECT_EQ(Archive(library()).reread(progress, {.all = true}).changed, 0U);
    EXPECT_EQ(chapters_of(1), "Part 1|Parts 2 to 4|Part 5|");
    EXPECT_TRUE(Archive(library()).check(progress).ok());
}

TEST_F(Joined, months_of_a_list_are_one_pile) {
    put("2001-01.mbox", boxed(post("Weir 1/3", 1)) + boxed(post("Weir 2/3", 2)));
    put("2001-02.mbox", boxed(post("Other 1/2", 7)) + boxed(post("Weir 3/3", 3)));
    add();
    EXPECT_EQ(works(), 2);
    EXPECT_EQ(chapters_of(1), "Part 1|Part 2|Part 3|");
    EXPECT_EQ(findings_of(1), "");
    EXPECT_EQ(findings_of(2), "missing-parts: part 1 of 2; no other part of it is here|");
}

TEST_F(Joined, parts_that_only_their_header_counts_and_saved_posts_are_joined) {
    put("weir1.txt", headed("The Weir (1/2)", "Ada Marsh", 1));
    put("weir2.txt", headed("The Weir (2/2)", "Ada Marsh", 2));
    put("ford1.txt",
        "From: Kat <kat@x.example>\nDate: Mon, 1 Jan 2001\nSubject: Ford 1/2\n\n" + tale(3));
    put("ford2.txt",
        "From: Kat <kat@x.example>\nDate: Mon, 1 Jan 2001\nSubject: Ford 2/2\n\n" + tale(4));
    add();
    EXPECT_EQ(works(), 2);
    EXPECT_EQ(work(1).title, "Ford");
    EXPECT_EQ(work(2).title, "The Weir");
    EXPECT_EQ(work(2).chapters, 2U);
}

TEST_F(Joined, numbered_files_go_on_with_what_the_first_of_them_began) {
    put("a/lamp-01.txt", headed("The Lamp", "Ada Marsh", 1));
    put("a/lamp-02.txt", tale(2));
    put("a/lamp-03.txt", tale(3));
    put("b/chapter1.txt", headed("The Ford", "Ada Marsh", 4));
    put("b/chapter2.txt", tale(5));
    put("c/fic1.txt", headed("The Weir", "Ada Marsh", 6));  // another story may be "fic2"
    put("c/fic2.txt", tale(7));
    put("c/tt1.txt", headed("The Tide", "Ada Marsh", 8));
    put("c/tt2.txt", "Chapter 2\n\n" + tale(9) + "\n\nChapter 3\n\n" + tale(10));
    put("d/lamp-02.txt", tale(11));  // in another folder
    put("e/lamp1.txt", headed("The Lamp", "Ada Marsh", 12));
    put("e/lamp2.txt", headed("The Lamp Again", "Ada Marsh", 13));
    add();
    EXPECT_EQ(work(1).title, "The Lamp");
    EXPECT_EQ(chapters_of(1), "Part 1|Part 2|Part 3|");
    EXPECT_EQ(work(2).chapters, 2U);
    EXPECT_EQ(findings_of(1), "");
    EXPECT_EQ(works(), 8);
}

TEST_F(Joined, never_on_doubt) {
    put("a.txt", headed("The Weir (1/2)", "Ada Marsh", 1));
    put("b.txt", headed("The Weir (2/2)", "Bea Marsh", 2));  // another author
    put("c.txt", headed("The Weir (1/3)", "Ada Marsh", 3));  // another total
    put("d.txt", headed("The Weir (1/2)", "Ada Marsh", 4));  // other words
    put("e1of2.txt", tale(5));                               // nothing said but by the name
    put("e2of2.txt", tale(6));
    put("f.txt", headed("The Weir", "Ada Marsh", 7));  // not in parts
    put("g.txt", headed("The Tide (1/2)", "Ada Marsh", 8));
    put("h.txt", headed("The Tide (2/2)", "Ada Marsh", 8) + tale(9));  // grown, no part
    add();
    EXPECT_EQ(works(), 9);
}

TEST_F(Joined, what_is_posted_again_is_a_version) {
    put("1.eml", post("Weir 1/2", 1));
    put("2.eml", post("Weir 2/2", 2));
    put("3.eml", post("REPOST: Weir 1/2", 1, "And it was cold.\n\n"));
    put("4.eml", post("Weir 2/2", 2));
    put("5.eml", post("Ford", 5));
    put("6.eml", post("REVISED: Ford", 5, "And it was warm.\n\n"));
    add();
    EXPECT_EQ(works(), 2);
    EXPECT_EQ(chapters_of(1), "Part 1|Part 2|");
    EXPECT_NE(text_of(1).find("it was cold"), std::string::npos);
    EXPECT_EQ(findings_of(1), "earlier-posting: came again with other words, which stand in the "
                              "story|posted-twice: came before with the same words|");
    EXPECT_NE(text_of(2).find("it was warm"), std::string::npos);
    EXPECT_EQ(Archive(library()).versions(Viewer::owner, 2).size(), 2U);
}

TEST_F(Joined, an_earlier_posting_in_a_mailbox_is_a_version_too) {
    put("a.mbox", boxed(post("Weir 1/2", 1)) + boxed(post("Weir 2/2", 2))
                      + boxed(post("REPOST: Weir 1/2", 1, "And it was cold.\n\n")));
    add();
    EXPECT_EQ(works(), 1);
    EXPECT_EQ(chapters_of(1), "Part 1|Part 2|");
    EXPECT_NE(text_of(1).find("it was cold"), std::string::npos);
    EXPECT_EQ(Archive(library()).versions(Viewer::owner, 1).size(), 2U);
}

TEST_F(Joined, a_part_that_changed_on_the_disk_changes_in_its_work) {
    put("1.txt", headed("The Weir (1/2)", "Ada Marsh", 1));
    put("2.txt", headed("The Weir (2/2)", "Ada Marsh", 2));
    add();
    put("1.txt", headed("The Weir (1/2)", "Ada Marsh", 1) + "\nAnd it was cold.\n");
    add();
    EXPECT_EQ(works(), 1);
    EXPECT_EQ(work(1).chapters, 2U);
    EXPECT_NE(text_of(1).find("it was cold"), std::string::npos);
    EXPECT_NE(place(text_of(1), 2), std::string::npos);
}

TEST_F(Joined, is_read_again_from_all_its_originals_with_corrections_on_top) {
    put("1.eml", post("Weir 1/2", 1, "Title: Weir\nAuthor: Imke Rade\nSummary: Cold.\n\n"));
    put("2.eml", post("Weir 2/2", 2));
    add();
    ASSERT_TRUE(Archive(library()).edit(1, {{"title", "The Weir"}}, "me").has_value());
    const std::string before = text_of(1);
    Progress progress;
    const RereadResult again = Archive(library()).reread(progress, {.all = true});
    EXPECT_EQ(again.read, 2U);
    EXPECT_EQ(again.changed, 0U);
    EXPECT_EQ(again.no_story, 0U);
    EXPECT_EQ(work(1).title, "The Weir");
    EXPECT_EQ(work(1).summary, "Cold.");
    EXPECT_EQ(text_of(1), before);
    const auto edits = Archive(library()).edits(Viewer::owner, 1);
    ASSERT_EQ(edits.size(), 1U);
    ASSERT_TRUE(Archive(library()).undo_edit(1, edits[0].id).has_value());
    EXPECT_EQ(work(1).title, "Weir");
    EXPECT_EQ(work(1).chapters, 2U);
}

TEST_F(Joined, a_correction_stands_when_a_part_comes) {
    put("1.eml", post("Weir 1/2", 1));
    add();
    ASSERT_TRUE(Archive(library())
                    .edit(1, {{"title", "The Weir"}, {"permission", "none"}}, "me")
                    .has_value());
    put("2.eml", post("Weir 2/2", 2, "Title: Weir\nAuthor: Imke Rade\nArchive: anywhere\n\n"));
    add();
    EXPECT_EQ(works(), 1);
    EXPECT_EQ(work(1).title, "The Weir");
    EXPECT_EQ(work(1).permission.by_default, Permission::none);
    EXPECT_EQ(work(1).visibility, Visibility::kept);
}

}  // namespace
}  // namespace solander
