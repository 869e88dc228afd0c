// SPDX-License-Identifier: GPL-3.0-or-later
// The application: one object over one archive folder. The CLI and the pages call only this.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "archive/letters.h"
#include "archive/name_views.h"
#include "archive/permit.h"
#include "archive/takedown.h"
#include "archive/wrangling.h"
#include "base/error.h"
#include "base/mapped_file.h"
#include "base/progress.h"
#include "base/settings.h"
#include "catalogue/ledger.h"
#include "catalogue/permissions.h"
#include "catalogue/readers.h"
#include "catalogue/reading_diff.h"
#include "catalogue/records.h"
#include "catalogue/statistics.h"
#include "catalogue/stories.h"
#include "catalogue/twins.h"
#include "catalogue/wrangling.h"
#include "consent/policy.h"
#include "export/export.h"
#include "search/search.h"
#include "work/story.h"
#include "work/word_diff.h"

namespace solander {

struct AddOptions {
    bool dry_run = false;
    unsigned jobs = 0;  ///< reading threads; 0 = as many as cores
    std::string given_by;
    /// Asked charset; empty = decide. Kept as a correction of each work, so that it is used again
    /// whenever the original is read again.
    std::string encoding;
};
struct AddResult {
    std::int64_t accession = 0;  ///< 0 for a dry run, or when nothing new came
    AddCounts counts;
    double seconds = 0;
    bool cancelled = false;
    std::vector<std::string> problems;  ///< first 50: "path: what" of unreadable files
    /// Links to folders met on the way: not followed, since they may lead round and round.
    std::vector<std::filesystem::path> linked_folders;
    /// Archives met on the way, this one too: passed over.
    std::vector<std::filesystem::path> archives;
};

/// An original as it was received; it need not fit into memory.
struct OriginalFile {
    MappedFile file;
    std::string sha256;
};
/// An original that is not as it was received.
struct DamagedOriginal {
    std::string sha256, name;            ///< its file's name
    std::vector<WorkId> works;           ///< that are read from it
    std::vector<std::string> came_from;  ///< paths it was received under: a copy may be there still
};

struct CheckResult {
    std::uint64_t originals = 0;
    std::vector<DamagedOriginal> missing, altered;
    std::vector<std::string> stray;        ///< paths
    std::string catalogue, words, ledger;  ///< "ok", or what is wrong
    std::vector<std::string> left_behind;  ///< of what was taken down, in words
    LedgerEnd ledger_end;
    /// Containers that an interrupted add has read to a part only; adding them again goes on.
    std::vector<std::filesystem::path> unfinished;
    bool ok() const;
};

struct MovedOriginals {
    std::uint64_t carried = 0;
    std::uint64_t left = 0;  ///< missing or altered: they stay as they are
};

/// What reading again makes, or would make, of a work.
struct WorkChange {
    enum class What : std::uint8_t {
        changes,
        appears,   ///< a story where nobody saw one before
        vanishes,  ///< no story there any more; what was known of it stays
    };
    What what;
    WorkId work;  ///< 0 of one that appears
    std::string title;
    std::string file;  ///< of one that appears or vanishes
    std::vector<FieldChange> fields;
};
struct RereadOptions {
    bool all = false;      ///< also what was read by today's rules already
    bool dry_run = false;  ///< nothing is written
    /// No work is changed when more than so many would be.
    std::optional<std::uint64_t> at_most = {};
    std::function<void(const WorkChange&)> told = {};
    /// Only this one (its row), whatever was read before, and no matter how much changes.
    std::optional<std::int64_t> original = {};
};
struct RereadResult {
    std::uint64_t read = 0, changed = 0, appeared = 0;
    std::uint64_t no_story = 0;  ///< today's rules see none there; what was known stays
    bool waits = false;          ///< more than `at_most`: nothing was changed
    std::map<std::string, std::uint64_t> fields;  ///< in how many works each differs
    std::vector<std::string> problems;  ///< first 50: those, and originals that cannot be read
};

/// A work and all a page needs to show it.
struct WorkView {
    WorkRecord record;
    std::vector<ChapterInfo> chapters;
    std::optional<Chapter> chapter;    ///< the one asked for, when it may be read
    std::vector<Claim> claims;         ///< of sheet() alone
    std::vector<FindingRow> findings;  ///< of sheet() alone, for its keeper
    std::vector<TagMeaning> meanings;  ///< of sheet() alone: its tags that mean others
    std::string missing_parts{};       ///< of sheet() alone: "part 2 of 3 is not here"
};

/// Two works that may be one story, and what speaks for it.
struct TwinPair {
    WorkRecord work, other;  ///< as in lists; `other` came later
    TwinKind kind;
    Overlap shared;
    bool apart = false;  ///< a person said that they are two
};
struct TwinList {
    std::vector<TwinPair> pairs;
    std::size_t all = 0;  ///< with those that were not asked for
};
struct TwinsLook {
    std::uint64_t works = 0, compared = 0;  ///< compared: pairs whose texts were opened this time
    std::uint64_t pairs = 0;                ///< found
};
/// What a person said of two works.
struct TwinWord {
    WorkId work, other;
    std::string title, other_title;  ///< empty: it is gone
    bool joined = false;             ///< `other` is a version of `work`; else they are two
    bool piece = false;              ///< `other` was split off `work`, and put back
    std::string made_by, made_at, undone_at;
};
std::string in_words(const TwinWord&);  ///< "“The Ford” (40) is a version of “The Weir” (12)"
struct TwinComparison {
    Overlap shared;
    std::optional<TwinKind> kind;  ///< none: two stories
    std::string text, other;       ///< plain
    std::vector<DiffRun> runs;
};

/// What `explain` says of a file: every story in every part of it.
struct Explained {
    std::string file, path;  ///< path: inside a container
    Story story;
    std::string class_name;                    ///< archive/not_stories.h
    std::string encoding, encoding_why, text;  ///< of the part; text for the gutter view
    OffsetMap to_bytes;                        ///< text -> bytes of the part
    /// The byte of the part at which a line of `text` begins, from 1; nothing when there is none.
    std::optional<std::uint64_t> byte_of_line(std::uint64_t line) const;
    bool html = false;
    std::vector<Finding> findings;  ///< part's and story's
};

class Archive {
  public:
    struct Inside;  ///< archive/inside.h; for this folder's own files

    /// Makes the folder: solander.toml, catalogue.db, originals/, words/. Fails when there is
    /// anything else in it. With `database` (postgresql://...) the catalogue is made there, and the
    /// settings name it.
    static void init(const std::filesystem::path& folder, const std::string& database = {});
    static bool is_archive(const std::filesystem::path& folder);
    /// Throws Error{not_found} with a hint when it is none, Error{conflict} when it is newer.
    explicit Archive(const std::filesystem::path& folder);
    /// As above, but while its database is away waits for it, up to database.wait; `waiting` is
    /// told why, once.
    Archive(const std::filesystem::path& folder, const std::function<void(const Error&)>& waiting);
    ~Archive();

    const std::filesystem::path& folder() const;
    const Settings& settings() const;
    /// Known to every server of the archive and to nobody else: what browsers keep for us is signed
    /// with it. Made when it is first asked for.
    std::string secret();
    ArchiveCounts counts() const;
    /// Why the catalogue cannot be asked just now, as far as whoever follows it knows; cheap.
    std::optional<Error> away() const;

    // --- receiving (archive/import) ---
    AddResult add(const std::vector<std::filesystem::path>& paths, const AddOptions&, Progress&);

    // --- reading; every call asks consent/policy for `viewer`; a work not allowed is as if not
    // there ---
    SearchPage find(Viewer, SearchRequest) const;
    std::optional<WorkRecord> work(Viewer, WorkId) const;
    std::optional<WorkView> view(Viewer, WorkId) const;
    /// The same with its claims and at most 50 of its findings, in one way to the database.
    std::optional<WorkView> sheet(Viewer, WorkId) const;
    /// The same with one chapter of it and what stands above that: title, creators, rating,
    /// language, part, whether it is complete; no more. One statement.
    std::optional<WorkView> view(Viewer, WorkId, int number) const;
    std::vector<WorkRecord> blurbs(Viewer, const std::vector<WorkId>&) const;
    std::optional<Chapter> chapter(Viewer, WorkId, int number) const;
    std::vector<Chapter> chapters(Viewer, WorkId) const;
    std::vector<Claim> claims(Viewer, WorkId) const;
    std::vector<VersionInfo> versions(Viewer, WorkId) const;
    std::vector<Edit> edits(Viewer, WorkId) const;
    std::vector<LedgerEvent> ledger(Viewer, WorkId) const;
    std::vector<FindingRow> findings(Viewer, std::optional<WorkId>, int limit) const;
    std::vector<FindingKind> finding_kinds(Viewer) const;
    std::vector<FindingRow> findings_of_kind(Viewer, std::string_view kind, int limit) const;
    /// Settled or not.
    std::optional<FindingRow> finding(Viewer, std::int64_t id) const;
    /// The last settled first.
    std::vector<FindingRow> settled_findings(Viewer, int limit) const;
    /// An open one of the same kind: the next, round by round.
    std::optional<std::int64_t> next_finding(Viewer, const FindingRow& after) const;
    /// A person dealt with it, or (`settled` false) did not after all. Returns it as it is now.
    Result<FindingRow> settle(std::int64_t finding, bool settled);
    /// What `explain` would say of the work's kept original, today; for its keeper. Nothing when
    /// the original holds no story there any more.
    std::optional<Explained> reading(Viewer, WorkId) const;
    /// Everything kept in which there is no story, in the order it came.
    std::vector<NotStoryRow> not_stories(Viewer, int limit) const;
    /// That of the current version (the whole original, also when the story is a member of it).
    std::optional<OriginalFile> original(Viewer, WorkId) const;
    std::optional<std::string> exported(Viewer, WorkId, ExportFormat) const;
    std::optional<std::string> exported(Viewer, const std::vector<WorkId>&, ExportFormat,
                                        std::string_view title) const;
    /// kind and name of a tag.
    std::optional<std::pair<std::string, std::string>> tag_name(Viewer, std::int64_t id) const;
    std::vector<FacetValue> suggest(Viewer, std::string_view field, std::string_view text,
                                    std::uint32_t limit) const;
    std::vector<Accession> accessions() const;
    /// Works that `viewer` may know of, counted by year, fandom, rating ...; of each at most
    /// `most` rows, 0: all.
    std::vector<StatisticsTable> statistics(Viewer, std::size_t most) const;

    // --- the whole ---
    /// Every row but what can be made again, one JSON object a line (catalogue/dump.h).
    void dump(const std::function<void(std::string_view line)>&) const;
    /// The catalogue goes to `to`: postgresql://..., or "sqlite", a file of the folder. All or
    /// nothing; others cannot write meanwhile. Afterwards this object is of no more use: open the
    /// archive anew. Returns how many rows went.
    std::uint64_t move_to(const std::string& to, Progress&);

    /// Originals go into the database, or into the folder, and new ones after them. Files are left
    /// where they are; pieces go when their files are safe. Others may go on meanwhile; it can be
    /// stopped and begun again. As move_to(), the last act of this object.
    MovedOriginals move_originals(bool to_database, Progress&);

    // --- a person's word ---
    /// Field names of the work object; lists separated by "; ". Returns the new record.
    /// All fields or none. `encoding` has the original read again, in that charset from then on
    /// (empty: decide). `settles`: a finding about the work that is dealt with by it; all of it
    /// happens or nothing.
    Result<WorkRecord> edit(WorkId, const std::vector<std::pair<std::string, std::string>>& fields,
                            std::string_view by, std::optional<std::int64_t> settles = {});
    /// The original is read again; Error{conflict}, and nothing changed, when it holds no story
    /// there any more.
    Result<WorkRecord> undo_edit(WorkId, std::int64_t edit);

    // --- one file that holds several works (archive/cut) ---
    /// Splits the work before the line that this byte of its part is in: what stands above stays
    /// this work, what follows is one of its own, whose number is returned. Error{usage} where
    /// nothing can be split, Error{conflict} when there is no story on both sides; nothing changed
    /// then.
    Result<WorkId> split(WorkId, std::uint64_t at, std::string_view by);
    /// The work is a part of the one it was split from again, and shown there; returns that one.
    Result<WorkId> undo_split(WorkId, std::string_view by);
    /// Whether it came from a split.
    bool is_split_off(Viewer, WorkId) const;
    /// Whether it did, and is part of the other again.
    bool was_put_back(Viewer, WorkId) const;

    // --- twins: for the keeper alone (archive/twins) ---
    /// Compares what may be alike. Texts that were compared before are not opened again. Joins
    /// nothing.
    TwinsLook look_for_twins(Progress&);
    /// As the last look found them; those that a person parted only when `apart`.
    /// The first `most` of them; 0: all.
    TwinList twins(Viewer, std::optional<WorkId>, bool apart, std::size_t most = 0) const;
    std::size_t count_twins(Viewer) const;  ///< that nobody parted
    std::optional<TwinComparison> compare(Viewer, WorkId, WorkId) const;
    /// `other` becomes a version of `work`: shown there alone, and who may see `work` follows the
    /// stricter of both.
    Result<void> join(WorkId work, WorkId other, std::string_view by);
    /// They are two works, and not named as twins any more.
    Result<void> keep_apart(WorkId work, WorkId other, std::string_view by);
    /// What was said, also what was undone, the last first: all of one work, or `most` of all.
    std::vector<TwinWord> twin_words(Viewer, std::optional<WorkId>, int most = 1000) const;
    /// As if neither had been said of the two.
    Result<void> undo_twins(WorkId work, WorkId other);
    /// The work in which this one is met now; nothing when it is no version of one that `viewer`
    /// may see.
    std::optional<WorkId> joined_into(Viewer, WorkId) const;

    // --- permission: for the keeper alone (archive/permit) ---
    /// What happened goes into the ledger, and what follows into the catalogue, in one transaction.
    /// Returns what became more or less visible. `when` empty: now.
    /// Whether somebody's word on all of hers, or a private link of hers, would reach other works
    /// when these people's names are joined, parted or renamed, or that act is taken back.
    bool speak_in_ledger(const std::vector<std::int64_t>& people,
                         std::optional<std::int64_t> act = {}) const;
    Result<std::vector<VisibilityChange>> record_permission(const PermitSubject&, LedgerEvent);
    std::vector<PermitRow> permissions(Viewer, const PermitFilter&) const;
    /// `at` empty, or a day or time in UTC: what stood at its end.
    std::optional<PermitHistory> permit_history(Viewer, WorkId, std::string_view at) const;
    /// The settings of consent are in force from now on, also where they show more than before
    /// (archive/policy_in_force.h). `dry_run`: what that would change.
    std::vector<VisibilityChange> apply_consent(bool dry_run);
    /// False: they are stricter than what is in force, and the archive cannot be written.
    bool consent_in_force() const;

    /// Letters to those whose works wait for their leave; nothing is sent or noted.
    Result<LettersPlan> letters(const LetterWish&) const;
    /// Their links lead somewhere from now on; to be called before they go out.
    Result<void> link_letters(const std::vector<Letter>&, std::string_view by);
    /// They did not go out after all.
    Result<void> unlink_letters(const std::vector<Letter>&);
    /// They were written: the ledger says whom was asked, or reminded.
    Result<void> letters_written(const std::vector<Letter>&, bool reminders, std::string_view by);

    // --- taking down: for the keeper alone (archive/takedown) ---
    /// At once and for good. `dry_run`: what would go.
    Result<TakenDown> take_down(const Takedown&, bool dry_run);
    /// While what it took is sealed: everything is as it was, and may come in again. Returns the
    /// works that are back.
    Result<std::vector<WorkId>> undo_takedown(const TakedownUndo&);
    /// The original of a work that was taken down, while its key is there.
    Result<std::string> open_sealed(WorkId) const;
    /// Nobody can open it any more.
    Result<void> destroy_sealed(WorkId);

    // --- tags: what they mean, by a person's word; for the keeper alone (archive/tags) ---
    /// "12", "#12", "fandom:BtVS" (id 0 when nobody has written it yet), or a name that is one
    /// tag's alone.
    Result<TagName> tag_named(std::string_view text) const;
    /// What would change, and what must not be.
    Result<TagsPreview> preview_tags(const std::vector<TagWord>&) const;
    /// All of it or nothing. One batch, undone as a whole.
    Result<TagsDone> wrangle_tags(const std::vector<TagWord>&, std::string_view by);
    Result<TagsPreview> preview_undo_tags(std::int64_t batch) const;
    /// What held before holds again; refused when what was said later stands on it.
    Result<TagsDone> undo_tags(std::int64_t batch);
    /// Every tag as a row of the table that Open Doors' wranglers fill in (docs/formats.md).
    std::string export_tags() const;
    /// What such a table would change; with `by`, it does, when there is no fault in it.
    TagsImport import_tags(std::string_view csv, std::optional<std::string_view> by = {});
    std::optional<TagSheet> tag_sheet(Viewer, std::int64_t id) const;
    std::vector<TagHistory> tag_history(std::int64_t id) const;
    /// The newest first, each with at most so many of its words.
    std::vector<TagBatch> tag_batches(std::int64_t limit, std::int64_t words) const;
    std::optional<TagBatch> tag_batch(std::int64_t batch, std::int64_t words) const;
    std::vector<TagTotals> tag_totals() const;
    /// Most used first, with what may be said of each.
    UnsettledTags unsettled_tags(std::optional<TagKind>, std::size_t from, std::size_t most) const;
    std::vector<TagProposal> tag_proposals(const TagName&) const;
    /// Nothing when no work that `viewer` may know of is filed there.
    std::optional<TagView> tag_view(Viewer, std::int64_t id) const;
    /// Those of the work's tags that are synonyms, by what they mean.
    std::vector<TagMeaning> tag_meanings(Viewer, WorkId) const;

    // --- people and series (archive/name_views.h) ---
    /// All works under all names that were joined; nothing for a name that the viewer may not know
    /// of, or that names nobody.
    std::optional<Person> person(Viewer, std::int64_t id) const;
    /// In order, with its gaps.
    std::optional<SeriesSheet> series(Viewer, std::int64_t id) const;
    /// All of them; without what is part of what.
    std::vector<SeriesSheet> all_series(Viewer) const;
    /// In each series of the work.
    std::vector<SeriesNeighbours> neighbours(Viewer, WorkId) const;
    /// All people, or all series, by name.
    std::vector<CountedName> names(Viewer, NameList) const;
    std::optional<std::int64_t> name_called(NameList, std::string_view name) const;
    /// Pen names that may be one person: for the keeper alone. Joins nothing.
    std::vector<NamePair> suggested_people(Viewer) const;
    /// `other` is one with `id` and shown under its name; works keep the names that stand on them.
    /// Each act returns its number, by which it can be taken back.
    Result<std::int64_t> join_names(NameList, std::int64_t id, std::int64_t other,
                                    std::string_view by);
    /// They are two, and not suggested any more.
    Result<std::int64_t> part_names(NameList, std::int64_t id, std::int64_t other,
                                    std::string_view by);
    /// The same of one pen name that works bear in two spellings, other capitals say: from now on
    /// they are two names.
    Result<std::int64_t> part_spellings(std::int64_t id, std::string_view spelling,
                                        std::string_view other, std::string_view by);
    Result<std::int64_t> rename(NameList, std::int64_t id, std::string_view name,
                                std::string_view by);
    /// The last act that stands, or that one.
    Result<NameAct> undo_names(NameList, std::optional<std::int64_t> batch);
    std::vector<NameAct> name_acts(NameList) const;  ///< the newest first
    /// A correction of the work's `series`; position empty: without one.
    Result<WorkRecord> move_in_series(WorkId, std::optional<std::int64_t> series,
                                      std::optional<double> position, std::string_view by);

    // --- keeping ---
    /// Reads the kept originals with today's rules. Nothing is written of a work that is understood
    /// as before but the number of the rules. In small steps: adding and correcting go on beside
    /// it, and it goes on where it was stopped.
    RereadResult reread(Progress&, const RereadOptions&);
    CheckResult check(Progress&, bool read_originals = true);
    /// Words and filters follow the catalogue to its end: before serving.
    void catch_up();
    /// Notices changes, of other processes too, and calls on_change; looks at most four times a
    /// second. False: what was kept in memory may be old, and to know that would take a way to a
    /// database elsewhere.
    bool look_for_changes();
    /// For who serves: nobody moves the catalogue away meanwhile. Where it is a database that
    /// others write to as well, a thread follows it from now on, woken by their commits, and
    /// readers go to its replicas; where it is a file they bring the words themselves.
    void follow();
    /// Commits of this process, where others must be shown them (0 for a file); and how far who
    /// made the last must see, wherever she reads next.
    std::uint64_t commits() const;
    Position newest();
    /// What is read here from now on shows everything before `position`, caches too. Cheap when it
    /// does already. One that does not exist (yet) is as good as newest().
    void at_least(Position position);
    bool shows(Position position) const;
    std::vector<ReplicaState> replicas() const;
    /// Changes that words and filters here have not followed yet; cheap.
    std::uint64_t behind() const;
    /// Called (on any thread) when the catalogue has moved on since the last look: caches let go.
    void on_change(std::function<void()>);

  private:
    void count_works(std::vector<TagChange>&) const;
    std::vector<std::vector<TagProposal>> propose(const std::vector<std::int64_t>& tags) const;

    friend class Accounts;        // archive/accounts.h
    friend class ApiTokens;       // archive/api_tokens.h
    friend class ReadingHistory;  // archive/reading_history.h
    friend class Accounts;        // archive/accounts.h
    friend class AuthorClaims;    // archive/author_claims.h
    std::unique_ptr<Inside> inside_;
};

}  // namespace solander
