// SPDX-License-Identifier: GPL-3.0-or-later
// Works, versions and chapters as rows: saving and loading, the same statements on every engine.
// Writing calls must be inside a WriteTransaction; they add the row to the change log themselves.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/db.h"
#include "catalogue/records.h"
#include "work/likeness.h"
#include "work/posting.h"
#include "work/story.h"

namespace solander {

/// A story made ready by a worker thread: all that costs CPU is done before the writer gets it.
struct PreparedStory {
    Story story;
    Likeness likeness;
    std::vector<std::string> bodies;  ///< compress(to_stored(chapter)), one a chapter
    std::vector<std::uint64_t> chapter_words;
    std::string name, path, encoding;  ///< of the part
    std::uint64_t bytes = 0;           ///< of the part
    int ordinal = 0;                   ///< which story of the part, from 0
    int reading = 0;                   ///< kReadingVersion
    Postings postings;                 ///< which parts of its story it is
};

/// A new work with its first version. Returns its id; story.record.id is not looked at. Here and
/// below, story.findings are saved with the version; findings of a whole part are the caller's
/// (add_finding).
WorkId save_work(Connection&, const PreparedStory&, std::int64_t original, std::string_view now);
/// One more version of a work that exists; `make_current` replaces what is read and catalogued
/// (edits applied again on top; where an edit concerns the permission, the caller sets the
/// visibility anew with save_record). Returns the version's id.
std::int64_t save_version(Connection&, WorkId, const PreparedStory&, std::int64_t original,
                          std::string_view now, bool make_current);
/// Replaces a version's reading in place (reread): same version row, new chapters, claims and work
/// columns.
void replace_reading(Connection&, std::int64_t version, const PreparedStory&);
/// The same without the work's own columns: what is known of it stays. Returns the work.
WorkId replace_version(Connection&, std::int64_t version, const PreparedStory&);
/// Those versions were read with these rules, which see the same in them.
void mark_read(Connection&, const std::vector<std::int64_t>& versions, int reading);
/// The oldest rules by which any original was looked through for stories; 0: nobody knows.
int rules_of_all(Connection&);
void set_rules_of_all(Connection&, int reading);
/// The digest of the archive's own words that all texts were read with; empty: none of its own.
std::string own_words_of_all(Connection&);
void set_own_words_of_all(Connection&, std::string_view digest);
/// There is no text yet.
bool nothing_read(Connection&);
/// As if all had been read by the oldest rules: it waits for a reread.
void forget_readings(Connection&);
/// A version that is there becomes the one that is read; with `record`, edits again on top.
void make_current(Connection&, WorkId, std::int64_t version);
void make_current(Connection&, WorkId, std::int64_t version, const WorkRecord& record);
/// Writes the record's columns, tags, creators, series, extra of a work that exists, and a change
/// row.
void save_record(Connection&, const WorkRecord&);

/// All rows of a work but its ledger; followers see it go. False: no such work.
bool delete_work(Connection&, WorkId);

/// Works whose version has the same words (likeness.exact), oldest first.
std::vector<WorkId> works_with_exact(Connection&, std::uint64_t exact);

std::optional<WorkRecord> load_record(Connection&, WorkId);
/// Only what consent asks of a work.
struct WorkGate {
    Visibility visibility;
    Rating rating;  ///< gate_rating()
};
WorkGate gate_of(const WorkRecord&);
std::optional<WorkGate> load_gate(Connection&, WorkId);
/// Many at once, in the order of `ids`; missing ones left out. For lists: no originals, no extra.
std::vector<WorkRecord> load_blurbs(Connection&, const std::vector<WorkId>& ids);

struct ChapterInfo {
    int number;  ///< from 1
    std::string title;
    std::uint64_t words;
};
std::vector<ChapterInfo> list_chapters(Connection&, WorkId);
std::optional<Chapter> load_chapter(Connection&, WorkId, int number);
/// With the list of its chapters, on the same way to the server.
std::optional<WorkRecord> load_record(Connection&, WorkId, std::vector<ChapterInfo>& chapters);
/// The chapter, when `passes` says so of its work; both on one way to the server.
std::optional<Chapter> load_chapter(Connection&, WorkId, int number,
                                    const std::function<bool(const WorkGate&)>& passes);
/// All that a page of one chapter shows; one statement. `chapter` only when the work passes.
struct ChapterPage {
    /// What stands above a text: title, creators, rating, visibility, language, part, whether it is
    /// complete, and conditions of its author. No more.
    WorkRecord record;
    std::vector<ChapterInfo> chapters;
    std::optional<Chapter> chapter;
};
std::optional<ChapterPage> load_chapter_page(Connection&, WorkId, int number,
                                             const std::function<bool(const WorkGate&)>& passes);
std::vector<Chapter> load_chapters(Connection&, WorkId);  ///< of the current version
/// Story text of the current version as plain text, as indexed (plain_text of all chapters).
std::string load_plain_text(Connection&, WorkId);

std::vector<Claim> load_claims(Connection&, WorkId);  ///< of the current version, then the edits
/// All that the page of a work shows; answered in one way to the server.
struct WorkSheet {
    WorkRecord record;
    std::vector<ChapterInfo> chapters;
    std::vector<Claim> claims;
    std::vector<FindingRow> findings;
};
std::optional<WorkSheet> load_sheet(Connection&, WorkId, int most_findings);

struct VersionInfo {
    std::int64_t id;
    OriginalRef original;
    std::string added_at, file_class;
    int reading;
    bool current;
    WorkId work;  ///< whose it is: another one's that was joined to this
};
std::vector<VersionInfo> list_versions(Connection&, WorkId);

/// (work, seq) pairs after `seq`, oldest first, at most `limit`.
struct Change {
    std::int64_t seq;
    WorkId work;
    bool gone;
};
std::vector<Change> changes_after(Connection&, std::int64_t seq, int limit);
std::int64_t last_change(Connection&);

}  // namespace solander
