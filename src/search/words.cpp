// SPDX-License-Identifier: GPL-3.0-or-later
// Shards as one: connections lent to threads, documents mapped to works, following, ranking. Longer
// than most files, since all of these share the shards' locks.
#include "search/words.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <thread>

#include "base/log.h"
#include "base/read_only.h"
#include "search/rank.h"
#include "search/shard_db.h"
#include "search/shard_writer.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

/// Which work each living document belongs to, as of one generation of the file.
struct DocMap {
    std::int64_t generation = -1, next_doc = 1, dead_seen = 0;
    std::vector<std::int64_t> work_of;  ///< by document; 0 = dead or not known
};

struct Shard {
    fs::path file;
    std::mutex mutex;  ///< of all below
    std::vector<std::unique_ptr<ShardDb>> idle;
    std::shared_ptr<const DocMap> docs = std::make_shared<DocMap>();
};

class Loan {
  public:
    Loan(Shard& shard, unsigned shards) : shard_(shard) {
        {
            const std::lock_guard lock(shard.mutex);
            if (!shard.idle.empty()) {
                db_ = std::move(shard.idle.back());
                shard.idle.pop_back();
            }
        }
        if (!db_ || db_->replaced()) {
            db_ = std::make_unique<ShardDb>(shard.file);
            make_words_tables(*db_, shards);
        }
    }
    ~Loan() {
        const std::lock_guard lock(shard_.mutex);
        if (shard_.idle.size() < 16) shard_.idle.push_back(std::move(db_));
    }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    ShardDb& operator*() const { return *db_; }
    ShardDb* operator->() const { return db_.get(); }

  private:
    Shard& shard_;
    std::unique_ptr<ShardDb> db_;
};

/// A read transaction, ended with the scope.
class View {
  public:
    explicit View(ShardDb& db) : db_(db) { db_.script("begin"); }
    ~View() {
        try {
            db_.script("commit");
        } catch (...) {}  // nothing was written
    }
    View(const View&) = delete;
    View& operator=(const View&) = delete;

  private:
    ShardDb& db_;
};

/// The map as the open transaction sees it; made from `was` where that is possible.
std::shared_ptr<const DocMap> read_docs(ShardDb& db, const std::shared_ptr<const DocMap>& was) {
    const ShardState state = read_shard_state(db);
    const std::int64_t dead = db.number("select max(n) from dead");
    if (state.generation == was->generation && state.next_doc == was->next_doc
        && dead == was->dead_seen)
        return was;
    auto now = std::make_shared<DocMap>();
    std::int64_t from = 0;
    if (state.generation == was->generation) {
        *now = *was;
        from = was->next_doc;
        auto s = db.statement("select doc from dead where n > ?1");
        for (s.bind(1, was->dead_seen); s.step();) {
            const auto doc = static_cast<std::size_t>(s.integer(0));
            if (doc < now->work_of.size()) now->work_of[doc] = 0;
        }
    }
    now->generation = state.generation;
    now->next_doc = state.next_doc;
    now->dead_seen = dead;
    now->work_of.resize(static_cast<std::size_t>(state.next_doc));
    auto s = db.statement("select id, work from doc where id >= ?1");
    for (s.bind(1, from); s.step();) {
        const auto doc = static_cast<std::size_t>(s.integer(0));
        if (doc < now->work_of.size()) now->work_of[doc] = s.integer(1);
    }
    return now;
}

class RankingCollector : public Collector {
  public:
    RankingCollector(const DocMap& docs, const Filters& filters, const Bits& allowed,
                     const Ranking& ranking, std::vector<WordHit>& out)
        : docs_(docs), filters_(filters), allowed_(allowed), ranking_(ranking), out_(out) {
        counted = ranking.counted();
    }

    bool wanted(std::int64_t doc) override {
        const auto d = static_cast<std::size_t>(doc);
        if (d >= docs_.work_of.size()) return false;
        const std::int64_t work = docs_.work_of[d];
        if (work == 0) return false;
        slot_ = filters_.slot_of(work);
        return slot_ != kNoSlot && allowed_.has(slot_);
    }
    void take(const MatchedDoc& doc) override {
        out_.push_back({slot_, ranking_.score(doc, filters_.words[slot_])});
    }

  private:
    const DocMap& docs_;
    const Filters& filters_;
    const Bits& allowed_;
    const Ranking& ranking_;
    std::vector<WordHit>& out_;
    std::uint32_t slot_ = kNoSlot;
};

/// Only counts: how many documents hold a term.
struct CountingCollector : Collector {
    std::uint64_t docs = 0;
    bool wanted(std::int64_t) override {
        ++docs;
        return false;
    }
    void take(const MatchedDoc&) override {}
};

}  // namespace

struct Words::Inside {
    Database& catalogue;
    fs::path folder;
    Crew& crew;
    std::vector<std::unique_ptr<Shard>> shards;

    std::shared_mutex frequencies_mutex;
    std::map<std::string, std::uint64_t, std::less<>> frequencies;  ///< documents that hold a term
    std::int64_t frequencies_of = -1;  ///< works there were when they were counted

    FollowProgress progress;
    std::atomic<bool> stop{false};
    std::vector<std::thread> followers;
    std::vector<std::exception_ptr> failures;
    std::mutex ended_mutex;
    std::condition_variable ended;
    unsigned running = 0;  ///< followers that have not ended

    Inside(Database& db, fs::path where, Crew& helpers)
        : catalogue(db), folder(std::move(where)), crew(helpers) {}
    unsigned count() const { return static_cast<unsigned>(shards.size()); }
    void join_all(const std::function<void(std::uint64_t)>& say);
    bool catch_up_here(const std::function<void(ShardWriter&, Connection&)>& act);
    void follow_all(const std::function<void(ShardWriter&, Connection&)>& act);
    void run_one(unsigned number, const std::function<void(ShardWriter&, Connection&)>& act);
    void remove_file(Shard&);
    double documents(const Phrase&, double all);
    std::uint64_t frequency(const std::string& term);
    void match_shard(Shard&, const Expression&, const Ranking&, const Filters&, const Bits&,
                     std::vector<WordHit>&);
};

Words::Words(Database& catalogue, fs::path folder, unsigned shards, Crew& crew)
    : inside_(std::make_unique<Inside>(catalogue, std::move(folder), crew)) {
    std::error_code ignored;  // a read-only archive; who needs the files will say it
    fs::create_directories(inside_->folder, ignored);
    for (unsigned i = 0; i < std::max(1U, shards); ++i) {
        inside_->shards.push_back(std::make_unique<Shard>());
        inside_->shards.back()->file = inside_->folder / ("words-" + std::to_string(i) + ".db");
    }
}

Words::~Words() {
    if (inside_->followers.empty()) return;
    try {
        stop_following();
    } catch (const std::exception& e) {
        log_line(LogLevel::error, "search", e.what());
    }
}

/// A damaged file is deleted with its log; whoever still has it open reads on in what was.
void Words::Inside::remove_file(Shard& shard) {
    const std::lock_guard lock(shard.mutex);
    shard.idle.clear();
    shard.docs = std::make_shared<DocMap>();
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(shard.file.string() + suffix);
}

void Words::Inside::run_one(unsigned number,
                            const std::function<void(ShardWriter&, Connection&)>& act) {
    const auto connection = catalogue.connect(true);
    for (int attempt = 0;; ++attempt) {
        try {
            ShardWriter writer(shards[number]->file, number, count());
            act(writer, *connection);
            return;
        } catch (const DamagedWords& damage) {
            if (attempt > 0) throw;
            log_line(LogLevel::warning, "search", damage.what());
            remove_file(*shards[number]);
        }
    }
}

/// One thread a shard; the first failure is thrown when all have ended.
void Words::Inside::follow_all(const std::function<void(ShardWriter&, Connection&)>& act) {
    failures.assign(count(), nullptr);
    const auto guarded = [&, act](unsigned number) {
        try {
            run_one(number, act);
        } catch (...) {  // carried to the caller's thread
            failures[number] = std::current_exception();
        }
        const std::lock_guard lock(ended_mutex);
        if (--running == 0) ended.notify_all();
    };
    running = count();
    for (unsigned i = 0; i < count(); ++i) followers.emplace_back(guarded, i);
}

/// A few works are not worth threads. False: there is more to do than that, or damage to mend.
bool Words::Inside::catch_up_here(const std::function<void(ShardWriter&, Connection&)>& act) {
    const auto connection = catalogue.connect(true);
    for (unsigned i = 0; i < count(); ++i) {
        try {
            ShardWriter writer(shards[i]->file, i, count());
            if (!writer.little_to_do(*connection)) return false;
            act(writer, *connection);
        } catch (const DamagedWords&) {
            return false;
        }
    }
    return true;
}

/// Waits for the followers; now and then says how far they are.
void Words::Inside::join_all(const std::function<void(std::uint64_t)>& say) {
    std::unique_lock lock(ended_mutex);
    while (!ended.wait_for(lock, std::chrono::milliseconds(200), [this] { return running == 0; }))
        if (say) say(progress.works);
    lock.unlock();
    for (std::thread& thread : followers) thread.join();
    followers.clear();
    for (const std::exception_ptr& failure : failures)
        if (failure) std::rethrow_exception(failure);
    if (say) say(progress.works);
}

void Words::catch_up(const std::function<void(std::uint64_t)>& progress) {
    Inside& in = *inside_;
    if (!can_write_in(in.folder)) return;  // what is there can be searched
    if (!in.followers.empty()) return;     // they are at it
    in.progress.works = 0;
    const auto act = [&in](ShardWriter& writer, Connection& c) {
        writer.follow(c, in.progress);
        writer.drop_dead(c, in.progress, false);
    };
    if (in.catch_up_here(act)) {
        if (progress) progress(in.progress.works);
        return;
    }
    in.follow_all(act);
    in.join_all(progress);
}

void Words::give_up() { inside_->progress.give_up = true; }

std::int64_t Words::followed(Connection& catalogue) {
    std::int64_t least = last_change_of(catalogue);
    for (unsigned number = 0; number < inside_->count(); ++number) {
        const Loan db(*inside_->shards[number], inside_->count());
        const ShardState state = read_shard_state(*db);
        if (state.scanned >= 0) return 0;
        if (!has_all(catalogue, state, number, inside_->count()))
            least = std::min(least, state.seq);
    }
    return least;
}

void Words::start_following() {
    Inside& in = *inside_;
    if (!in.followers.empty()) return;
    in.stop = false;
    in.progress.works = 0;
    in.follow_all([&in](ShardWriter& writer, Connection& c) {
        writer.follow_until(c, in.progress, in.stop);
    });
}

void Words::stop_following() {
    inside_->stop = true;
    inside_->join_all({});
}

void Words::drop_dead(bool all) {
    Inside& in = *inside_;
    in.follow_all(
        [&in, all](ShardWriter& writer, Connection& c) { writer.drop_dead(c, in.progress, all); });
    in.join_all({});
}

/// A common word is counted in some of the shards, which share the works evenly, and taken times
/// the rest; a rare one in all of them.
std::uint64_t Words::Inside::frequency(const std::string& term) {
    {
        const std::shared_lock lock(frequencies_mutex);
        if (const auto found = frequencies.find(term); found != frequencies.end())
            return found->second;
    }
    constexpr std::uint64_t kEnough = 1'000;  // works that make a good guess
    CountingCollector counter;
    std::string phrase = "\"";
    phrase += ShardDb::kVerbatim;
    for (const char c : term) phrase += c == '"' ? "\"\"" : std::string(1, c);
    phrase += '"';
    std::size_t asked = 0;
    while (asked < shards.size() && counter.docs < kEnough) {
        const Loan db(*shards[asked++], count());
        db->match(phrase, counter);
    }
    const std::unique_lock lock(frequencies_mutex);
    if (frequencies.size() > 200'000) frequencies.clear();
    return frequencies[term] = counter.docs * shards.size() / asked;
}

/// How many works hold a phrase, guessed from its words as if they fell independently.
double Words::Inside::documents(const Phrase& phrase, double all) {
    double part = 1;
    for (std::size_t i = 0; i < phrase.terms.size(); ++i) {
        const bool open = phrase.prefix && i + 1 == phrase.terms.size();
        const double n = open ? all / 20 : static_cast<double>(frequency(phrase.terms[i]));
        part *= std::min(1.0, (n + 0.5) / (all + 1));
    }
    return part * all;
}

void Words::Inside::match_shard(Shard& shard, const Expression& expression, const Ranking& ranking,
                                const Filters& filters, const Bits& allowed,
                                std::vector<WordHit>& out) {
    const Loan db(shard, count());
    const View view(*db);
    std::shared_ptr<const DocMap> docs;
    {
        const std::lock_guard lock(shard.mutex);
        docs = shard.docs;
    }
    if (const auto now = read_docs(*db, docs); now != docs) {
        docs = now;
        const std::lock_guard lock(shard.mutex);
        shard.docs = now;
    }
    RankingCollector collector(*docs, filters, allowed, ranking, out);
    db->match(expression.text, collector);
}

void Words::match(const Expression& expression, const Filters& filters, const Bits& allowed,
                  std::vector<WordHit>& out) {
    Inside& in = *inside_;
    {
        // Frequencies may grow old, but not very: they only weigh words against each other.
        const auto n = static_cast<std::int64_t>(filters.slots());
        const std::unique_lock lock(in.frequencies_mutex);
        if (n > in.frequencies_of + in.frequencies_of / 10 + 16 || n < in.frequencies_of) {
            in.frequencies.clear();
            in.frequencies_of = n;
        }
    }
    const auto all = static_cast<double>(filters.alive.cardinality());
    std::vector<float> weights;
    for (const auto& counted : expression.phrases) {
        // One leaf alone needs no weight: every hit has the same.
        weights.push_back(!counted.scores ? 0.0F
                          : expression.leaves == 1
                              ? 1.0F
                              : rarity(all, in.documents(counted.phrase, all)));
    }
    const Ranking ranking(std::move(weights), filters.mean_words());
    std::vector<std::vector<WordHit>> hits(in.shards.size());
    in.crew.run(in.shards.size(), [&](std::size_t i) {
        in.match_shard(*in.shards[i], expression, ranking, filters, allowed, hits[i]);
    });
    for (const auto& some : hits) out.insert(out.end(), some.begin(), some.end());
}

std::vector<std::string> Words::stems_of_prefix(std::string_view prefix) {
    constexpr std::size_t kMost = 100;
    std::vector<std::string> stems;
    std::string end(prefix);
    end += "\xFF";
    for (const auto& shard : inside_->shards) {
        const Loan db(*shard, inside_->count());
        auto s = db->statement("select distinct stem from form where word >= ?1 and word < ?2");
        for (s.bind(1, prefix).bind(2, std::string_view(end)); s.step() && stems.size() < kMost;)
            if (s.text(0).substr(0, prefix.size()) != prefix) stems.emplace_back(s.text(0));
    }
    std::sort(stems.begin(), stems.end());
    stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
    return stems;
}

Words::Count Words::count(bool look_inside) {
    Count result;
    result.seq = std::numeric_limits<std::int64_t>::max();
    const auto catalogue = inside_->catalogue.connect(true);
    for (unsigned number = 0; number < inside_->count(); ++number) {
        const auto& shard = inside_->shards[number];
        try {
            const Loan db(*shard, inside_->count());
            const View view(*db);
            const ShardState state = read_shard_state(*db);
            result.works += static_cast<std::uint64_t>(db->number("select count(*) from doc"));
            const std::int64_t last = last_change_of(*catalogue);
            const bool all = has_all(*catalogue, state, number, inside_->count());
            result.seq = std::min(result.seq, all ? last : state.seq);
            result.complete &= state.scanned < 0;
            if (look_inside) {
                auto s = db->statement("pragma quick_check(1)");
                if (s.step() && s.text(0) != "ok")
                    result.faults.push_back(shard->file.filename().string() + ": "
                                            + std::string(s.text(0)));
            }
        } catch (const Error& e) {
            result.faults.push_back(e.message);
            result.complete = false;
        }
    }
    if (result.seq == std::numeric_limits<std::int64_t>::max()) result.seq = 0;
    return result;
}

}  // namespace solander
