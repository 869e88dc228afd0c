// SPDX-License-Identifier: GPL-3.0-or-later
// Taken down: nothing of it is left in any file of the archive, and it does not come in again;
// what others wrote stays.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/file.h"
#include "base/text.h"
#include "export/zip_writer.h"
#include "original/digest.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

/// A story with words that stand nowhere else.
std::string telling(const std::string& title, const std::string& author, int seed,
                    const std::string& word) {
    return story_file(title, author, seed,
                      "Archive: Anywhere\nSeries: The " + word + " Cycle\nKeywords: " + word
                          + "tag\nSummary: Of " + word + ".\nSong: " + word + "song\n")
           + "Then " + word + "text came in by the door, and nobody had seen it come so far.\n";
}

/// 1 The Weir (by Zorbla Quim, of Zorb), 2 The Ford, 3 The Weir again as A. Q. posted it elsewhere.
class TakedownTest : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(pile());
        put("1-zorbfile.txt", weir_);
        put("2.txt", story_file("The Ford", "Ada Marsh", 20, "Archive: Anywhere\n"));
        make_archive(library());
        archive_ = std::make_unique<Archive>(library());
        add();
    }
    void put(const std::string& name, const std::string& text) { write_file(pile() / name, text); }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    AddResult add() {
        Progress progress;
        return archive_->add({pile()}, {}, progress);
    }
    void reopen(const std::string& settings = {}) {
        archive_.reset();
        const fs::path file = library() / "solander.toml";
        if (!settings.empty()) write_file(file, read_file(file, 1 << 20).value() + settings, true);
        archive_ = std::make_unique<Archive>(library());
    }
    TakenDown down(WorkId work) {
        const auto done = archive_->take_down({work, {}, "her letter", "Kat"}, false);
        EXPECT_TRUE(done) << done.error().message;
        return done ? *done : TakenDown{};
    }
    std::vector<WorkId> taken(const TakenDown& done) const {
        std::vector<WorkId> works;
        for (const TakenDown::Work& work : done.works) works.push_back(work.id);
        return works;
    }
    std::vector<WorkId> found(const std::string& query = "") const {
        SearchRequest request;
        request.query = parse_query(query).value();
        std::vector<WorkId> ids;
        for (const Hit& hit : archive_->find(Viewer::owner, request).hits) ids.push_back(hit.work);
        std::sort(ids.begin(), ids.end());
        return ids;
    }
    /// Files of the archive in which the word stands, in whatever case.
    std::vector<std::string> files_with(const std::string& word) const {
        std::vector<std::string> files;
        for (const auto& entry : fs::recursive_directory_iterator(library()))
            if (entry.is_regular_file()
                && (ascii_lowered(read_file(entry.path()).value()).find(word) != std::string::npos
                    || ascii_lowered(entry.path().filename().string()).find(word)
                           != std::string::npos))
                files.push_back(entry.path().lexically_relative(library()).string());
        return files;
    }
    CheckResult check() {
        Progress progress;
        return archive_->check(progress);
    }
    std::string dump() const {
        std::string all;
        archive_->dump([&](std::string_view line) { all += std::string(line) + "\n"; });
        return ascii_lowered(all);
    }

    const std::string weir_ = telling("Zorbweir", "Zorbla Quim", 1, "Zorb");
    TemporaryFolder folder_;
    std::unique_ptr<Archive> archive_;
};
using Ids = std::vector<WorkId>;
using Names = std::vector<std::string>;

TEST_F(TakedownTest, leaves_nothing_in_any_file) {
    ASSERT_TRUE(archive_->edit(1, {{"notes", "Zorbnote"}, {"title", "Zorbtitle"}}, "Kat"));
    Progress progress;
    archive_->reread(progress, {.all = true});
    archive_->look_for_twins(progress);
    ASSERT_FALSE(files_with("zorb").empty());
    EXPECT_EQ(taken(down(1)), Ids{1});
    EXPECT_EQ(found(), Ids{2});
    EXPECT_EQ(found("zorbtext"), Ids{});
    EXPECT_FALSE(archive_->work(Viewer::owner, 1));
    EXPECT_TRUE(archive_->chapters(Viewer::owner, 1).empty());
    EXPECT_TRUE(archive_->edits(Viewer::owner, 1).empty());
    EXPECT_FALSE(archive_->exported(Viewer::owner, 1, ExportFormat::txt));
    EXPECT_TRUE(archive_->suggest(Viewer::owner, "fandom", "zorb", 5).empty());
    EXPECT_EQ(files_with("zorb"), Names{}) << "not in free pages, logs or words either";
    EXPECT_EQ(dump().find("zorb"), std::string::npos);
    for (const CountedName& name : archive_->names(Viewer::owner, NameList::creator))
        EXPECT_EQ(name.name, "Ada Marsh");
    EXPECT_EQ(archive_->export_tags().find("removed"), std::string::npos);
    const CheckResult result = check();
    EXPECT_TRUE(result.ok()) << result.catalogue << result.words << result.ledger;
    EXPECT_EQ(result.originals, 1U);
    const auto events = archive_->ledger(Viewer::owner, 1);
    ASSERT_FALSE(events.empty());
    EXPECT_EQ(events.back().what, "removed");
    EXPECT_EQ(events.back().evidence, "her letter");
    EXPECT_FALSE(archive_->take_down({1, {}, "again", "Kat"}, false));
    EXPECT_FALSE(archive_->take_down({2, {}, "", "Kat"}, false)) << "a reason is asked for";
    EXPECT_FALSE(archive_->take_down({99, {}, "x", "Kat"}, false));
}

TEST_F(TakedownTest, looked_at_first_changes_nothing) {
    const std::string before = dump();
    const auto look = archive_->take_down({1, {}, "her letter", "Kat"}, true);
    ASSERT_TRUE(look);
    EXPECT_EQ(taken(*look), Ids{1});
    ASSERT_EQ(look->originals.size(), 1U);
    EXPECT_EQ(look->originals[0].name, "1-zorbfile.txt");
    EXPECT_EQ(dump(), before);
    EXPECT_FALSE(fs::exists(library() / "sealed"));
}

TEST_F(TakedownTest, does_not_come_in_again_however_it_is_wrapped) {
    down(1);
    EXPECT_EQ(add().counts.stories_added, 0U) << "the same file, at its place";
    put("again.txt", weir_);
    std::string other = "From: somebody\n\n\n" + telling("Another name", "Q", 1, "Zorb");
    for (std::size_t i = 0; i + 1 < other.size(); ++i)
        if (other[i] == '.' && other[i + 1] == ' ') other[i + 1] = '\n';
    put("wrapped.txt", other);
    std::string html = "<html><head><title>Zorbed</title></head><body><h1>Zorbed</h1><p>by Q</p>";
    html += "<p>" + story_text(1)
            + "Then Zorbtext came in by the door, and nobody had seen it come "
            + "so far.</p><p>And one more line that was not there, for a change.</p></body></html>";
    put("page.html", html);
    const AddResult result = add();
    EXPECT_EQ(result.counts.stories_added, 0U);
    EXPECT_EQ(result.problems.size(), 2U) << "of the first the digest says enough";
    EXPECT_EQ(found(), Ids{2});
    EXPECT_EQ(files_with("zorb"), Names{}) << "their bytes neither";
    EXPECT_TRUE(check().ok());
    put("8.txt", story_file("The Mill", "Ada Marsh", 80, "Archive: Anywhere\n"));
    EXPECT_EQ(add().counts.stories_added, 1U) << "other stories do";
}

TEST_F(TakedownTest, of_a_container_leaves_what_others_wrote) {
    ZipWriter zip;
    zip.store("in/mimsy.txt", telling("Mimsy tale", "Mimsy Borogove", 31, "Mimsy"));
    zip.store("in/b.txt", story_file("The Lock", "Tom Reed", 32, "Archive: Anywhere\n"));
    put("two.zip", zip.finish());
    add();
    ASSERT_EQ(found().size(), 4U);
    const WorkId gone = found("title:mimsy").at(0), stays = found("title:lock").at(0);
    const TakenDown done = down(gone);
    ASSERT_EQ(done.originals.size(), 1U);
    EXPECT_EQ(done.originals[0].what, TakenOriginal::What::sealed);
    EXPECT_EQ(done.originals[0].others, Ids{stays});
    EXPECT_EQ(files_with("mimsy"), Names{});
    EXPECT_EQ(archive_->chapters(Viewer::owner, stays).size(), 1U);
    EXPECT_THROW((void)archive_->original(Viewer::owner, stays), Error)
        << "it holds the other, too";
    // The story of somebody else can be corrected and read again, with the file sealed as it is.
    ASSERT_TRUE(archive_->edit(stays, {{"encoding", "windows-1252"}}, "Kat"));
    Progress progress;
    const RereadResult again = archive_->reread(progress, {.all = true});
    EXPECT_TRUE(again.problems.empty()) << again.problems.at(0);
    EXPECT_EQ(again.appeared, 0U);
    EXPECT_EQ(add().counts.stories_added, 0U);
    EXPECT_EQ(files_with("mimsy"), Names{});
    EXPECT_TRUE(check().ok());
    EXPECT_FALSE(archive_->destroy_sealed(gone)) << "that would take the other with it";
    // When the last has gone, nothing needs the key.
    down(stays);
    EXPECT_TRUE(archive_->destroy_sealed(gone));
    EXPECT_FALSE(archive_->open_sealed(gone));
}

TEST_F(TakedownTest, in_a_new_container_does_not_come_in_with_the_others) {
    down(1);
    ZipWriter zip;
    zip.store("in/zorb.txt", weir_);
    zip.store("in/b.txt", story_file("The Lock", "Tom Reed", 32, "Archive: Anywhere\n"));
    put("both.zip", zip.finish());
    const AddResult result = add();
    EXPECT_EQ(result.counts.stories_added, 1U);
    EXPECT_EQ(found("title:lock").size(), 1U);
    EXPECT_EQ(files_with("zorb"), Names{});
    EXPECT_EQ(archive_->findings_of_kind(Viewer::owner, "taken-down", 10).size(), 1U);
    EXPECT_TRUE(check().ok());
    Progress progress;
    EXPECT_EQ(archive_->reread(progress, {.all = true}).appeared, 0U);
    EXPECT_EQ(add().counts.stories_added, 0U);
    EXPECT_EQ(files_with("zorb"), Names{});
}

TEST_F(TakedownTest, takes_versions_and_copies_with_it) {
    put("3.txt", telling("Weir", "A. Q.", 1, "Zorb"));
    put("4.txt", telling("Zorbweir, mended", "Zorbla Quim", 1, "Zorb")
                     + "Then there was more of the zorb.\n");
    add();
    ASSERT_TRUE(archive_->join(1, 4, "Kat"));
    const TakenDown done = down(4);
    EXPECT_EQ(taken(done), (Ids{1, 3, 4}));
    EXPECT_TRUE(done.works[1].copy);
    EXPECT_FALSE(done.works[0].copy);
    EXPECT_EQ(files_with("zorb"), Names{});
    EXPECT_TRUE(check().ok());
}

TEST_F(TakedownTest, of_a_person_takes_all_of_hers_and_keeps_out_what_comes) {
    put("3.txt", story_file("The Lock", "Zorbla Quim and Ada Marsh", 30));
    put("4.txt", story_file("The Mill", "Z. Quim", 40));
    add();
    const auto person = [&](const char* name) {
        return archive_->name_called(NameList::creator, name).value();
    };
    ASSERT_TRUE(
        archive_->join_names(NameList::creator, person("Zorbla Quim"), person("Z. Quim"), "Kat"));
    const auto done = archive_->take_down({{}, person("Zorbla Quim"), "her letter", "Kat"}, false);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(taken(*done), (Ids{1, 3, 4}));
    EXPECT_EQ(found(), Ids{2});
    put("5.txt", story_file("A new one", "Zorbla Quim", 50, "Archive: Anywhere\n"));
    put("6.txt", story_file("A new one too", "Z. Quim", 60, "Archive: Anywhere\n"));
    EXPECT_EQ(add().counts.stories_added, 0U);
    EXPECT_EQ(found(), Ids{2});
    EXPECT_TRUE(check().ok());
}

TEST_F(TakedownTest, seals_or_destroys_as_the_settings_say) {
    down(1);
    EXPECT_EQ(archive_->open_sealed(1).value(), weir_);
    EXPECT_TRUE(archive_->destroy_sealed(1));
    EXPECT_FALSE(archive_->open_sealed(1));
    EXPECT_FALSE(archive_->destroy_sealed(2)) << "it was not taken down";
    reopen("\n[takedown]\noriginals = \"destroy\"\n");
    const TakenDown done = down(2);
    ASSERT_EQ(done.originals.size(), 1U);
    EXPECT_EQ(done.originals[0].what, TakenOriginal::What::destroyed);
    EXPECT_FALSE(archive_->open_sealed(2));
    EXPECT_TRUE(check().ok());
}

TEST_F(TakedownTest, can_be_undone_while_it_is_sealed_and_all_is_as_it_was) {
    ASSERT_TRUE(archive_->edit(1, {{"notes", "Zorbnote"}}, "Kat"));
    put("3.txt", telling("Weir", "A. Q.", 1, "Zorb"));
    add();
    const std::string before = dump();
    const auto no = archive_->undo_takedown({1, {}, "a mistake", "Kat"});
    EXPECT_FALSE(no) << "it was not taken down";
    EXPECT_EQ(taken(down(1)), (Ids{1, 3}));
    put("8.txt", telling("The Zorb of others", "Tom Reed", 80, "Zorb"));
    add();
    const auto back = archive_->undo_takedown({1, {}, "a mistake", "Kat"});
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, (Ids{1, 3})) << "the act as a whole";
    EXPECT_EQ(found("zorbtext").size(), 3U);
    EXPECT_EQ(archive_->original(Viewer::owner, 1).value().file.bytes(), weir_);
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->notes, "Zorbnote");
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->visibility, Visibility::open);
    EXPECT_TRUE(archive_->undo_edit(1, archive_->edits(Viewer::owner, 1).at(0).id));
    EXPECT_EQ(
        archive_->person(Viewer::owner, archive_->work(Viewer::owner, 1)->creators[0].id)->name,
        "Zorbla Quim");
    EXPECT_TRUE(check().ok()) << check().catalogue;
    EXPECT_EQ(add().counts.stories_added, 0U) << "it is held";
    EXPECT_TRUE(fs::is_empty(library() / "sealed" / "keys"));
    const std::string after = dump();
    for (const std::string_view line : split(before, '\n'))
        for (const char* table : {"creator", "work_creator", "extra", "receipt"})
            if (line.starts_with("{\"table\":\"" + std::string(table) + "\"")) {
                EXPECT_NE(after.find(line), std::string::npos) << line;
            }
    EXPECT_EQ(archive_->all_series(Viewer::owner).size(), 1U) << "of them and of the one since";
    EXPECT_FALSE(archive_->undo_takedown({1, {}, "again", "Kat"}));
    EXPECT_EQ(taken(down(1)).size(), 2U) << "and down again";
}

TEST_F(TakedownTest, of_a_person_is_undone_as_a_whole) {
    const std::int64_t quim = archive_->name_called(NameList::creator, "Zorbla Quim").value();
    ASSERT_TRUE(archive_->take_down({{}, quim, "her letter", "Kat"}, false));
    const auto alone = archive_->undo_takedown({1, {}, "a mistake", "Kat"});
    ASSERT_FALSE(alone);
    EXPECT_EQ(alone.error().fault, Fault::conflict);
    ASSERT_TRUE(archive_->undo_takedown({{}, quim, "a mistake", "Kat"}));
    EXPECT_EQ(found(), (Ids{1, 2}));
    put("5.txt", story_file("A new one", "Zorbla Quim", 50, "Archive: Anywhere\n"));
    EXPECT_EQ(add().counts.stories_added, 1U);
    EXPECT_TRUE(check().ok());
}

TEST_F(TakedownTest, cannot_be_undone_when_its_key_is_destroyed) {
    down(1);
    ASSERT_TRUE(archive_->destroy_sealed(1));
    EXPECT_FALSE(archive_->undo_takedown({1, {}, "a mistake", "Kat"}));
    EXPECT_EQ(found(), Ids{2});
    EXPECT_TRUE(fs::is_empty(library() / "sealed" / "keys"));
    EXPECT_TRUE(check().ok());
}

TEST_F(TakedownTest, of_one_in_a_container_is_undone_with_the_other_still_down) {
    ZipWriter zip;
    zip.store("in/mimsy.txt", telling("Mimsy tale", "Mimsy Borogove", 31, "Mimsy"));
    zip.store("in/zort.txt", telling("Zort tale", "Tom Reed", 32, "Zort"));
    put("two.zip", zip.finish());
    add();
    const WorkId mimsy = found("title:mimsy").at(0), zort = found("title:zort").at(0);
    down(mimsy);
    down(zort);
    EXPECT_EQ(files_with("mimsy"), Names{});
    ASSERT_TRUE(archive_->undo_takedown({mimsy, {}, "a mistake", "Kat"}));
    EXPECT_EQ(found("mimsytext"), Ids{mimsy});
    EXPECT_EQ(files_with("zort"), Names{}) << "the container stays sealed";
    EXPECT_TRUE(check().ok());
    ASSERT_TRUE(archive_->undo_takedown({zort, {}, "a mistake", "Kat"}));
    EXPECT_EQ(found("zorttext"), Ids{zort});
    EXPECT_TRUE(archive_->original(Viewer::owner, mimsy));
    EXPECT_TRUE(check().ok());
}

TEST_F(TakedownTest, killed_at_any_moment_is_finished_or_not_begun) {
    for (const int milliseconds : {0, 6, 14, 30}) {
        archive_.reset();  // nothing that is open crosses a fork
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        const pid_t child = fork();
        if (child == 0) {
            Archive own(library());
            (void)!write(ends[1], "x", 1);
            (void)own.take_down({1, {}, "her letter", "Kat"}, false);
            _exit(0);
        }
        char begun = 0;
        ASSERT_EQ(read(ends[0], &begun, 1), 1);
        usleep(static_cast<useconds_t>(milliseconds) * 1000);
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        close(ends[0]);
        close(ends[1]);
        archive_ = std::make_unique<Archive>(library());
        check();  // which finishes what can be
        EXPECT_TRUE(check().ok()) << milliseconds;
        if (!archive_->work(Viewer::owner, 1)) {
            EXPECT_EQ(files_with("zorb"), Names{}) << milliseconds;
            ASSERT_TRUE(archive_->undo_takedown({1, {}, "again", "Kat"}));
        }
        EXPECT_EQ(archive_->original(Viewer::owner, 1).value().file.bytes(), weir_);
        EXPECT_EQ(found("zorbtext"), Ids{1});
        check();
        const fs::path keys = library() / "sealed" / "keys";
        EXPECT_TRUE(!fs::exists(keys) || fs::is_empty(keys))
            << "no key is left of what did not come to be";
    }
}

TEST_F(TakedownTest, takes_an_original_out_of_the_database_and_puts_it_back) {
    if (engine_for_tests() == "sqlite") GTEST_SKIP() << "originals are files there";
    reopen("\n[originals]\nin = \"database\"\n");
    const std::string mimsy = telling("Mimsy tale", "Mimsy Borogove", 31, "Mimsy");
    put("3.txt", mimsy);
    add();
    const WorkId work = found("title:mimsy").at(0);
    const auto pieces = [&] {
        const auto database = catalogue_of(library());
        const auto c = database->connect();
        Query q = c->query("select count(*) from original_piece");
        return q.step() ? q.integer(0) : -1;
    };
    EXPECT_EQ(pieces(), 1);
    down(work);
    EXPECT_EQ(pieces(), 0);
    EXPECT_EQ(archive_->open_sealed(work).value(), mimsy);
    EXPECT_EQ(files_with("mimsy"), Names{});
    EXPECT_TRUE(check().ok());
    ASSERT_TRUE(archive_->undo_takedown({work, {}, "a mistake", "Kat"}));
    EXPECT_EQ(pieces(), 1);
    EXPECT_EQ(archive_->original(Viewer::owner, work).value().file.bytes(), mimsy);
    for (const std::string& file : files_with("mimsy"))
        EXPECT_TRUE(file.starts_with("words/")) << file << ": it is in the database, as before";
    EXPECT_TRUE(check().ok());
}

TEST_F(TakedownTest, is_seen_by_everybody_who_has_the_archive_open) {
    const Archive other(library());
    ASSERT_TRUE(other.work(Viewer::owner, 1));
    SearchRequest request;
    request.query = parse_query("zorbtext").value();
    ASSERT_EQ(other.find(Viewer::owner, request).total, 1U);
    down(1);
    EXPECT_FALSE(other.work(Viewer::owner, 1));
    EXPECT_FALSE(other.chapter(Viewer::owner, 1, 1));
    EXPECT_EQ(other.find(Viewer::owner, request).total, 0U);
    EXPECT_TRUE(other.suggest(Viewer::owner, "series", "zorb", 5).empty());
}

TEST_F(TakedownTest, check_removes_a_file_that_a_kill_or_somebody_left) {
    const Digest digest = digest_of(weir_);
    down(1);
    const std::string hex = digest.text();
    const fs::path file = library() / "originals" / hex.substr(0, 2) / hex.substr(2, 2) / hex;
    fs::create_directories(file.parent_path());
    write_file(file, weir_);
    const CheckResult result = check();
    EXPECT_FALSE(result.ok());
    ASSERT_EQ(result.left_behind.size(), 1U);
    EXPECT_NE(result.left_behind[0].find(hex), std::string::npos);
    EXPECT_FALSE(fs::exists(file));
    EXPECT_TRUE(check().ok());
}

TEST_F(TakedownTest, check_names_rows_that_came_back) {
    down(1);
    {
        const auto database = catalogue_of(library());
        const auto c = database->connect();
        WriteTransaction transaction(*c);
        c->query("update work set title = 'Back' where id = 1").run();
        transaction.commit();
    }
    EXPECT_FALSE(check().ok());
}

}  // namespace
}  // namespace solander
