// SPDX-License-Identifier: GPL-3.0-or-later
// The archive's keeping: accessions, originals, receipts, findings, edits.
#include "tests/catalogue/catalogue_fixture.h"

namespace solander {
namespace {

class Records : public CatalogueTest {};

SOLANDER_ON_BOTH_ENGINES(Records);

TEST_P(Records, an_accession_is_open_until_it_is_saved_with_its_end) {
    ASSERT_EQ(list_accessions(c()).size(), 1U);
    EXPECT_EQ(list_accessions(c())[0].finished_at, "");
    AddCounts counts;
    counts.files = 1;
    counts.stories_added = 2;
    counts.versions_added = 3;
    counts.already_held = 4;
    counts.not_stories = 5;
    counts.unreadable = 6;
    counts.findings = 7;
    counts.bytes = 8;
    save_accession(c(), accession, counts, "");
    EXPECT_EQ(list_accessions(c())[0].finished_at, "");
    save_accession(c(), accession, counts, kNow);
    const Accession saved = list_accessions(c())[0];
    EXPECT_EQ(saved.id, accession);
    EXPECT_EQ(saved.given_by, "Wren");
    EXPECT_EQ(saved.started_at, kNow);
    EXPECT_EQ(saved.finished_at, kNow);
    EXPECT_EQ(saved.counts.files, 1U);
    EXPECT_EQ(saved.counts.stories_added, 2U);
    EXPECT_EQ(saved.counts.versions_added, 3U);
    EXPECT_EQ(saved.counts.already_held, 4U);
    EXPECT_EQ(saved.counts.not_stories, 5U);
    EXPECT_EQ(saved.counts.unreadable, 6U);
    EXPECT_EQ(saved.counts.findings, 7U);
    EXPECT_EQ(saved.counts.bytes, 8U);
}

TEST_P(Records, an_original_is_found_by_its_digest) {
    DigestBytes digest{};
    digest[31] = 9;
    EXPECT_FALSE(find_original(c(), digest));
    const auto id = add_original(c(), digest, 17, accession, "b.zip", "");
    set_original_class(c(), id, "container");
    const auto found = find_original(c(), digest);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, id);
    EXPECT_EQ(found->digest, digest);
    EXPECT_EQ(found->size, 17U);
    EXPECT_EQ(found->name, "b.zip");
    EXPECT_EQ(found->file_class, "container");
    EXPECT_FALSE(found->sealed);
    std::vector<std::int64_t> ids;
    for_each_original(c(), [&](const OriginalRow& row) { ids.push_back(row.id); });
    EXPECT_EQ(ids, (std::vector<std::int64_t>{original, id}));
    EXPECT_THROW(add_original(c(), digest, 17, accession, "c.zip", ""), Error);
}

TEST_P(Records, a_receipt_is_kept_under_the_bytes_of_its_path) {
    const std::string path = "/home/x/na\xEFve\xFF.txt";
    EXPECT_FALSE(find_receipt(c(), path));
    save_receipt(c(), path, {original, 5, -7, ~std::uint64_t{0}}, accession);
    const auto found = find_receipt(c(), path);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->original, original);
    EXPECT_EQ(found->size, 5U);
    EXPECT_EQ(found->mtime_ns, -7);
    EXPECT_EQ(found->inode, ~std::uint64_t{0});
    save_receipt(c(), path, {original, 6, 8, 9}, accession);
    EXPECT_EQ(find_receipt(c(), path)->size, 6U);
}

TEST_P(Records, findings_are_listed_with_what_they_concern) {
    add_finding(c(), {"zip-bomb", "grows 10,000 times", {}}, accession, original, "in.zip", {});
    add_finding(c(), {"unreadable", "permission denied", {}}, accession, 0, "/pile/x", {});
    const WorkId id = saved(prepared(full_record(), {"a"}, "in/a.txt"));
    const auto of_work = list_findings(c(), id, 10);
    ASSERT_EQ(of_work.size(), 1U);
    EXPECT_EQ(of_work[0].kind, "date-doubt");
    EXPECT_EQ(of_work[0].where, (Span{30, 34}));
    EXPECT_EQ(of_work[0].work, id);
    EXPECT_EQ(of_work[0].path, "in/a.txt");
    EXPECT_EQ(of_work[0].original_name, "letter.txt");
    const auto all = list_findings(c(), std::nullopt, 2);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].kind, "date-doubt") << "newest first";
    EXPECT_EQ(all[1].path, "/pile/x");
    EXPECT_EQ(all[1].original_name, "");
    EXPECT_FALSE(all[1].work);
}

TEST_P(Records, a_number_that_went_is_not_given_again) {
    const auto add = [&] {
        add_finding(c(), {"zip-bomb", "grows", {}}, accession, original, "in.zip", {});
        return list_findings(c(), std::nullopt, 1).at(0).id;
    };
    const std::int64_t first = add();
    c().query("delete from finding").run();
    EXPECT_GT(add(), first);
}

TEST_P(Records, edits_are_claims_of_a_person_that_win_over_every_reading) {
    const auto reading = prepared(full_record(), {"a"}, "a");
    const WorkId id = saved(reading);
    const auto version = list_versions(c(), id).at(0).id;
    WriteTransaction transaction(c());
    add_edit(c(), id, "title", "Second Thoughts", "Wren", kNow);
    add_edit(c(), id, "fandoms", "Harbour Lights", "Wren", kNow);
    const auto last = add_edit(c(), id, "title", "Third Thoughts", "Wren", kNow);
    replace_reading(c(), version, reading);
    EXPECT_EQ(load_record(c(), id)->title, "Third Thoughts");
    EXPECT_EQ(load_record(c(), id)->fandoms, std::vector<std::string>{"Harbour Lights"});
    EXPECT_EQ(load_record(c(), id)->creators.size(), 2U);
    const auto claims = load_claims(c(), id);
    ASSERT_EQ(claims.size(), 5U);
    EXPECT_EQ(claims[2].source, "person");
    EXPECT_EQ(claims[4].field, "title");
    EXPECT_EQ(claims[4].value, "Third Thoughts");

    EXPECT_TRUE(undo_edit(c(), last, kNow));
    EXPECT_FALSE(undo_edit(c(), last, kNow)) << "undone already";
    EXPECT_FALSE(undo_edit(c(), 999, kNow));
    replace_reading(c(), version, reading);
    EXPECT_EQ(load_record(c(), id)->title, "Second Thoughts");
    EXPECT_EQ(load_claims(c(), id).size(), 4U);
    EXPECT_EQ(list_edits(c(), id).at(2).undone_at, kNow);
    EXPECT_EQ(list_edits(c(), id).at(1).made_by, "Wren");
}

TEST_P(Records, an_edit_survives_a_newer_version) {
    const WorkId id = saved(prepared(full_record(), {"a"}, "a"));
    WriteTransaction transaction(c());
    add_edit(c(), id, "title", "Mine", "Wren", kNow);
    WorkRecord newer = full_record();
    newer.title = "Newer";
    newer.language = "fr";
    save_version(c(), id, prepared(newer, {"b"}, "b"), original, kNow, true);
    EXPECT_EQ(load_record(c(), id)->title, "Mine");
    EXPECT_EQ(load_record(c(), id)->language, "fr");
}

TEST_P(Records, the_archive_is_counted) {
    saved(prepared(full_record(), {"a"}));
    const ArchiveCounts n = count_archive(c());
    EXPECT_EQ(n.works, 1);
    EXPECT_EQ(n.versions, 1);
    EXPECT_EQ(n.originals, 1);
    EXPECT_EQ(n.creators, 2);
    EXPECT_EQ(n.tags, 13);
    EXPECT_EQ(n.findings, 1);
    EXPECT_EQ(n.words, 1234);
}

}  // namespace
}  // namespace solander
