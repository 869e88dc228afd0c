// SPDX-License-Identifier: GPL-3.0-or-later
// A thread that follows what other machines write to the same catalogue: words, filters, pages
// kept.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "base/error.h"
#include "catalogue/readers.h"
#include "search/search.h"

namespace solander {

class Follower {
  public:
    /// `news` is called on its thread when there are changes, and again when words and filters have
    /// followed them. What it is given must outlive it.
    Follower(std::unique_ptr<ChangeWatch>, const Database&, Readers&, Search&,
             std::function<void()> news);
    ~Follower();
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

    /// The number of the last change, so that nobody need ask for it. Nothing while it is not sure:
    /// commits are not told of, there is something new to follow, or this process has written
    /// since. At most as old as the server takes to tell; should it fall silent, as old as
    /// kTrusted.
    std::optional<std::int64_t> last_change() const;
    /// Changes that words have not followed, as surely: somebody else may be filling them.
    std::optional<std::uint64_t> behind() const;

    /// What is read since, from caches too, shows everything before it.
    Position shows() const { return shows_; }
    /// Why the database cannot be asked just now, as far as is known; asks nothing.
    std::optional<Error> away() const;

  private:
    using Clock = std::chrono::steady_clock;
    struct Known {
        std::int64_t seq;
        std::uint64_t commits;  ///< of this process, when it was asked
        Clock::time_point asked;
        std::uint64_t behind;
    };

    void run();
    bool look();
    std::optional<Known> known() const;
    void know(std::optional<Known>);
    std::uint64_t asked_behind(std::int64_t last);
    void heard();
    void follow(bool begin);

    std::unique_ptr<ChangeWatch> watch_;
    const Database& database_;
    Readers& readers_;
    Search& search_;
    std::function<void()> news_;
    std::int64_t seen_ = -1;
    std::atomic<Position> shows_{0};
    mutable std::mutex mutex_;
    std::optional<Known> known_;
    std::optional<Error> away_;
    Clock::time_point heard_ = Clock::now();  ///< of the database
    bool following_ = false;                  ///< which takes what it takes
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

}  // namespace solander
