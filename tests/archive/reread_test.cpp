// SPDX-License-Identifier: GPL-3.0-or-later
// Newer rules over kept originals: what differs is shown and written, and nothing else is touched.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "archive/archive.h"
#include "base/file.h"
#include "catalogue/db.h"
#include "export/zip_writer.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"
#include "work/assemble.h"

namespace solander {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

class Rereads : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(pile());
        write_file(pile() / "1.txt", story_file("The Weir", "Ada Marsh", 1));
        write_file(pile() / "2.txt", story_file("The Ford", "J. Weir", 2));
        ZipWriter zip;
        for (int i = 0; i < 3; ++i)
            zip.store(fmt::format("{}.txt", i),
                      story_file(fmt::format("Boat {}", i), "Ada", 9 + i));
        zip.store("seven.txt", story_file("Late Boat", "Ada", 20));
        write_file(pile() / "3.zip", zip.finish());
        for (int i = 1; i < 4; ++i)  // a story in parts: one work
            write_file(pile() / fmt::format("long-{}of4.txt", i),
                       story_file(fmt::format("Long Way ({}/4)", i), "J. Weir", 30 + i));
        make_archive(library());
        archive_ = std::make_unique<Archive>(library());
        Progress progress;
        archive_->add({pile()}, {}, progress);
    }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }

    void sql(std::string_view statement) {
        const auto database = catalogue_of(library());
        const auto connection = database->connect();
        WriteTransaction transaction(*connection);
        connection->query(statement).run();
        transaction.commit();
    }
    /// As if all had been read by an earlier program.
    void age() { sql("update version set reading = 1"); }
    std::int64_t number(std::string_view statement) {
        const auto database = catalogue_of(library());
        const auto connection = database->connect();
        Query query = connection->query(statement);
        return query.step() ? query.integer(0) : -1;
    }
    Lines rows() {
        Lines lines;
        archive_->dump([&](std::string_view line) { lines.emplace_back(line); });
        return lines;
    }
    std::map<std::string, std::string> words() {
        std::map<std::string, std::string> files;
        for (const auto& entry : fs::directory_iterator(library() / "words"))
            if (entry.path().extension() == ".db")
                files[entry.path().filename()] = read_file(entry.path()).value();
        return files;
    }
    RereadResult reread(RereadOptions options = {}) {
        told_.clear();
        options.told = [this](const WorkChange& change) { told_.push_back(change); };
        Progress progress;
        return archive_->reread(progress, options);
    }
    std::int64_t works() { return number("select count(*) from work"); }

    TemporaryFolder folder_;
    std::unique_ptr<Archive> archive_;
    std::vector<WorkChange> told_;
};

TEST_F(Rereads, what_is_understood_as_before_is_not_written) {
    ASSERT_EQ(works(), 7);
    Lines before = rows();
    const auto words_before = words();
    EXPECT_EQ(reread({.all = true}).read, 9U);
    EXPECT_EQ(rows(), before);
    age();
    const RereadResult result = reread();
    EXPECT_EQ(result.read, 9U);
    EXPECT_EQ(result.changed, 0U);
    EXPECT_EQ(rows(), before) << "only the number of the rules, and that is as it was";
    EXPECT_EQ(words(), words_before);
    EXPECT_EQ(reread().read, 0U) << "it was noted that they were read";
}

TEST_F(Rereads, a_dry_run_tells_what_would_change_and_writes_nothing) {
    age();
    sql("update work set rating = 'explicit', title = 'The Wire' where title = 'The Weir'");
    const Lines before = rows();
    const RereadResult result = reread({.dry_run = true});
    EXPECT_EQ(result.changed, 1U);
    EXPECT_EQ(result.fields.at("title"), 1U);
    EXPECT_EQ(result.fields.at("rating"), 1U);
    EXPECT_EQ(result.fields.size(), 2U);
    ASSERT_EQ(told_.size(), 1U);
    EXPECT_EQ(told_[0].fields[0], (FieldChange{"title", "The Wire", "The Weir"}));
    EXPECT_EQ(rows(), before);
    EXPECT_EQ(reread().changed, 1U);
    EXPECT_EQ(archive_->work(Viewer::owner, told_[0].work)->title, "The Weir");
    EXPECT_EQ(number("select count(*) from change where seq > (select max(seq) - 1 from change)"),
              1);
}

TEST_F(Rereads, what_is_no_value_is_told_in_words) {
    age();
    const std::string of_the_weir =
        " version = (select current from work where title = 'The Weir')";
    sql("update claim set rule = 'older' where field in ('title', 'rating') and" + of_the_weir);
    sql("insert into finding(accession, original, path, version, kind, text, from_byte, to_byte)"
        " select 1, original, '', id, 'date-doubt', 'an odd day', 0, 0 from version where id ="
        " (select current from work where title = 'The Weir')");
    sql("update version set name = 'older.txt' where id ="
        " (select current from work where title = 'The Weir')");
    reread({.dry_run = true});
    ASSERT_EQ(told_.size(), 1U);
    std::map<std::string, std::string> words;
    for (const FieldChange& change : told_[0].fields)
        if (is_told(change)) words.emplace(change.field, change.after);
    EXPECT_EQ(words.size(), 3U);
    EXPECT_TRUE(words["evidence"].starts_with("other places or rules for rating; title ("))
        << words["evidence"];
    EXPECT_EQ(words["findings"], "no more: an odd day");
    EXPECT_EQ(words["file"], "its name");
}

TEST_F(Rereads, many_changes_are_shown_before_they_are_made) {
    age();
    sql("update work set summary = 'old rules' where title like 'The%'");
    const RereadResult asked = reread({.at_most = 1});
    EXPECT_TRUE(asked.waits);
    EXPECT_EQ(asked.changed, 2U);
    EXPECT_EQ(archive_->work(Viewer::owner, told_[0].work)->summary, "old rules");
    const RereadResult done = reread();
    EXPECT_EQ(done.read, 2U) << "what was the same need not be read twice";
    EXPECT_EQ(archive_->work(Viewer::owner, told_[0].work)->summary, "");
    age();
    sql("update work set summary = 'old rules' where title like 'The%'");
    const RereadResult few = reread({.at_most = 2});
    EXPECT_FALSE(few.waits);
    EXPECT_EQ(archive_->work(Viewer::owner, told_[0].work)->summary, "");
    EXPECT_EQ(reread().read, 0U);
}

TEST_F(Rereads, stories_that_were_not_seen_before_appear) {
    // As if older rules had not seen the last one of the container.
    sql("insert into change(work, what) select id, 'gone' from work where title = 'Late Boat'");
    sql("delete from work where title = 'Late Boat'");
    sql("delete from meta where key = 'reading'");
    ASSERT_EQ(works(), 6);
    RereadResult result = reread({.dry_run = true});
    EXPECT_EQ(result.appeared, 1U);
    ASSERT_EQ(told_.size(), 1U);
    EXPECT_EQ(told_[0].what, WorkChange::What::appears);
    EXPECT_EQ(told_[0].title, "Late Boat");
    EXPECT_EQ(told_[0].file, "seven.txt");
    EXPECT_EQ(works(), 6);
    result = reread({.at_most = 0});
    EXPECT_TRUE(result.waits);
    EXPECT_EQ(works(), 6);
    result = reread({.at_most = 5});
    EXPECT_FALSE(result.waits);
    EXPECT_EQ(works(), 7);
    EXPECT_EQ(number("select count(*) from work where title = 'Late Boat'"), 1);
    EXPECT_EQ(reread({.all = true}).appeared, 0U);
    Progress progress;
    EXPECT_TRUE(archive_->check(progress).ok());
}

TEST_F(Rereads, what_a_person_said_and_settled_stays) {
    ASSERT_TRUE(archive_->edit(1, {{"title", "The Old Weir"}}, "Kat"));
    std::int64_t missing = 0;
    for (const FindingRow& row : archive_->findings(Viewer::owner, std::nullopt, 100))
        if (row.kind == "missing-parts") missing = row.id;
    ASSERT_NE(missing, 0) << "part 4 of 4 is not in the pile";
    ASSERT_TRUE(archive_->settle(missing, true));
    age();
    sql("update work set summary = 'old rules'");
    EXPECT_EQ(reread().changed, 7U);
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->title, "The Old Weir");
    for (const FindingRow& row : archive_->findings(Viewer::owner, std::nullopt, 100))
        EXPECT_NE(row.kind, "missing-parts") << row.text;
}

TEST_F(Rereads, goes_on_where_it_was_stopped) {
    ZipWriter zip;
    for (int i = 0; i < 40; ++i)
        zip.store(fmt::format("{}.txt", i), story_file(fmt::format("Raft {}", i), "Ada", 60 + i));
    write_file(pile() / "rafts.zip", zip.finish());
    Progress progress;
    archive_->add({pile()}, {}, progress);
    age();
    sql("update work set summary = 'old rules'");
    RereadOptions options;
    options.told = [&](const WorkChange&) { progress.cancel = true; };
    const RereadResult stopped = archive_->reread(progress, options);
    ASSERT_LT(stopped.changed, 47U);
    ASSERT_GT(stopped.changed, 0U);
    const RereadResult rest = reread();
    EXPECT_EQ(rest.changed + stopped.changed, 47U);
    EXPECT_EQ(number("select count(*) from work where summary = 'old rules'"), 0);
    EXPECT_EQ(number("select count(*) from version where reading < 2"), 0);
}

TEST_F(Rereads, parts_of_before_parts_were_known_get_their_rows) {
    const std::int64_t before = number("select count(*) from posting");
    ASSERT_GT(before, 0);
    write_file(pile() / "other-1of2.txt", story_file("Other Way (1/2)", "J. Weir", 50));
    Progress progress;
    archive_->add({pile()}, {}, progress);
    const std::int64_t work = number("select max(id) from work");
    sql("delete from posting where version = (select max(id) from version)");
    sql("delete from finding where version = (select max(id) from version)");
    age();
    EXPECT_EQ(reread().changed, 0U);
    EXPECT_EQ(number("select count(*) from posting"), before + 1);
    write_file(pile() / "other-2of2.txt", story_file("Other Way (2/2)", "J. Weir", 51));
    EXPECT_EQ(archive_->add({pile()}, {}, progress).counts.versions_added, 1U);
    EXPECT_EQ(number("select max(id) from work"), work) << "its second part found it";
}

}  // namespace
}  // namespace solander
