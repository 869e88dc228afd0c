// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/follower.h"

#include <fmt/format.h>

#include <utility>

#include "base/log.h"
#include "catalogue/stories.h"

namespace solander {
namespace {

// It looks every two seconds, told or not.
constexpr auto kTrusted = std::chrono::seconds(4);
// Longer than a look and an attempt to listen again take.
constexpr auto kSilent = std::chrono::seconds(6);

}  // namespace

Follower::Follower(std::unique_ptr<ChangeWatch> watch, const Database& database, Readers& readers,
                   Search& search, std::function<void()> news)
    : watch_(std::move(watch)), database_(database), readers_(readers), search_(search),
      news_(std::move(news)), thread_([this] { run(); }) {}

Follower::~Follower() {
    stop_ = true;
    search_.give_up();
    watch_->wake();
    thread_.join();
}

std::optional<Follower::Known> Follower::known() const {
    std::optional<Known> known;
    {
        const std::lock_guard lock(mutex_);
        known = known_;
    }
    if (!known || Clock::now() - known->asked > kTrusted || database_.commits() != known->commits)
        return std::nullopt;
    return known;
}

std::optional<std::int64_t> Follower::last_change() const {
    const auto now = known();
    return now ? std::optional(now->seq) : std::nullopt;
}

std::optional<std::uint64_t> Follower::behind() const {
    const auto now = known();
    return now ? std::optional(now->behind) : std::nullopt;
}

std::optional<Error> Follower::away() const {
    const std::lock_guard lock(mutex_);
    if (away_ || following_) return away_;
    const auto silent = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - heard_);
    if (silent < kSilent) return std::nullopt;
    return Error(Fault::away,
                 fmt::format("the database has not answered for {} seconds", silent.count()));
}

void Follower::know(std::optional<Known> known) {
    const std::lock_guard lock(mutex_);
    known_ = known;
}

std::uint64_t Follower::asked_behind(std::int64_t last) {
    {
        const std::lock_guard lock(mutex_);
        if (known_ && known_->seq == last && known_->behind == 0) return 0;
    }
    return search_.behind();
}

void Follower::follow(bool begin) {
    const std::lock_guard lock(mutex_);
    following_ = begin;
    heard_ = Clock::now();
}

void Follower::heard() {
    const std::lock_guard lock(mutex_);
    heard_ = Clock::now();
    if (!std::exchange(away_, std::nullopt)) return;
    log_line(LogLevel::warning, "follow", "the database answers again");
}

void Follower::run() {
    bool trouble = false;
    const auto failed = [&](const std::exception& e) {
        know(std::nullopt);
        if (!trouble) log_line(LogLevel::warning, "follow", e.what());
        trouble = true;  // said once; the next look may be better
    };
    while (!stop_) {
        try {
            (void)watch_->wait();
            while (!stop_ && look()) {}
            trouble = false;
        } catch (const Error& e) {
            failed(e);
            const std::lock_guard lock(mutex_);
            following_ = false;
            if (e.fault == Fault::away) away_ = e;
        } catch (const std::exception& e) {
            failed(e);
            const std::lock_guard lock(mutex_);
            following_ = false;
        }
    }
}

/// The number of the last change is the truth; that somebody woke us only says when to ask for it.
/// True: there was something, and more may have come while it was followed.
bool Follower::look() {
    const Clock::time_point asked = Clock::now();
    const std::uint64_t commits = database_.commits();
    std::int64_t last = 0;
    Position position = 0;
    {
        auto connection = readers_.borrow_primary();
        last = solander::last_change(*connection);
        position = connection->position();
    }
    heard();
    readers_.saw(position);
    if (last == seen_) {
        shows_ = position;
        if (watch_->hears_all())
            // What was followed to its end has been so since.
            know(Known{last, commits, asked, asked_behind(last)});
        else
            know(std::nullopt);
        return false;
    }
    know(std::nullopt);
    follow(true);
    readers_.at_least(position);  // before caches let go: what fills them must show it
    news_();
    shows_ = position;
    search_.catch_up();
    news_();  // pages made meanwhile may lack words
    follow(false);
    seen_ = last;
    return true;
}

}  // namespace solander
