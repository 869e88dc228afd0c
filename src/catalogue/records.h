// SPDX-License-Identifier: GPL-3.0-or-later
// Rows about the archive's keeping: accessions, originals, receipts, findings, edits.
#pragma once
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/finding.h"
#include "catalogue/db.h"
#include "consent/policy.h"
#include "work/story.h"

namespace solander {

using DigestBytes = std::array<unsigned char, 32>;

struct AddCounts {
    std::uint64_t files = 0, stories_added = 0, versions_added = 0, already_held = 0,
                  not_stories = 0, unreadable = 0, findings = 0, bytes = 0;
    bool operator==(const AddCounts&) const = default;
};
struct Accession {
    std::int64_t id;
    std::string started_at, finished_at, given_by;  ///< finished_at empty: interrupted or running
    AddCounts counts;
};
std::int64_t begin_accession(Connection&, std::string_view given_by, std::string_view now);
void save_accession(Connection&, std::int64_t id, const AddCounts&, std::string_view finished_at);
std::vector<Accession> list_accessions(Connection&);
std::optional<Accession> find_accession(Connection&, std::int64_t id);

struct OriginalRow {
    std::int64_t id;
    DigestBytes digest;
    std::uint64_t size;
    std::string name, file_class;
    bool sealed;
};
std::optional<OriginalRow> find_original(Connection&, const DigestBytes&);
std::int64_t add_original(Connection&, const DigestBytes&, std::uint64_t size,
                          std::int64_t accession, std::string_view name,
                          std::string_view file_class);
void set_original_class(Connection&, std::int64_t original, std::string_view file_class);
/// Calls back for every original, by id.
void for_each_original(Connection&, const std::function<void(const OriginalRow&)>&);

/// What the file system said of a source path when it was received.
struct Receipt {
    std::int64_t original;
    std::uint64_t size;
    std::int64_t mtime_ns;
    std::uint64_t inode;
};
std::optional<Receipt> find_receipt(Connection&, std::string_view path_bytes);
void save_receipt(Connection&, std::string_view path_bytes, const Receipt&, std::int64_t accession);

void add_finding(Connection&, const Finding&, std::int64_t accession, std::int64_t original,
                 std::string_view path, std::optional<std::int64_t> version);
struct FindingRow {
    std::int64_t id;
    std::string kind, text, path, original_name;
    Span where;
    std::optional<WorkId> work;
    std::string settled{};  ///< when; empty: it is open
};
/// Without those of add_not_story().
std::vector<FindingRow> list_findings(Connection&, std::optional<WorkId> work, int limit);
/// Of one kind, the oldest first.
std::vector<FindingRow> list_findings_of_kind(Connection&, std::string_view kind, int limit);
/// Settled or not.
std::optional<FindingRow> find_finding(Connection&, std::int64_t finding);
/// The last that was settled first.
std::vector<FindingRow> list_settled_findings(Connection&, int limit);
/// An open one of that kind, the next behind `after`; behind the last the first.
std::optional<std::int64_t> next_finding(Connection&, std::string_view kind, std::int64_t after);
struct FindingKind {
    std::string kind;
    std::uint64_t findings;
};
/// Kinds of what nobody has settled, the most frequent first.
std::vector<FindingKind> list_finding_kinds(Connection&);
/// A person dealt with it: it is not listed any more, also when the file is read again. False: no
/// such finding, or it is settled.
bool settle_finding(Connection&, std::int64_t finding, std::string_view now);
bool reopen_finding(Connection&, std::int64_t finding);
/// The same in two steps, so that other questions go to the server with it (Query::ahead).
Query ask_findings(Connection&, WorkId, int limit);
std::vector<FindingRow> findings_from(Query&);

/// A part in which there is no story: nothing that a person should look at, but can be asked for.
void add_not_story(Connection&, std::string_view class_name, std::int64_t accession,
                   std::int64_t original, std::string_view path);
struct NotStoryRow {
    std::string original_name, path, class_name, sha256;
};
/// In the order they came; originals without a work too of which no part was noted.
std::vector<NotStoryRow> list_not_stories(Connection&, int limit);

struct Edit {
    std::int64_t id;
    std::string field, value, made_by, made_at, undone_at;
};
/// `field` and `value` as apply_edit (work/edit.h) took them.
std::int64_t add_edit(Connection&, WorkId, std::string_view field, std::string_view value,
                      std::string_view by, std::string_view now);
bool undo_edit(Connection&, std::int64_t edit,
               std::string_view now);  ///< false: no such edit, or undone already
std::vector<Edit> list_edits(Connection&, WorkId);
Query ask_edits(Connection&, WorkId);
std::vector<Edit> edits_from(Query&);

struct ArchiveCounts {
    std::int64_t works, versions, originals, creators, tags, findings, words;
};
ArchiveCounts count_archive(Connection&);

}  // namespace solander
