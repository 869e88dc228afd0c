// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/follower.h"

#include "base/log.h"
#include "catalogue/stories.h"

namespace solander {

Follower::Follower(std::unique_ptr<ChangeWatch> watch, ConnectionPool& readers, Search& search,
                   std::function<void()> news)
    : watch_(std::move(watch)), readers_(readers), search_(search), news_(std::move(news)),
      thread_([this] { run(); }) {}

Follower::~Follower() {
    stop_ = true;
    search_.give_up();
    watch_->wake();
    thread_.join();
}

void Follower::run() {
    bool trouble = false;
    while (!stop_) {
        try {
            (void)watch_->wait();
            if (stop_) break;
            look();
            trouble = false;
        } catch (const std::exception& e) {
            if (!trouble) log_line(LogLevel::warning, "follow", e.what());
            trouble = true;  // said once; the next look may be better
        }
    }
}

/// The number of the last change is the truth; that somebody woke us only says when to ask for it.
void Follower::look() {
    std::int64_t last = 0;
    {
        auto connection = readers_.borrow();
        last = last_change(*connection);
    }
    if (last == seen_) return;
    news_();
    search_.catch_up();
    news_();  // pages made meanwhile may lack words
    seen_ = last;
}

}  // namespace solander
