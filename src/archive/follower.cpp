// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/follower.h"

#include "base/log.h"
#include "catalogue/stories.h"

namespace solander {
namespace {

// It looks every two seconds, told or not.
constexpr auto kTrusted = std::chrono::seconds(4);

}  // namespace

Follower::Follower(std::unique_ptr<ChangeWatch> watch, ConnectionPool& readers,
                   ConnectionPool& writers, Search& search, std::function<void()> news)
    : watch_(std::move(watch)), readers_(readers), writers_(writers), search_(search),
      news_(std::move(news)), thread_([this] { run(); }) {}

Follower::~Follower() {
    stop_ = true;
    search_.give_up();
    watch_->wake();
    thread_.join();
}

std::optional<std::int64_t> Follower::last_change() const {
    std::optional<Known> known;
    {
        const std::lock_guard lock(mutex_);
        known = known_;
    }
    if (!known || Clock::now() - known->asked > kTrusted || writers_.loans() != known->loans)
        return std::nullopt;
    return known->seq;
}

void Follower::know(std::optional<Known> known) {
    const std::lock_guard lock(mutex_);
    known_ = known;
}

void Follower::run() {
    bool trouble = false;
    while (!stop_) {
        try {
            (void)watch_->wait();
            while (!stop_ && look()) {}
            trouble = false;
        } catch (const std::exception& e) {
            know(std::nullopt);
            if (!trouble) log_line(LogLevel::warning, "follow", e.what());
            trouble = true;  // said once; the next look may be better
        }
    }
}

/// The number of the last change is the truth; that somebody woke us only says when to ask for it.
/// True: there was something, and more may have come while it was followed.
bool Follower::look() {
    const Clock::time_point asked = Clock::now();
    const auto loans = writers_.loans();
    std::int64_t last = 0;
    {
        auto connection = readers_.borrow();
        last = solander::last_change(*connection);
    }
    if (last == seen_) {
        if (loans && watch_->hears_all())
            know(Known{last, *loans, asked});
        else
            know(std::nullopt);
        return false;
    }
    know(std::nullopt);
    news_();
    search_.catch_up();
    news_();  // pages made meanwhile may lack words
    seen_ = last;
    return true;
}

}  // namespace solander
