// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/add_writer.h"

#include <fmt/format.h>

#include "archive/clock.h"
#include "archive/journal.h"
#include "archive/kept_stories.h"
#include "archive/rebuild.h"
#include "archive/standing.h"
#include "base/address.h"
#include "base/log.h"
#include "consent/policy.h"
#include "vocabulary/tag.h"

namespace solander {
namespace {

constexpr std::size_t kFilesAtOnce = 256;
constexpr std::int64_t kRefused = -1;  ///< in place of a version's number
constexpr std::uint64_t kBytesAtOnce = std::uint64_t{24} << 20;

constexpr std::string_view kHasVersion =
    "select id from version where original = $1 and path = $2 and ordinal = $3";
/// One row always: that version, and the first work that is read from a version with the same
/// words.
constexpr std::string_view kHasVersionOrTwin =
    "select (select id from version where original = $1 and path = $2 and ordinal = $3),"
    " (select min(w.id) from version v join work w on w.id = v.work where v.exact = $4"
    " and w.current = v.id)";
/// Of a container whose reading was stopped, and begins again.
constexpr std::string_view kForgetFindings =
    "delete from finding where original = $1 and kind <> 'same-text'";
/// What was said of a place when no story was found there.
constexpr std::string_view kForgetNoStory =
    "delete from finding where original = $1 and path = $2"
    " and (kind = 'no-story' or (path <> '' and version is null))";
constexpr std::string_view kVersionsOf =
    "select v.work, v.exact, v.sketch, w.title from version v join work w on w.id = v.work "
    "where v.original = $1 and w.current = v.id and v.ordinal >= 0";

}  // namespace

AddWriter::AddWriter(Archive::Inside& inside, const AddOptions& options, AddResult& result,
                     std::function<void()> more_to_come)
    : inside_(inside), options_(options), result_(result), more_to_come_(std::move(more_to_come)),
      now_(now_text()), joining_(inside, now_) {
    if (options.dry_run) return;
    loan_.reset(new ConnectionPool::Loan(inside.writers->borrow()));
    connection_ = &**loan_;
    look_at_consent();
}

void AddWriter::look_at_consent() {
    policies_ = policies_in_force(*connection_);
    authors_spoken_of_ = !creators_in_ledger(*connection_).empty();
    tombstones_ = Tombstones(*connection_);
}

bool AddWriter::refuses(const PreparedStory& story, std::int64_t original) const {
    if (connection_ == nullptr) return false;
    if (tombstones_.find(story, original) != nullptr) return true;
    if (!authors_spoken_of_) return false;
    WorkRecord record = story.story.record;
    record.id = 0;
    return joint_standing(record.permission, ledger_about(*connection_, record), policies_)
           == Visibility::removed;
}

/// Nothing but what was taken down: not even its bytes come in.
bool AddWriter::is_refused(const Received& received) const {
    const Prepared& prepared = received.prepared;
    return received.what == Received::What::fresh && prepared.last && !prepared.stories.empty()
           && prepared.no_stories.empty() && prepared.file_class != "container"
           && std::all_of(prepared.stories.begin(), prepared.stories.end(),
                          [&](const PreparedStory& story) { return refuses(story, 0); });
}

/// Made when the first file comes: an add that brings nothing leaves no trace in the store.
ObjectStore::Batch& AddWriter::batch() {
    if (!batch_) batch_ = std::make_unique<ObjectStore::Batch>(inside_.originals.folder());
    return *batch_;
}

void AddWriter::take(Received&& received) {
    if (!received.first && repeated_) return;  // pieces of one file come one after the other
    if (received.first) {
        if (received.what == Received::What::unreadable) {
            ++result_.counts.unreadable;
            ++result_.counts.files;
            if (result_.problems.size() < 50) result_.problems.push_back(received.problem);
            return;
        }
        if (received.what != Received::What::held) {
            ++result_.counts.files;
            result_.counts.bytes += received.file.size;
        }
    }
    if (received.what == Received::What::known_path) {
        ++result_.counts.already_held;
        return;
    }
    if (received.first)
        repeated_ = received.what == Received::What::fresh && seen_.contains(received.digest);
    if (repeated_) received.what = Received::What::known;  // twice in this very pile
    if (received.first && is_refused(received)) {
        ++result_.counts.already_held;
        if (result_.problems.size() < 50)
            result_.problems.push_back(fmt::format(
                "{}: it was taken down, and does not come in again", received.file.path.string()));
        return;
    }
    if (received.first && received.what == Received::What::fresh && received.by_path
        && !options_.dry_run) {
        auto put = batch().put_file(received.file.path);
        if (!put || put->digest != received.digest) {
            repeated_ = true;  // none of its pieces is taken
            ++result_.counts.unreadable;
            result_.problems.push_back(
                put ? fmt::format("{} changed while it was read; add it again",
                                  received.file.path.string())
                    : put.error().message);
            return;
        }
        coming_.push_back(put->digest);
        seen_.emplace(put->digest, 0);
    }
    if (received.what == Received::What::too_big && !options_.dry_run) {
        auto put = batch().put_file(received.file.path);
        if (!put) {
            ++result_.counts.unreadable;
            result_.problems.push_back(put.error().message);
            return;
        }
        received.digest = put->digest;
        if (seen_.contains(put->digest) || find_original(*connection_, put->digest.bytes))
            received.what = Received::What::known;
        else
            coming_.push_back(put->digest);
        seen_.emplace(put->digest, 0);
    } else if (received.what == Received::What::fresh && received.first && !received.by_path) {
        seen_.emplace(received.digest, 0);
        if (!options_.dry_run) {
            batch().put(received.digest, *received.bytes);
            coming_.push_back(received.digest);
        }
    }
    if (received.bytes) waiting_bytes_ += received.bytes->size();
    for (const PreparedStory& story : received.prepared.stories)
        for (const std::string& body : story.bodies) waiting_bytes_ += body.size();
    received.bytes.reset();
    if (options_.dry_run) {
        count(received);
        return;
    }
    waiting_.push_back(std::move(received));
    if (waiting_.size() < kFilesAtOnce && waiting_bytes_ < kBytesAtOnce) return;
    flush("");
    more_to_come_();
}

void AddWriter::count(const Received& received) {
    if (received.what == Received::What::known) {
        ++result_.counts.already_held;
        return;
    }
    result_.counts.stories_added += received.prepared.stories.size();
    result_.counts.not_stories += received.prepared.no_stories.size();
    result_.counts.findings += received.prepared.findings.size();
}

void AddWriter::flush(std::string_view finished_at) {
    // Originals first: the catalogue never names a file that is not safely there. Those that go
    // into the database go with their rows.
    const bool as_files = !inside_.originals.in_database();
    Journal journal(inside_.journal_folder(), as_files ? coming_ : std::vector<Digest>());
    if (batch_ && as_files) batch_->commit();
    save(finished_at);
    journal.done();
    batch_.reset();
    coming_.clear();
    waiting_.clear();
    waiting_bytes_ = 0;
}

/// A database that went away is waited for where the next transaction begins. By then the lost one
/// has ended, since only one at a time has the turn: all of it is there, or nothing.
void AddWriter::save(std::string_view finished_at) {
    constexpr int kAttempts = 5;
    const Counted before{result_.counts, result_.accession};
    std::vector<std::size_t> findings;
    for (const Received& received : waiting_) findings.push_back(received.prepared.findings.size());
    for (int attempt = 1;; ++attempt) {
        bool begun = false;
        try {
            WriteTransaction transaction(*connection_);
            begun = true;
            if (attempt > 1) {
                if (was_saved(before)) return;
                result_.counts = before.counts;
                result_.accession = before.accession;
                for (const Digest& digest : numbered_) seen_[digest] = 0;
                for (std::size_t i = 0; i < waiting_.size(); ++i)
                    waiting_[i].prepared.findings.resize(findings[i]);
            }
            numbered_.clear();
            joining_.forget();
            recoded_.clear();
            stated_.clear();
            to_seal_.clear();
            look_at_consent();
            if (result_.accession == 0)
                result_.accession = begin_accession(*connection_, options_.given_by, now_);
            for (Received& received : waiting_) write(received);
            result_.counts.findings +=
                static_cast<std::uint64_t>(joining_.put_together(*connection_));
            for (const WorkId work : recoded_) (void)read_again(inside_, *connection_, work);
            add_to_ledger(*connection_, stated_, now_);
            save_accession(*connection_, result_.accession, result_.counts, finished_at);
            if (!to_seal_.empty())
                seal_originals(inside_, *connection_, {to_seal_.begin(), to_seal_.end()}, now_,
                               become_of_originals(inside_));
            transaction.commit();
            if (!to_seal_.empty()) remove_sealed_files(inside_, *connection_);
            return;
        } catch (const Error& e) {
            if (e.fault != Fault::away || !begun || attempt == kAttempts) throw;
            log_line(LogLevel::warning, "add", e.message + "; trying again");
        }
    }
}

/// The connection was lost while it was committed, and the answer with it. The row of this act of
/// receiving is nobody else's: it says how far it came.
bool AddWriter::was_saved(const Counted& before) const {
    if (result_.accession == 0 || result_.counts == before.counts) return false;
    const auto saved = find_accession(*connection_, result_.accession);
    return saved && saved->started_at == now_ && saved->counts == result_.counts;
}

void AddWriter::finish() {
    if (options_.dry_run) return;
    if (!waiting_.empty()) return flush(now_text());
    if (result_.accession != 0) save(now_text());
}

std::int64_t AddWriter::write_original(Received& received) {
    std::int64_t& id = seen_[received.digest];
    if (id != 0) return id;
    numbered_.push_back(received.digest);
    if (const auto known = find_original(*connection_, received.digest.bytes)) {
        if (received.what == Received::What::fresh
            && (known->file_class == kUnfinished || received.again))
            connection_->query(kForgetFindings).bind(known->id).run();
        if (known->sealed) sealed_.insert(known->id);
        if (received.what == Received::What::fresh) keep_bytes(known->id, received.digest);
        return id = known->id;
    }
    const std::string_view file_class =
        received.prepared.last ? std::string_view(received.prepared.file_class) : kUnfinished;
    id = add_original(*connection_, received.digest.bytes, received.file.size, result_.accession,
                      received.file.path.filename().string(), file_class);
    keep_bytes(id, received.digest);
    return id;
}

/// Batches of files were put in place before.
void AddWriter::keep_bytes(std::int64_t original, const Digest& digest) {
    if (inside_.originals.in_database())
        inside_.originals.keep(*connection_, original, batch(), digest);
}

void AddWriter::write(Received& received) {
    if (received.what == Received::What::known) {
        ++result_.counts.already_held;
    } else {
        result_.counts.not_stories += received.prepared.no_stories.size();
        result_.counts.findings += received.prepared.findings.size();
    }
    const std::int64_t original = write_original(received);
    if (received.what != Received::What::known) {
        const bool single =
            received.first && received.prepared.last && received.prepared.stories.size() == 1;
        std::vector<std::int64_t> versions;
        for (PreparedStory& story : received.prepared.stories) {
            if (refuses(story, original)) {
                with_refused_.insert(original);
                versions.push_back(kRefused);
                continue;
            }
            if (const WorkId twin = write_story(story, original, received.earlier, single)) {
                received.prepared.findings.push_back(
                    {{"same-text",
                      fmt::format("the same text as work {}; both are kept, as two works", twin),
                      {}},
                     story.path,
                     static_cast<int>(versions.size())});
                ++result_.counts.findings;
            }
            Query query = connection_->query(kHasVersion);
            query.bind(original).bind(story.path).bind(story.ordinal);
            versions.push_back(query.step() ? query.integer(0) : 0);
        }
        write_findings(received, original, versions);
        if (received.what == Received::What::held)
            for (const PreparedStory& story : received.prepared.stories)
                connection_->query(kForgetNoStory).bind(original).bind(story.path).run();
        if (received.prepared.last && (!received.first || received.what == Received::What::held))
            set_original_class(*connection_, original, received.prepared.file_class);
    }
    if (received.prepared.last && with_refused_.count(original) != 0) seal_later(original);
    if (received.what == Received::What::held) return;
    if (sealed_.count(original) != 0) return;  // where it lay may tell whose it is
    if (received.prepared.last || received.what == Received::What::known)
        save_receipt(*connection_, received.file.path.native(),
                     {original, received.file.size, received.file.mtime_ns, received.file.inode},
                     result_.accession);
}

WorkId AddWriter::write_story(PreparedStory& story, std::int64_t original, std::int64_t earlier,
                              bool single) {
    WorkId twin = 0;
    {
        Query query = connection_->query(kHasVersionOrTwin);
        query.bind(original).bind(story.path).bind(story.ordinal).bind(story.likeness.exact);
        query.step();
        if (!query.null(0)) return 0;  // an interrupted add brought it already
        twin = query.integer_or_null(1).value_or(0);
    }
    WorkRecord& record = story.story.record;
    record.visibility = joint_standing(record.permission, {}, policies_);
    if (const WorkId joined = joining_.join(*connection_, story, original); joined != 0) {
        keep_encoding(joined);
        if (options_.encoding.empty() && !asked_encoding(list_edits(*connection_, joined)).empty())
            recoded_.push_back(joined);
        note_statement(joined, record.permission);
        ++result_.counts.versions_added;
        return 0;
    }
    // The same file of the same folder, changed since: one more version of its work. Anything less
    // sure is a work of its own, and twins are for a person to join.
    WorkId held = 0;
    if (single && earlier != 0 && earlier != original) {
        Query query = connection_->query(kVersionsOf);
        query.bind(earlier);
        if (query.step()) {
            const Likeness before = likeness_from_stored(query.blob(2));
            const bool alike = agreement(before, story.likeness) >= 0.5
                               || tag_key(TagKind::freeform, query.text(3))
                                      == tag_key(TagKind::freeform, record.title);
            if (alike) held = query.integer(0);
            if (query.step()) held = 0;  // several works came from that file
        }
    }
    if (held != 0) {
        std::optional<WorkRecord> before;
        if (authors_spoken_of_) before = load_record(*connection_, held);
        save_version(*connection_, held, story, original, now_, true);
        joining_.begin(*connection_, held, story);
        if (!options_.encoding.empty())
            keep_encoding(held);
        else if (!asked_encoding(list_edits(*connection_, held)).empty())
            (void)read_again(inside_, *connection_, held);  // its bytes are in place already
        settle_successor(*connection_, before, held, now_);
        ++result_.counts.versions_added;
        return twin == held ? 0 : twin;
    }
    const WorkId id = save_work(*connection_, story, original, now_);
    joining_.begin(*connection_, id, story);
    keep_encoding(id);
    note_statement(id, record.permission);
    if (authors_spoken_of_) settle_visibility(*connection_, id);
    ++result_.counts.stories_added;
    return twin;
}

/// What others wrote in that file came in; the file itself is nobody's to see. Not before all of it
/// was read: who knows then whether there are others.
void AddWriter::seal_later(std::int64_t original) {
    if (sealed_.count(original) != 0) return;
    to_seal_.insert(original);
    add_finding(*connection_,
                {"taken-down",
                 "a story in it was taken down: it did not come in again, and the file is sealed",
                 {}},
                result_.accession, original, {}, std::nullopt);
    ++result_.counts.findings;
}

/// They go into the ledger together, at the end of the transaction.
void AddWriter::note_statement(WorkId work, const Statement& said) {
    if (!said.as_given.empty())
        stated_.push_back({work, {}, {"stated", now_, "author", without_addresses(said.as_given)}});
}

/// A person's word about how these bytes are to be read: a correction like any other.
void AddWriter::keep_encoding(WorkId id) {
    if (options_.encoding.empty()) return;
    add_edit(*connection_, id, "encoding", options_.encoding,
             options_.given_by.empty() ? std::string_view("add") : options_.given_by, now_);
}

void AddWriter::write_findings(const Received& received, std::int64_t original,
                               const std::vector<std::int64_t>& versions) {
    for (const PartFinding& found : received.prepared.findings) {
        std::optional<std::int64_t> version;
        if (found.story >= 0 && versions[static_cast<std::size_t>(found.story)] == kRefused)
            continue;
        if (found.story >= 0 && versions[static_cast<std::size_t>(found.story)] != 0)
            version = versions[static_cast<std::size_t>(found.story)];
        add_finding(*connection_, found.finding, result_.accession, original, found.path, version);
    }
    for (const NoStory& part : received.prepared.no_stories)
        add_not_story(*connection_, part.class_name, result_.accession, original, part.path);
}

}  // namespace solander
