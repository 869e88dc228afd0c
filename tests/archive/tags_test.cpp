// SPDX-License-Identifier: GPL-3.0-or-later
// Wrangling tags: planned, applied whole or not at all, undone, and kept through everything.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "archive/archive.h"
#include "base/file.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

class Tags : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(pile());
        put("1.txt", "The Long Watch", 1);
        put("2.txt", "TLW", 2);
        put("3.txt", "The Tin Star", 3);
        put("4.txt", "Tin Star", 4, "Archive: No\n");
        make_archive(library());
        archive_ = std::make_unique<Archive>(library());
        add();
    }
    void put(const std::string& name, const std::string& fandom, int seed,
             const std::string& more = "Archive: Anywhere\n") {
        std::string text = story_file("Story " + name, "Ada Marsh", seed, more);
        text.replace(text.find("Fandom: Harbour"), 15, "Fandom: " + fandom);
        write_file(pile() / name, text);
    }
    void add() {
        Progress progress;
        archive_->add({pile()}, {}, progress);
    }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }

    TagName tag(const std::string& text) const {
        const auto found = archive_->tag_named(text);
        EXPECT_TRUE(found) << text;
        return found ? *found : TagName{};
    }
    TagWord word(const std::string& name, const char* act,
                 const std::vector<std::string>& others = {}) const {
        TagWord made{tag(name), act};
        for (const std::string& other : others) made.others.push_back(tag(other));
        return made;
    }
    std::int64_t say(const std::vector<TagWord>& words) {
        const auto done = archive_->wrangle_tags(words, "Kat");
        EXPECT_TRUE(done) << (done ? "" : done.error().message);
        return done ? done->batch : 0;
    }
    std::string refused(const std::vector<TagWord>& words) {
        const auto preview = archive_->preview_tags(words);
        const auto done = archive_->wrangle_tags(words, "Kat");
        EXPECT_FALSE(done);
        if (preview) {
            EXPECT_FALSE(preview->faults.empty());
        }
        return done ? "" : done.error().message;
    }
    std::vector<WorkId> found(const std::string& query, Viewer viewer = Viewer::owner) const {
        SearchRequest request;
        request.query = parse_query(query).value();
        std::vector<WorkId> ids;
        for (const Hit& hit : archive_->find(viewer, request).hits) ids.push_back(hit.work);
        std::sort(ids.begin(), ids.end());
        return ids;
    }
    std::string dump() const {
        std::string lines;
        archive_->dump([&](std::string_view line) { lines.append(line) += '\n'; });
        return lines;
    }
    static std::string told(const std::vector<TagChange>& changes) {
        std::string all;
        for (const TagChange& change : changes)
            all += change.tag.name + ": " + change.before + " -> " + change.after
                   + (change.follows ? " (follows)" : "") + "\n";
        return all;
    }

    TemporaryFolder folder_;
    std::unique_ptr<Archive> archive_;
};

using Ids = std::vector<WorkId>;

TEST_F(Tags, a_synonym_makes_what_it_means_canonical_and_both_are_found) {
    const auto words = {word("fandom:tlw", "synonym", {"The Long Watch"})};
    const auto preview = archive_->preview_tags(words);
    ASSERT_TRUE(preview);
    EXPECT_EQ(told(preview->changes), "The Long Watch: unsettled -> canonical (follows)\n"
                                      "TLW: unsettled -> synonym of “The Long Watch”\n");
    EXPECT_EQ(preview->changes[0].works, 1U);
    EXPECT_EQ(found("fandom:\"The Long Watch\""), Ids{1}) << "a preview changes nothing";
    EXPECT_EQ(say(words), 1);
    EXPECT_EQ(found("fandom:\"The Long Watch\""), (Ids{1, 2}));
    EXPECT_EQ(say(words), 0) << "it is so already";
    EXPECT_EQ(archive_->work(Viewer::owner, 2)->fandoms, std::vector<std::string>{"TLW"})
        << "what the author wrote stays";
}

TEST_F(Tags, a_name_nobody_wrote_can_stand_for_others) {
    say({word("TLW", "synonym", {"fandom:Watchers", "character:The Watch"})});
    EXPECT_EQ(found("fandom:watchers"), Ids{2});
    EXPECT_EQ(found("character:\"the watch\""), Ids{2});
    const auto sheet = archive_->tag_sheet(Viewer::owner, tag("fandom:watchers").id);
    ASSERT_TRUE(sheet);
    EXPECT_EQ(sheet->tag.works, 0U);
    EXPECT_EQ(sheet->tag.found, 1U);
    ASSERT_EQ(sheet->synonyms.size(), 1U);
    EXPECT_EQ(sheet->synonyms[0].tag.name, "TLW");
}

TEST_F(Tags, a_canonical_that_becomes_a_synonym_takes_its_own_along) {
    say({word("TLW", "synonym", {"The Long Watch"}), word("fandom:Film", "sub", {"The Long Watch"}),
         word("fandom:Film", "canonical"), word("character:Mara", "parent", {"The Long Watch"})});
    const auto words = {word("The Long Watch", "synonym", {"The Tin Star"})};
    const auto preview = archive_->preview_tags(words);
    ASSERT_TRUE(preview);
    EXPECT_EQ(told(preview->changes),
              "The Long Watch: canonical -> synonym of “The Tin Star”\n"
              "TLW: synonym of “The Long Watch” -> synonym of “The Tin Star” (follows)\n"
              "The Tin Star: unsettled -> canonical (follows)\n"
              "Mara: unsettled; in “The Long Watch” -> unsettled; in “The Tin Star” (follows)\n"
              "Film: canonical; below “The Long Watch” -> canonical; below “The Tin Star” "
              "(follows)\n");
    const std::int64_t batch = say(words);
    EXPECT_EQ(found("fandom:\"The Tin Star\""), (Ids{1, 2, 3}));
    const auto back = archive_->preview_undo_tags(batch);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->changes.size(), 5U);
    EXPECT_EQ(found("fandom:\"The Tin Star\""), (Ids{1, 2, 3})) << "a preview changes nothing";
    ASSERT_TRUE(archive_->undo_tags(batch));
    EXPECT_EQ(found("fandom:\"The Long Watch\""), (Ids{1, 2}));
    EXPECT_EQ(found("fandom:\"The Tin Star\""), Ids{3});
    EXPECT_FALSE(archive_->undo_tags(batch)) << "once";
    EXPECT_FALSE(archive_->undo_tags(99));
}

TEST_F(Tags, what_must_not_be_is_refused_whole) {
    say({word("The Long Watch", "canonical"), word("The Tin Star", "canonical")});
    EXPECT_NE(refused({word("TLW", "synonym", {"The Long Watch"}),
                       word("The Tin Star", "sub", {"The Tin Star"})}),
              "");
    EXPECT_EQ(found("fandom:\"The Long Watch\""), Ids{1}) << "not the half of it either";
    EXPECT_EQ(refused({word("The Long Watch", "sub", {"The Tin Star"}),
                       word("The Tin Star", "sub", {"The Long Watch"})}),
              "fandom “The Long Watch” would be below itself in the end (and 1 more)");
    EXPECT_NE(refused({word("character:Mara", "canonical"),
                       word("character:Mara", "sub", {"The Long Watch"})})
                  .find("another kind"),
              std::string::npos);
    EXPECT_NE(refused({word("The Long Watch", "synonym", {"TLW"}),
                       word("TLW", "synonym", {"The Long Watch"})}),
              "");
    say({word("TLW", "synonym", {"The Long Watch"})});
    EXPECT_EQ(refused({word("The Long Watch", "ignored")}),
              "fandom “TLW” would hang on fandom “The Long Watch”, which is not canonical");
    EXPECT_FALSE(archive_->wrangle_tags({{tag("TLW"), "burnt"}}, "Kat"));
    EXPECT_FALSE(archive_->wrangle_tags({{{4711, TagKind::fandom, ""}, "canonical"}}, "Kat"));
}

TEST_F(Tags, what_later_words_stand_on_is_not_undone_before_them) {
    const std::int64_t first = say({word("The Long Watch", "canonical")});
    const std::int64_t second = say({word("TLW", "synonym", {"The Long Watch"})});
    const auto refused = archive_->undo_tags(first);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, Fault::conflict);
    EXPECT_TRUE(archive_->undo_tags(second));
    EXPECT_TRUE(archive_->undo_tags(first));
}

TEST_F(Tags, the_queue_holds_what_nobody_settled_and_a_new_story_is_found_at_once) {
    EXPECT_EQ(archive_->unsettled_tags(TagKind::fandom, 0, 10).total, 4U);
    say({word("TLW", "synonym", {"The Long Watch"}), word("Tin Star", "ignored")});
    const auto page = archive_->unsettled_tags(TagKind::fandom, 0, 10);
    ASSERT_EQ(page.tags.size(), 1U);
    EXPECT_EQ(page.tags[0].tag.tag.name, "The Tin Star");
    put("5.txt", "tlw", 5);
    add();
    EXPECT_EQ(found("fandom:\"The Long Watch\""), (Ids{1, 2, 5}));
    const auto totals = archive_->tag_totals();
    EXPECT_EQ(totals[0].synonyms, 1U);
    EXPECT_EQ(totals[0].ignored, 1U);
    EXPECT_EQ(totals[0].unsettled, 1U);
}

TEST_F(Tags, a_persons_word_survives_reading_again_and_is_in_a_dump) {
    say({word("TLW", "synonym", {"The Long Watch"})});
    Progress progress;
    archive_->reread(progress, {.all = true});
    EXPECT_EQ(found("fandom:\"The Long Watch\""), (Ids{1, 2}));
    EXPECT_NE(dump().find("{\"table\":\"wrangling\",\"id\":1,\"batch\":1,\"list\":\"tag\""),
              std::string::npos);
    archive_ = std::make_unique<Archive>(library());
    EXPECT_EQ(found("fandom:\"The Long Watch\""), (Ids{1, 2})) << "opened anew";
    const auto sheet = archive_->tag_sheet(Viewer::owner, tag("The Long Watch").id);
    ASSERT_TRUE(sheet);
    EXPECT_EQ(sheet->tag.works, 1U) << "as written";
    EXPECT_EQ(sheet->tag.found, 2U);
}

TEST_F(Tags, readers_see_no_sheet_and_find_no_hidden_works) {
    say({word("Tin Star", "synonym", {"The Tin Star"})});
    EXPECT_FALSE(archive_->tag_sheet(Viewer::stranger, tag("The Tin Star").id));
    EXPECT_EQ(found("fandom:\"The Tin Star\""), (Ids{3, 4}));
    EXPECT_EQ(found("fandom:\"The Tin Star\"", Viewer::stranger), Ids{3});
    EXPECT_EQ(found("fandom:\"Tin Star\"", Viewer::stranger), Ids{3})
        << "its words, as if nobody had written it so";
}

TEST_F(Tags, a_table_written_and_read_again_changes_nothing) {
    say({word("TLW", "synonym", {"The Long Watch", "character:=Mara; the first"}),
         word("Tin Star", "ignored"),
         word("character:=Mara; the first", "parent", {"The Tin Star"}),
         TagWord{tag("TLW"), "note", {}, "+ sure"}, word("fandom:Nobody's", "canonical")});
    const std::string csv = archive_->export_tags();
    EXPECT_NE(csv.find(",TLW,Fandom,,,The Long Watch,Fandom,,,'+ sure,Yes\r\n"), std::string::npos)
        << csv;
    EXPECT_NE(csv.find(",TLW,Fandom,,The Tin Star,'=Mara; the first,Character,,,'+ sure,Yes\r\n"),
              std::string::npos);
    EXPECT_NE(csv.find(",Tin Star,Fandom,,,,Unwrangleable,,,,Yes\r\n"), std::string::npos);
    EXPECT_NE(csv.find(",Nobody's,Fandom,,,Nobody's,Fandom,,,,No\r\n"), std::string::npos);
    const std::string before = dump();
    for (const std::string& text : {csv, "\xEF\xBB\xBF" + csv}) {
        const TagsImport import = archive_->import_tags(text, "Kat");
        EXPECT_TRUE(import.faults.empty()) << import.faults.front().what;
        EXPECT_TRUE(import.notes.empty()) << import.notes.front().what;
        EXPECT_EQ(told(import.changes), "");
        EXPECT_EQ(import.batch, 0);
    }
    EXPECT_EQ(dump(), before);
}

TEST_F(Tags, a_table_says_in_which_fandom_a_character_is_met) {
    const std::string open = "Archive: Anywhere\n";
    put("5.txt", "The Tin Star", 5, "Characters: Mara, Tobin\n" + open);
    put("6.txt", "The Tin Star", 6, "Characters: Mara\n" + open);
    put("7.txt", "TLW", 7, "Characters: Tobin\n" + open);
    add();
    const std::string csv = archive_->export_tags();
    EXPECT_NE(csv.find(",Mara,Character,The Tin Star,"), std::string::npos) << csv;
    EXPECT_NE(csv.find(",Tobin,Character,,"), std::string::npos) << "in two of them";
}

TEST_F(Tags, a_table_is_applied_whole_as_one_batch) {
    const std::string csv =
        "Original Tag Name,Original Tag Type,Related Fandom,Recommended AO3 Tag,"
        "Recommended AO3 Type,Recommended AO3 Category (for relationships)\n"
        "TLW,fandoms,,The Long Watch,Fandom,\n"
        "TLW,fandoms,,The Tin Star,Fandom,\n"
        "Tin Star,Fandom,The Tin Star; Westerns;;,Mara/Tobin,Relationship,F/M\n"
        "Somebody else's,Fandom,,X,Fandom,\n";
    const TagsImport preview = archive_->import_tags(csv);
    EXPECT_TRUE(preview.faults.empty()) << preview.faults.front().what;
    ASSERT_EQ(preview.notes.size(), 1U);
    EXPECT_EQ(preview.notes[0].line, 5U);
    EXPECT_EQ(preview.changes.size(), 6U) << told(preview.changes);
    EXPECT_EQ(preview.batch, 0);
    EXPECT_EQ(found("fandom:\"The Long Watch\""), Ids{1}) << "a preview changes nothing";
    const TagsImport done = archive_->import_tags(csv, "Kat");
    EXPECT_EQ(found("fandom:\"The Long Watch\""), (Ids{1, 2}));
    EXPECT_EQ(found("pairing:\"Tobin/Mara\""), Ids{4});
    ASSERT_TRUE(archive_->undo_tags(done.batch));
    EXPECT_EQ(found("fandom:\"The Long Watch\""), Ids{1});
}

TEST_F(Tags, faults_of_a_table_name_line_and_column_and_nothing_is_applied) {
    const auto faults = [&](const std::string& csv) {
        std::string all;
        const TagsImport import = archive_->import_tags(csv, "Kat");
        EXPECT_EQ(import.batch, 0);
        for (const TagCsvNote& fault : import.faults)
            all += std::to_string(fault.line) + " " + fault.column + ": " + fault.what + "\n";
        return all;
    };
    const std::string head =
        "Original Tag Name,Original Tag Type,Recommended AO3 Tag,Recommended AO3 Type\n";
    EXPECT_EQ(faults(head + "TLW,Fandom,The Long Watch,Fandom\nTLW,Fandom,X,Vessel\n"),
              "3 Recommended AO3 Type: \"Vessel\" is no type of tag; one of Fandom, Relationship, "
              "Character, Category, Archive Warning, Freeform\n");
    EXPECT_EQ(faults("Original Tag Name,Original Tag Type\n"),
              "1 Recommended AO3 Tag: this column is missing\n"
              "1 Recommended AO3 Type: this column is missing\n");
    EXPECT_EQ(faults(head + "TLW,Fandom,TLW,Fandom\nTLW,Fandom,The Long Watch,Fandom\n"),
              "3 Recommended AO3 Tag: the tag stands for itself, and is a synonym of another\n");
    EXPECT_EQ(faults(head + "TLW,Fandom,\"The\n"),
              "2 column 3: a quotation mark that is never closed\n");
    EXPECT_EQ(faults(""), "1 : the table is empty: not even its columns are named\n");
    say({word("Tin Star", "synonym", {"The Tin Star"})});
    EXPECT_EQ(
        faults(head + "The Tin Star,Fandom,,Unwrangleable\n"),
        "2 : fandom “Tin Star” would hang on fandom “The Tin Star”, which is not canonical\n");
    EXPECT_EQ(found("fandom:\"The Long Watch\""), Ids{1});
}

TEST_F(Tags, history_says_who_and_what) {
    const std::int64_t batch = say({word("TLW", "synonym", {"The Long Watch"})});
    archive_->undo_tags(batch);
    const auto history = archive_->tag_history(tag("The Long Watch").id);
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[0].made_by, "Kat");
    EXPECT_FALSE(history[0].undone_at.empty());
    EXPECT_EQ(in_words(history[1]), "fandom “TLW” is a synonym of fandom “The Long Watch”");
    EXPECT_EQ(in_words(history[0]), "fandom “The Long Watch” stands for itself");
    const auto batches = archive_->tag_batches(10, 1);
    ASSERT_EQ(batches.size(), 1U);
    EXPECT_EQ(batches[0].said.size(), 1U);
    EXPECT_EQ(batches[0].left, 1U);
    EXPECT_EQ(archive_->tag_batch(batch, 10)->said.size(), 2U);
    EXPECT_FALSE(archive_->tag_batch(99, 10));
}

TEST_F(Tags, several_meanings_are_one_thing_said) {
    say({word("fandom:Both", "synonym", {"The Long Watch", "The Tin Star"}),
         word("character:Mara", "parent"),
         {tag("TLW"), "note", {}, "see the list"}});
    const auto words = [&](const char* of) {
        const auto history = archive_->tag_history(tag(of).id);
        return history.empty() ? "" : in_words(history[0]);
    };
    EXPECT_EQ(words("fandom:Both"),
              "fandom “Both” is a synonym of fandom “The Long Watch” and fandom “The Tin Star”");
    EXPECT_EQ(words("TLW"), "fandom “TLW” has the note “see the list”");
}

}  // namespace
}  // namespace solander
