// SPDX-License-Identifier: GPL-3.0-or-later
// What authors say later: recorded, enforced at once, for all their works too; settings that
// change.
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "base/file.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;
using enum Visibility;

/// 1 The Weir (ask) and 2 The Ford (anywhere) by Ada Marsh, 3 The Lock by her and Tom Reed (ask),
/// 4 The Mill by A. Marsh (ask).
class Permit : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(pile());
        put("1.txt", story_file("The Weir", "Ada Marsh", 1));
        put("2.txt", story_file("The Ford", "Ada Marsh", 20, "Archive: Anywhere\n"));
        put("3.txt", story_file("The Lock", "Ada Marsh and Tom Reed", 30));
        put("4.txt", story_file("The Mill", "A. Marsh", 40));
        make_archive(library());
        reopen();
        add();
    }
    void put(const std::string& name, const std::string& text) { write_file(pile() / name, text); }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    void reopen() {
        archive_.reset();
        archive_ = std::make_unique<Archive>(library());
    }
    void add() {
        Progress progress;
        archive_->add({pile()}, {}, progress);
    }
    void set(const std::string& settings) {
        const fs::path file = library() / "solander.toml";
        write_file(file, read_file(file, 1 << 20).value() + "\n" + settings + "\n", true);
    }
    Visibility visibility(WorkId id) const {
        const auto history = archive_->permit_history(Viewer::owner, id, "");
        return history ? history->record.visibility : removed;
    }
    std::int64_t author(const char* name) const {
        return archive_->name_called(NameList::creator, name).value();
    }
    std::vector<std::pair<WorkId, Visibility>>
    record(const PermitSubject& subject, const std::string& what, const std::string& when = "") {
        const auto changes = archive_->record_permission(subject, {what, when, "Kat", "a letter"});
        EXPECT_TRUE(changes) << changes.error().message;
        std::vector<std::pair<WorkId, Visibility>> list;
        for (const VisibilityChange& change : *changes) list.emplace_back(change.work, change.is);
        return list;
    }
    bool found(WorkId id) const {
        SearchRequest request;
        request.query = parse_query("").value();
        for (const Hit& hit : archive_->find(Viewer::stranger, request).hits)
            if (hit.work == id) return true;
        return false;
    }
    bool sound() const {
        Progress progress;
        return archive_->check(progress).ok();
    }

    TemporaryFolder folder_;
    std::unique_ptr<Archive> archive_;
};
using Changes = std::vector<std::pair<WorkId, Visibility>>;

TEST_F(Permit, a_grant_opens_and_a_withdrawal_closes_at_once) {
    EXPECT_FALSE(found(1));
    EXPECT_EQ(record({1, {}}, "granted"), (Changes{{1, open}}));
    EXPECT_TRUE(found(1));
    EXPECT_EQ(record({1, {}}, "withdrawn"), (Changes{{1, kept}}));
    EXPECT_FALSE(found(1));
    const auto events = archive_->ledger(Viewer::owner, 1);
    ASSERT_EQ(events.size(), 3U);
    EXPECT_EQ(events[0].what, "stated");
    EXPECT_EQ(events[2].what, "withdrawn");
    EXPECT_TRUE(archive_->ledger(Viewer::stranger, 1).empty());
    EXPECT_TRUE(sound());
}

TEST_F(Permit, a_correction_is_told_from_what_the_file_says) {
    EXPECT_EQ(archive_->permit_history(Viewer::owner, 1, "")->corrected_by, "");
    ASSERT_TRUE(archive_->edit(1, {{"title", "Another"}}, "Kat"));
    EXPECT_EQ(archive_->permit_history(Viewer::owner, 1, "")->corrected_by, "");
    ASSERT_TRUE(archive_->edit(1, {{"permission", "any"}}, "Kat"));
    EXPECT_EQ(archive_->permit_history(Viewer::owner, 1, "")->corrected_by, "Kat");
    for (const Edit& edit : archive_->edits(Viewer::owner, 1)) {
        if (edit.field == "permission") {
            EXPECT_TRUE(archive_->undo_edit(1, edit.id));
        }
    }
    EXPECT_EQ(archive_->permit_history(Viewer::owner, 1, "")->corrected_by, "");
}

TEST_F(Permit, one_grant_covers_all_her_works_and_those_to_come_but_not_her_co_author_s) {
    EXPECT_EQ(record({{}, author("Ada Marsh")}, "granted"), (Changes{{1, open}}));
    EXPECT_EQ(visibility(3), kept) << "Tom Reed was not asked";
    EXPECT_EQ(record({{}, author("Tom Reed")}, "granted"), (Changes{{3, open}}));
    put("5.txt", story_file("The Sluice", "Ada Marsh", 50));
    add();
    EXPECT_EQ(visibility(5), open);
    // Another pen name of hers, once a person has said so; and not any more when she takes it back.
    EXPECT_EQ(visibility(4), kept);
    ASSERT_TRUE(
        archive_->join_names(NameList::creator, author("Ada Marsh"), author("A. Marsh"), "Kat"));
    EXPECT_EQ(visibility(4), open);
    ASSERT_TRUE(archive_->undo_names(NameList::creator, {}));
    EXPECT_EQ(visibility(4), kept);
    ASSERT_TRUE(
        archive_->join_names(NameList::creator, author("A. Marsh"), author("Ada Marsh"), "Kat"));
    EXPECT_EQ(visibility(4), open);
    ASSERT_TRUE(
        archive_->part_names(NameList::creator, author("A. Marsh"), author("Ada Marsh"), "Kat"));
    EXPECT_EQ(visibility(4), kept);
    EXPECT_EQ(visibility(1), open);
    Progress progress;
    archive_->reread(progress, {.all = true});
    EXPECT_EQ(visibility(5), open);
    EXPECT_EQ(visibility(4), kept);
}

TEST_F(Permit, a_refusal_of_one_author_closes_all_that_she_had_a_part_in) {
    record({3, {}}, "granted", "2001");
    EXPECT_EQ(record({{}, author("Tom Reed")}, "refused"), (Changes{{3, kept}}));
    EXPECT_EQ(record({{}, author("Ada Marsh")}, "withdrawn"), (Changes{{2, kept}}));
    put("6.txt", story_file("The Quay", "Ada Marsh", 60, "Archive: Anywhere\n"));
    add();
    EXPECT_EQ(visibility(5), kept);
    // A correction opens nothing: a word on the work does.
    ASSERT_TRUE(archive_->edit(5, {{"creators", "Nell Brook"}}, "Kat"));
    EXPECT_EQ(visibility(5), kept);
    Progress progress;
    archive_->reread(progress, {.all = true});
    EXPECT_EQ(visibility(5), kept);
    EXPECT_EQ(record({5, {}}, "granted"), (Changes{{5, open}}));
}

TEST_F(Permit, who_was_taken_off_a_work_gives_no_leave_for_somebody_unknown) {
    record({{}, author("A. Marsh")}, "asked");
    ASSERT_TRUE(archive_->edit(4, {{"creators", "Anonymous"}}, "Kat"));
    EXPECT_EQ(record({{}, author("A. Marsh")}, "granted"), Changes{});
    EXPECT_EQ(visibility(4), kept);
    EXPECT_EQ(record({{}, author("A. Marsh")}, "refused"), Changes{});
    EXPECT_EQ(record({4, {}}, "granted"), (Changes{{4, open}}));
}

TEST_F(Permit, what_a_version_was_refused_holds_for_the_work_it_is_met_in) {
    ASSERT_TRUE(archive_->join(2, 1, "Kat"));
    EXPECT_EQ(visibility(2), kept) << "the other version says: ask";
    EXPECT_EQ(record({1, {}}, "granted"), (Changes{{2, open}}));
    EXPECT_EQ(record({1, {}}, "refused"), (Changes{{2, kept}}));
}

TEST_F(Permit, what_stood_at_a_past_date_can_be_seen) {
    record({1, {}}, "granted", "2001-05");
    const auto at = [&](const char* when) {
        return archive_->permit_history(Viewer::owner, 1, when)->then;
    };
    EXPECT_EQ(at("2002-01-01"), std::nullopt) << "not held then, whatever a letter said";
    EXPECT_EQ(at("2999-01-01"), open);
    {  // as if it had been recorded a year later than the work came
        const auto database = catalogue_of(library());
        const auto c = database->connect();
        WriteTransaction transaction(*c);
        c->query("update version set added_at = '2003-01-01T00:00:00Z' where work = 1").run();
        c->query("update ledger set recorded_at = '2004-01-01T00:00:00Z' where what = 'granted'")
            .run();
        transaction.commit();
    }
    EXPECT_EQ(at("2002-12-31"), std::nullopt);
    EXPECT_EQ(at("2003-01-01"), kept);
    EXPECT_EQ(at("2003"), kept);
    EXPECT_EQ(at("2003-12-31T23:59:59Z"), kept);
    EXPECT_EQ(at("2004-01-01"), open);
    EXPECT_FALSE(archive_->permit_history(Viewer::stranger, 1, ""));
    Progress progress;
    const CheckResult check = archive_->check(progress);
    EXPECT_FALSE(check.ok()) << "a ledger that was written to otherwise";
    EXPECT_NE(check.ledger.find("row"), std::string::npos);
}

TEST_F(Permit, nothing_is_recorded_that_cannot_be) {
    const auto refused = [&](const PermitSubject& subject, LedgerEvent event) {
        return !archive_->record_permission(subject, std::move(event));
    };
    EXPECT_TRUE(refused({99, {}}, {"granted", "", "Kat", ""}));
    EXPECT_TRUE(refused({}, {"granted", "", "Kat", ""}));
    EXPECT_TRUE(refused({{}, 99}, {"granted", "", "Kat", ""}));
    EXPECT_TRUE(refused({1, {}}, {"stated", "", "Kat", ""}));
    EXPECT_TRUE(refused({1, {}}, {"removed", "", "Kat", ""}));
    EXPECT_TRUE(refused({1, {}}, {"allowed", "", "Kat", ""}));
    EXPECT_TRUE(refused({1, {}}, {"granted", "yesterday", "Kat", ""}));
    EXPECT_TRUE(refused({1, {}}, {"granted", "2999", "Kat", ""}));
    EXPECT_TRUE(refused({1, {}}, {"granted", "", "Kat", "sha256:12"}));
    EXPECT_TRUE(refused({1, {}}, {"granted", "", "Kat", "sha256:" + std::string(64, '0')}));
    EXPECT_TRUE(refused({1, {}}, {"granted", "", "Kat", std::string(70'000, 'x')}));
    EXPECT_EQ(archive_->ledger(Viewer::owner, 1).size(), 1U);
    put("7.txt", story_file("Nobody's", "Anonymous", 70));
    add();
    if (const auto nobody = archive_->name_called(NameList::creator, "Anonymous")) {
        EXPECT_TRUE(refused({{}, *nobody}, {"granted", "", "Kat", ""})) << "so many people";
    }
}

TEST_F(Permit, what_settings_take_away_is_away_at_once_and_what_they_open_waits) {
    set("[consent]\nany = \"kept\"\nask = \"open\"");
    reopen();
    EXPECT_EQ(visibility(2), kept);
    EXPECT_EQ(visibility(1), kept);
    EXPECT_FALSE(found(2));
    put("8.txt", story_file("The Wharf", "Nell Brook", 80));
    add();
    EXPECT_EQ(visibility(5), kept) << "what comes meanwhile, too";
    EXPECT_EQ(archive_->apply_consent(true).size(), 4U);
    EXPECT_EQ(visibility(1), kept) << "that was a look";
    EXPECT_EQ(archive_->apply_consent(false).size(), 4U);
    EXPECT_EQ(visibility(1), open);
    EXPECT_EQ(visibility(2), kept);
    EXPECT_TRUE(found(1));
    EXPECT_TRUE(archive_->apply_consent(false).empty());
    EXPECT_TRUE(archive_->consent_in_force());
    reopen();
    EXPECT_EQ(visibility(1), open);
    EXPECT_TRUE(sound());
}

TEST_F(Permit, is_listed_by_author) {
    record({{}, author("Ada Marsh")}, "asked", "2026-01-02");
    PermitFilter filter;
    filter.permission = Permission::ask;
    std::vector<std::string> lines;
    for (const PermitRow& row : archive_->permissions(Viewer::owner, filter))
        lines.push_back(row.author + ": " + row.title + ", " + std::string(name_of(row.visibility))
                        + (row.last.empty() ? "" : ", " + row.last));
    EXPECT_EQ(lines, (std::vector<std::string>{"A. Marsh: The Mill, kept",
                                               "Ada Marsh: The Lock, kept, asked 2026-01-02",
                                               "Ada Marsh: The Weir, kept, asked 2026-01-02"}));
    filter.author = author("A. Marsh");
    EXPECT_EQ(archive_->permissions(Viewer::owner, filter).size(), 1U);
    EXPECT_TRUE(archive_->permissions(Viewer::member, filter).empty());
}

}  // namespace
}  // namespace solander
