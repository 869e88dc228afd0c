// SPDX-License-Identifier: GPL-3.0-or-later
// Following the change log: what is put and where it got to are one transaction, so that a kill at
// any moment leaves a file that says truly how far it is. Documents are never changed in place: a
// new reading of a work is a new document, the old one is dead until the file is filled anew.
#include "search/shard_writer.h"

#include <chrono>
#include <thread>

#include "base/error.h"
#include "base/read_only.h"
#include "search/work_words.h"

namespace solander {
namespace {

constexpr std::uint64_t kTransactionBytes = std::uint64_t{64} << 20;
constexpr std::int64_t kFewDead = 8;  ///< not worth filling anew for
constexpr std::uint64_t kSettleBytes = std::uint64_t{16} << 20;
constexpr std::uint64_t kMergeBytes = std::uint64_t{256} << 10;
constexpr std::size_t kHelping = 64;  ///< works between two looks at the log

constexpr std::string_view kChanges =
    "select seq, work from change where seq > $1 order by seq limit 256";
constexpr std::size_t kChangesAtOnce = 256;
constexpr std::string_view kLast = "select max(seq) from change";
constexpr std::string_view kTakenDownWork =
    "select 1 from work where id = $1 and visibility = 'removed'";
constexpr std::int64_t kTakenDown =
    0;  ///< no document: among the dead it says that one of them was
constexpr std::string_view kWorks = "select id from work where id > $1 order by id limit 256";

constexpr const char* kMake =
    "drop table if exists words; drop table if exists doc; drop table if exists dead;"
    "drop table if exists form; drop table if exists about;"
    // What ShardState says; one row.
    "create table about(seq integer not null, generation integer not null,"
    " scanned integer not null, scan_seq integer not null, next_doc integer not null,"
    " bytes integer not null, settled integer not null);"
    // Living documents. Ids are never used again within a generation.
    "create table doc(id integer primary key, work integer not null unique);"
    // Documents whose words are still in the index but whose work has a newer one, or none.
    "create table dead(n integer primary key, doc integer not null);"
    // Words whose stem is not the word itself: prefix queries look here as well.
    "create table form(word text primary key, stem text not null) without rowid;"
    "create virtual table words using fts5(text, title, creator, tags, summary, notes,"
    " content='', columnsize=0, detail=full, tokenize='solander');"
    // Big helpings: fewer segments to merge. Leaves of 8 KiB hold long lists better.
    "insert into words(words, rank) values('hashsize', 33554432);"
    "insert into words(words, rank) values('pgsz', 8000);"
    // Merging is our own decision: see settle().
    "insert into words(words, rank) values('automerge', 0);";

bool was_taken_down(Connection& catalogue, std::int64_t work) {
    Query q = catalogue.query(kTakenDownWork);
    return q.bind(work).step();
}

}  // namespace

std::int64_t last_change_of(Connection& c) {
    Query q = c.query(kLast);
    return q.step() && !q.null(0) ? q.integer(0) : 0;
}

bool has_all(Connection& catalogue, const ShardState& state, unsigned number, unsigned shards) {
    if (state.scanned >= 0 || last_change_of(catalogue) < state.seq) return false;
    Query q = catalogue.query(kChanges);
    std::size_t seen = 0;
    for (q.bind(state.seq); q.step(); ++seen)
        if (static_cast<std::uint64_t>(q.integer(1)) % shards == number) return false;
    return seen < kChangesAtOnce;  // else: written once, so that they are not read each time
}

bool ShardWriter::little_to_do(Connection& catalogue) {
    const ShardState now = read_shard_state(db_);
    return now.scanned < 0
           && last_change_of(catalogue) - now.seq <= static_cast<std::int64_t>(kHelping);
}

bool holds_taken_down(ShardDb& db) {
    return db.number("select exists(select 1 from dead where doc = 0)") != 0;
}

void make_words_tables(ShardDb& db, unsigned shards) {
    // A file of another number of shards holds other works.
    const auto fits = [&] {
        return db.number("pragma user_version") == kWordsFormat
               && db.number("pragma application_id") == static_cast<std::int64_t>(shards);
    };
    if (fits()) return;
    if (read_only_uri(db.file()))
        throw Error(Fault::denied,
                    "the words in " + db.file().string()
                        + " were made by another Solander, or not at all",
                    "the archive cannot be written here: run solander check where it can, once");
    db.script("begin immediate");
    if (fits()) {  // another process was first
        db.script("rollback");
        return;
    }
    db.script(kMake);
    db.script("insert into about values(0, abs(random()), 0, 0, 1, 0, 0)");
    db.script(("pragma application_id = " + std::to_string(shards)).c_str());
    db.script(("pragma user_version = " + std::to_string(kWordsFormat)).c_str());
    db.script("commit");
}

ShardState read_shard_state(ShardDb& db) {
    ShardState state;
    auto s = db.statement("select seq, generation, scanned, scan_seq, next_doc,"
                          " bytes, settled from about");
    if (s.step()) {
        state.seq = s.integer(0);
        state.generation = s.integer(1);
        state.scanned = s.integer(2);
        state.scan_seq = s.integer(3);
        state.next_doc = s.integer(4);
        state.bytes = s.integer(5);
        state.settled = s.integer(6);
    }
    return state;
}

ShardWriter::ShardWriter(const std::filesystem::path& file, unsigned number, unsigned shards)
    : db_(file, ShardDb::For::writing), number_(number), shards_(shards) {
    make_words_tables(db_, shards_);
    db_.tokenizer().on_changed = [this](std::string_view word, std::string_view stem) {
        if (known_forms_.size() > 400'000) known_forms_.clear();
        if (known_forms_.emplace(word, true).second)
            new_forms_.emplace(std::string(word), std::string(stem));
    };
}

void ShardWriter::read_state() { state_ = read_shard_state(db_); }

void ShardWriter::write_state() {
    db_.statement(
           "update about set seq = ?1, scanned = ?2, scan_seq = ?3, next_doc = ?4, bytes = ?5,"
           " settled = ?6")
        .bind(1, state_.seq)
        .bind(2, state_.scanned)
        .bind(3, state_.scan_seq)
        .bind(4, state_.next_doc)
        .bind(5, state_.bytes)
        .bind(6, state_.settled)
        .run();
}

void ShardWriter::write_forms() {
    for (const auto& [word, stem] : new_forms_)
        db_.statement("insert into form(word, stem) values(?1, ?2) on conflict(word) do nothing")
            .bind(1, word)
            .bind(2, stem)
            .run();
    new_forms_.clear();
}

void ShardWriter::forget_forms() noexcept {
    new_forms_.clear();
    known_forms_.clear();
    db_.tokenizer().forget();
}

/// False while another connection writes: it does the same work, so give way.
bool ShardWriter::begin() {
    if (writing_) return true;
    if (!db_.try_begin_write()) return false;
    writing_ = true;
    bytes_ = 0;
    read_state();
    return true;
}

void ShardWriter::commit() {
    if (!writing_) return;
    write_forms();
    write_state();
    // Some merging for some writing. Not for single works: FTS5 itself makes one segment of 16 of a
    // size, which is less work in the end than a little at every commit.
    if (bytes_ > kMergeBytes && bytes_ < kSettleBytes)
        db_.statement("insert into words(words, rank) values('merge', ?1)")
            .bind(1, static_cast<std::int64_t>(16 + bytes_ / 2048))
            .run();
    db_.script("commit");
    writing_ = false;
}

/// When much has come since the last time: one segment of all, which queries read fastest and which
/// later small additions leave alone. Costs a seventh of the indexing. The words can be found
/// before. The room of the old segments, a third of the file, goes back to the disk.
void ShardWriter::settle() {
    const auto wants = [this] {
        const std::int64_t fresh = state_.bytes - state_.settled;
        return fresh > static_cast<std::int64_t>(kSettleBytes) && fresh * 3 > state_.settled;
    };
    state_ = read_shard_state(db_);
    if (!wants() || !begin()) return;
    if (wants()) {
        db_.script("insert into words(words) values('optimize')");
        db_.script("pragma incremental_vacuum");
        state_.settled = state_.bytes;
    }
    commit();
}

void ShardWriter::roll_back() noexcept {
    if (!writing_) return;
    writing_ = false;
    forget_forms();  // what was noted is rolled back too
    try {
        db_.script("rollback");
    } catch (...) {}  // SQLite rolled back by itself
}

void ShardWriter::put(Connection& catalogue, std::int64_t work, FollowProgress& progress) {
    {
        std::int64_t old = 0;
        {
            auto s = db_.statement("delete from doc where work = ?1 returning id");
            if (s.bind(1, work).step()) old = s.integer(0);
        }
        if (old != 0) db_.statement("insert into dead(doc) values(?1)").bind(1, old).run();
    }
    const auto words = read_work_words(catalogue, work);
    if (!words) {
        // A file that is being filled holds nothing of it.
        if (state_.scanned < 0 && was_taken_down(catalogue, work))
            db_.statement("insert into dead(doc) values(?1)").bind(1, kTakenDown).run();
        return;
    }
    const std::int64_t doc = state_.next_doc++;
    db_.statement("insert into doc(id, work) values(?1, ?2)").bind(1, doc).bind(2, work).run();
    db_.statement("insert into words(rowid, text, title, creator, tags, summary, notes)"
                  " values(?1, ?2, ?3, ?4, ?5, ?6, ?7)")
        .bind(1, doc)
        .bind(2, words->text)
        .bind(3, words->title)
        .bind(4, words->creator)
        .bind(5, words->tags)
        .bind(6, words->summary)
        .bind(7, words->notes)
        .run();
    bytes_ += words->text.size();
    state_.bytes += static_cast<std::int64_t>(words->text.size());
    progress.works.fetch_add(1, std::memory_order_relaxed);
}

/// The first filling goes by work, not by change: an archive with a long history is read once.
bool ShardWriter::advance_filling(Connection& catalogue, FollowProgress& progress) {
    std::vector<std::int64_t> works;
    {
        ReadTransaction view(catalogue);
        if (state_.scanned == 0) state_.scan_seq = last_change_of(catalogue);
        Query q = catalogue.query(kWorks);
        for (q.bind(state_.scanned); q.step();) works.push_back(q.integer(0));
    }
    for (const std::int64_t work : works) {
        if (static_cast<std::uint64_t>(work) % shards_ == number_) put(catalogue, work, progress);
        state_.scanned = work;
        if (bytes_ > kTransactionBytes) return true;
    }
    if (!works.empty()) return true;
    state_.scanned = -1;
    state_.seq = state_.scan_seq;
    return true;
}

bool ShardWriter::advance(Connection& catalogue, FollowProgress& progress) {
    if (state_.scanned >= 0) return advance_filling(catalogue, progress);
    struct Change {
        std::int64_t seq, work;
    };
    std::vector<Change> changes;
    {
        Query q = catalogue.query(kChanges);
        for (q.bind(state_.seq); q.step();) changes.push_back({q.integer(0), q.integer(1)});
    }
    if (changes.empty()) {
        // A log that ends before what was followed is another catalogue's (a restored copy).
        const std::int64_t last = last_change_of(catalogue);
        if (last < state_.seq) {
            fill_anew();
            return true;
        }
        return false;
    }
    std::size_t taken = 0;
    for (std::size_t i = 0; i < changes.size() && taken < kHelping; ++i) {
        const Change& change = changes[i];
        state_.seq = change.seq;
        if (static_cast<std::uint64_t>(change.work) % shards_ != number_) continue;
        bool again = false;  // a later change of the same work will put it
        for (std::size_t j = i + 1; j < changes.size(); ++j)
            again |= changes[j].work == change.work;
        if (again) continue;
        put(catalogue, change.work, progress);
        ++taken;
    }
    return true;
}

void ShardWriter::fill_anew() {
    const std::int64_t generation = state_.generation + 1;
    db_.script(kMake);
    db_.script(
        ("insert into about values(0, " + std::to_string(generation) + ", 0, 0, 1, 0, 0)").c_str());
    forget_forms();
    read_state();
}

void ShardWriter::follow(Connection& catalogue, FollowProgress& progress) {
    follow_to_end(catalogue, progress);
    try {
        settle();
    } catch (...) {
        roll_back();
        throw;
    }
}

void ShardWriter::follow_to_end(Connection& catalogue, FollowProgress& progress) {
    const std::int64_t goal = last_change_of(catalogue);
    try {
        for (;;) {
            {
                const ShardState now = read_shard_state(db_);
                if (now.scanned < 0 && now.seq == goal) return;
                if (has_all(catalogue, now, number_, shards_)) return;
            }
            if (progress.give_up) return;
            if (!begin()) {
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
                continue;
            }
            bool more = true;
            while (more && !progress.give_up && bytes_ <= kTransactionBytes)
                more = (state_.scanned >= 0 || state_.seq != goal) && advance(catalogue, progress);
            commit();
            if (!more) return;
        }
    } catch (...) {
        roll_back();
        throw;
    }
}

void ShardWriter::follow_until(Connection& catalogue, FollowProgress& progress,
                               const std::atomic<bool>& stop) {
    using Clock = std::chrono::steady_clock;
    constexpr auto kPatience = std::chrono::seconds(2);
    try {
        auto last_work = Clock::now();
        while (!stop.load(std::memory_order_relaxed)) {
            bool any = false;
            const ShardState now = writing_ ? state_ : read_shard_state(db_);
            if ((now.scanned >= 0 || last_change_of(catalogue) != now.seq) && begin()) {
                any = advance(catalogue, progress);
                if (any) last_work = Clock::now();
            }
            if (writing_ && (bytes_ > kTransactionBytes || Clock::now() - last_work > kPatience))
                commit();
            if (!any) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        commit();
    } catch (...) {
        roll_back();
        throw;
    }
    follow(catalogue, progress);
}

void ShardWriter::drop_dead(Connection& catalogue, FollowProgress& progress, bool all) {
    const std::int64_t dead = db_.number("select count(*) from dead");
    if (dead == 0) return;
    all = all || holds_taken_down(db_);
    const std::int64_t living = db_.number("select count(*) from doc");
    if (!all && (dead < kFewDead || dead * 4 <= dead + living)) return;
    try {
        // One transaction, so that readers go on with the old words until the new are all there.
        // secure_delete: pages of the old index are overwritten, not only set free.
        db_.script("pragma secure_delete = on");
        while (!begin()) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        fill_anew();
        while (advance(catalogue, progress)) {}
        commit();
        settle();
        db_.script("pragma secure_delete = off");
        // What was overwritten is in the log still while somebody reads by it.
        for (int i = 0; i < 50 && db_.number("pragma wal_checkpoint(truncate)") != 0; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
    } catch (...) {
        roll_back();
        throw;
    }
}

}  // namespace solander
