// SPDX-License-Identifier: GPL-3.0-or-later
// A thread that follows what other machines write to the same catalogue: words, filters, pages
// kept.
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <thread>

#include "catalogue/db.h"
#include "search/search.h"

namespace solander {

class Follower {
  public:
    /// `news` is called on its thread when there are changes, and again when words and filters have
    /// followed them. What it is given must outlive it.
    Follower(std::unique_ptr<ChangeWatch>, ConnectionPool&, Search&, std::function<void()> news);
    ~Follower();
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

  private:
    void run();
    void look();

    std::unique_ptr<ChangeWatch> watch_;
    ConnectionPool& readers_;
    Search& search_;
    std::function<void()> news_;
    std::int64_t seen_ = -1;
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

}  // namespace solander
