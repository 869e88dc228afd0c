// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/postgres_watch.h"

#include "base/log.h"
#include "catalogue/postgres_error.h"
#include "catalogue/postgres_link.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>

namespace solander {
namespace {

using Clock = std::chrono::steady_clock;

// The channel of the schema, as the driver's commits name it.
constexpr const char* kListen =
    "do $$begin execute 'listen \"solander_' || coalesce(hashtext(current_schema()), 0) || '\"';"
    " end$$";
// Shared by all who listen, in a session of their own: where somebody can see it.
constexpr const char* kHere =
    "select pg_try_advisory_lock_shared(1397312581, hashtext(current_schema()))";
constexpr std::string_view kNobodyHere =
    "select case when pg_try_advisory_xact_lock(1397312581, hashtext(current_schema())) then 1"
    " else 0 end";
// What is told can be lost with a connection whose end nobody noticed.
constexpr int kTold = 2000, kUntold = 250;  // milliseconds
constexpr auto kTryAgain = std::chrono::seconds(1);

class PostgresWatch final : public ChangeWatch {
  public:
    explicit PostgresWatch(std::string address)
        : address_(std::move(address)), woken_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
        if (woken_ < 0) throw Error(Fault::storage, "no descriptor is left to wait at");
    }
    ~PostgresWatch() override { close(woken_); }
    PostgresWatch(const PostgresWatch&) = delete;
    PostgresWatch& operator=(const PostgresWatch&) = delete;

    bool wait() override {
        if (listen()) return true;  // something may have come before
        bool told = false;
        std::array<pollfd, 2> ends{{{woken_, POLLIN, 0}, {-1, POLLIN, 0}}};
        try {
            // Left unread by the last call, it would not be at the socket any more.
            if (link_ && link_->take_notices()) return true;
            if (link_) ends[1].fd = link_->socket();
            poll(ends.data(), ends.size(), hears_all() ? kTold : kUntold);
            if (link_ && ends[1].revents != 0) told = link_->take_notices();
        } catch (const Error& e) {
            log_line(LogLevel::info, "follow", e.message);
            link_.reset();
        }
        std::uint64_t count = 0;
        (void)!read(woken_, &count, sizeof count);
        return told;
    }

    bool hears_all() const override { return link_ && own_session_; }

    void wake() noexcept override {
        const std::uint64_t one = 1;
        (void)!write(woken_, &one, sizeof one);
    }

  private:
    /// True: it has just begun to.
    bool listen() {
        if (link_ || Clock::now() < try_again_) return false;
        try {
            link_.emplace(PgOptions{address_, true, 0, at_once_});
            own_session_ = link_->own_session();
            if (own_session_) link_->script(kHere);
            link_->script(kListen);
            return true;
        } catch (const Error& e) {
            log_line(LogLevel::info, "follow", e.message);
            link_.reset();
            try_again_ = Clock::now() + kTryAgain;
            return false;
        }
    }

    std::string address_;
    std::shared_ptr<const std::atomic<bool>> at_once_ = std::make_shared<std::atomic<bool>>(true);
    int woken_;
    std::optional<PostgresLink> link_;
    bool own_session_ = false;
    Clock::time_point try_again_{};
};

}  // namespace

bool is_followed(Connection& c) {
    if (c.engine() != "postgres") return false;
    Query q = c.query(kNobodyHere);
    return q.step() && q.integer(0) == 0;
}

std::unique_ptr<ChangeWatch> watch_postgres(const std::string& address) {
    return std::make_unique<PostgresWatch>(address);
}

}  // namespace solander
