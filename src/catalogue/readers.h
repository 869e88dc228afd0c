// SPDX-License-Identifier: GPL-3.0-or-later
// Connections for those who read: at a replica that has everything they may ask for, else at the
// primary.
#pragma once
#include "catalogue/db.h"

#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace solander {

/// How a replica is doing.
struct ReplicaState {
    enum class Doing : std::uint8_t {
        following,  ///< it is read from
        behind,     ///< lacks something that was written; read from again once it has it
        late,       ///< has lacked something for too long
        away,       ///< does not answer, or is no replica
    };
    std::string address;  ///< as people may see it
    Doing doing = Doing::away;
    double lag = 0;   ///< seconds for which it has lacked something, as far as is known
    std::string why;  ///< it is away
};
std::string_view name_of(ReplicaState::Doing);

/// What is lent shows at least: everything this process wrote before, and whatever at_least() was
/// told. A replica that cannot, or does not answer, is passed over, and tried again later.
class Readers final : public ConnectionPool {
  public:
    explicit Readers(Database& primary);
    ~Readers() override;

    Loan borrow() override;
    Loan borrow_primary() { return ConnectionPool::borrow(); }
    void at_least(Position) override;

    /// Before the first borrow(). One that has lacked something for `most_lag` is not read from.
    void read_from(std::vector<std::unique_ptr<ReplicaDatabase>>,
                   std::chrono::milliseconds most_lag);
    /// Where the primary stands now: what a replica's lag is measured by.
    void saw(Position);
    std::vector<ReplicaState> replicas() const;
    /// Whether borrow() may do without the primary.
    bool replica_may_serve() const;

  private:
    class Replica;
    using Clock = std::chrono::steady_clock;
    Position wanted();
    Clock::duration lag_of(Position reached) const;
    bool unsure() const;

    Database& primary_;
    std::vector<std::unique_ptr<Replica>> replicas_;
    Clock::duration most_lag_{};
    std::atomic<Position> floor_{0};
    std::atomic<std::uint64_t> known_commits_{0};  // which of ours floor_ includes
    std::atomic<unsigned> turn_{0};
    struct Seen {
        Clock::time_point at;
        Position position;
    };
    mutable std::mutex mutex_;  // of what follows
    Clock::time_point last_seen_ = Clock::now();
    std::deque<Seen> seen_;
};

}  // namespace solander
