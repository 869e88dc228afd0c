// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/readers.h"

#include "base/log.h"

#include <algorithm>
#include <condition_variable>
#include <thread>

namespace solander {
namespace {

using namespace std::chrono_literals;

// A replica that is as far as is wanted is asked so often, and one that is not sooner at first.
constexpr auto kEvery = 500ms, kSoonest = 5ms;
// Of an answer older than that nobody knows whether it still holds.
constexpr auto kUnheard = 3s;
constexpr std::size_t kMostSeen = 3600;
constexpr auto kSeenEvery = 1s;

void raise(std::atomic<Position>& to, Position position) {
    Position now = to;
    while (now < position && !to.compare_exchange_weak(now, position)) {}
}

}  // namespace

std::string_view name_of(ReplicaState::Doing doing) {
    constexpr std::string_view kNames[] = {"following", "behind", "late", "away"};
    return kNames[static_cast<std::size_t>(doing)];
}

/// One replica, and the thread that asks how far it is.
class Readers::Replica {
  public:
    Replica(const Readers& readers, std::unique_ptr<ReplicaDatabase> database)
        : readers_(readers), database_(std::move(database)), pool(*database_),
          thread_([this] { run(); }) {}
    ~Replica() {
        {
            const std::lock_guard lock(mutex_);
            stop_ = true;
        }
        woken_.notify_all();
        thread_.join();
    }
    Replica(const Replica&) = delete;
    Replica& operator=(const Replica&) = delete;

    ReplicaState state() const {
        const std::lock_guard lock(mutex_);
        ReplicaState state{database_->shown(), ReplicaState::Doing::away, 0, why_};
        if (!answers_) return state;
        if (Clock::now() - heard_ > kUnheard) {
            state.why = "it does not answer";
            return state;
        }
        const Clock::duration lag = readers_.lag_of(reached_);
        state.lag = std::chrono::duration<double>(lag).count();
        state.doing = lag > readers_.most_lag_ || readers_.unsure() ? ReplicaState::Doing::late
                      : reached_ < readers_.floor_                  ? ReplicaState::Doing::behind
                                                   : ReplicaState::Doing::following;
        return state;
    }
    /// As far as was heard last; the connection that is taken must be asked itself.
    bool may_serve() const { return state().doing == ReplicaState::Doing::following; }

    void is_away(const std::string& why) {
        const std::lock_guard lock(mutex_);
        answers_ = false;
        why_ = why;
    }
    /// More is wanted: how far is it?
    void look() {
        {
            const std::lock_guard lock(mutex_);
            wanted_ = true;
        }
        woken_.notify_all();
    }

  private:
    void run() {
        std::unique_ptr<Connection> probe;
        Clock::duration pause = kSoonest;
        for (;;) {
            bool follows = false, trouble = false;
            try {
                if (!probe) probe = database_->probe();
                const Position reached = probe->position();
                if (reached == 0) throw Error(Fault::conflict, "it is no replica any more");
                follows = reached >= readers_.floor_;
                heard(reached);
            } catch (const std::exception& e) {
                probe.reset();
                trouble = true;
                lost(e.what());
            }
            pause = follows || trouble ? kEvery : std::min<Clock::duration>(pause * 2, kEvery);
            std::unique_lock lock(mutex_);
            if (woken_.wait_for(lock, trouble ? 2 * kEvery : pause,
                                [&] { return stop_ || (wanted_ && !trouble); }))
                pause = kSoonest;
            if (stop_) return;
            wanted_ = false;
        }
    }
    void heard(Position reached) {
        const std::lock_guard lock(mutex_);
        if (!answers_) log_line(LogLevel::info, "replica", "reading from " + database_->shown());
        answers_ = true;
        told_ = false;
        reached_ = reached;
        heard_ = Clock::now();
    }
    void lost(const std::string& why) {
        is_away(why);
        if (!std::exchange(told_, true)) log_line(LogLevel::warning, "replica", why);
    }

    const Readers& readers_;
    std::unique_ptr<ReplicaDatabase> database_;

  public:
    ConnectionPool pool;

  private:
    mutable std::mutex mutex_;
    std::condition_variable woken_;
    bool stop_ = false, wanted_ = false, answers_ = false;
    bool told_ = false;  // the thread's
    Position reached_ = 0;
    Clock::time_point heard_{};
    std::string why_ = "it was not asked yet";
    std::thread thread_;
};

Readers::Readers(Database& primary) : ConnectionPool(primary), primary_(primary) {}

Readers::~Readers() = default;

void Readers::read_from(std::vector<std::unique_ptr<ReplicaDatabase>> replicas,
                        std::chrono::milliseconds most_lag) {
    most_lag_ = most_lag;
    for (auto& replica : replicas)
        replicas_.push_back(std::make_unique<Replica>(*this, std::move(replica)));
}

void Readers::at_least(Position position) {
    if (position <= floor_) return;
    raise(floor_, position);
    for (const auto& replica : replicas_) replica->look();
}

void Readers::saw(Position position) {
    const std::lock_guard lock(mutex_);
    const Clock::time_point now = Clock::now();
    last_seen_ = now;
    if (!seen_.empty() && (position <= seen_.back().position || now - seen_.back().at < kSeenEvery))
        return;
    if (seen_.size() == kMostSeen) seen_.pop_front();
    seen_.push_back({now, position});
}

/// Since when the primary is known to have more.
Readers::Clock::duration Readers::lag_of(Position reached) const {
    const std::lock_guard lock(mutex_);
    const auto more =
        std::upper_bound(seen_.begin(), seen_.end(), reached,
                         [](Position p, const Seen& seen) { return p < seen.position; });
    return more == seen_.end() ? Clock::duration{} : Clock::now() - more->at;
}

/// The primary, which is asked every two seconds, was not heard of for so long that nobody can say
/// what a replica lacks.
bool Readers::unsure() const {
    const std::lock_guard lock(mutex_);
    return Clock::now() - last_seen_ > most_lag_ + kUnheard;
}

bool Readers::replica_may_serve() const {
    return std::any_of(replicas_.begin(), replicas_.end(),
                       [](const auto& replica) { return replica->may_serve(); });
}

/// What a replica must have reached: this process's own commits too, which the primary is asked
/// about when there were some.
Position Readers::wanted() {
    const std::uint64_t commits = primary_.commits();
    if (std::uint64_t known = known_commits_; known < commits) {
        auto connection = borrow_primary();
        at_least(connection->position());
        while (known < commits && !known_commits_.compare_exchange_weak(known, commits)) {}
    }
    return floor_;
}

ConnectionPool::Loan Readers::borrow() {
    if (!replicas_.empty()) {
        const Position position = wanted();
        const std::size_t first = turn_++;
        for (std::size_t i = 0; i < replicas_.size(); ++i) {
            Replica& replica = *replicas_[(first + i) % replicas_.size()];
            if (!replica.may_serve()) continue;
            try {
                auto connection = replica.pool.take();
                if (connection->has_reached(position))
                    return Loan(replica.pool, std::move(connection));
                replica.pool.give_back(std::move(connection));
            } catch (const Error& e) {
                replica.is_away(e.message);
            }
        }
    }
    return borrow_primary();
}

std::vector<ReplicaState> Readers::replicas() const {
    std::vector<ReplicaState> states;
    for (const auto& replica : replicas_) states.push_back(replica->state());
    return states;
}

}  // namespace solander
