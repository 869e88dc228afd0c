// SPDX-License-Identifier: GPL-3.0-or-later
// Work done by many threads in any order, handed on in the order it was given out.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace solander {

/// Pieces of job n come out after all pieces of job n-1. A job's first piece may wait inside; a
/// worker with more to say blocks until its job is at the front, which bounds what waits.
template <class Piece>
class Turnstile {
  public:
    /// `last`: the job is done. Returns false when the consumer has gone.
    bool push(std::uint64_t job, Piece piece, bool last) {
        std::unique_lock lock(mutex_);
        Waiting& waiting = waiting_[job];
        if (!waiting.pieces.empty() || (!last && job != front_))
            moved_.wait(lock, [&] { return closed_ || (job == front_ && waiting.pieces.empty()); });
        if (closed_) return false;
        waiting.pieces.push_back(std::move(piece));
        waiting.done = last;
        moved_.notify_all();
        return true;
    }

    /// How many jobs there will be, once that is known.
    void end_at(std::uint64_t jobs) {
        const std::lock_guard lock(mutex_);
        end_ = jobs;
        moved_.notify_all();
    }

    /// Nothing more: all jobs came out, or close() was called.
    std::optional<Piece> pop() {
        std::unique_lock lock(mutex_);
        for (;;) {
            if (closed_ || (end_ && front_ >= *end_)) return std::nullopt;
            auto at = waiting_.find(front_);
            if (at != waiting_.end() && !at->second.pieces.empty()) {
                Piece piece = std::move(at->second.pieces.front());
                at->second.pieces.pop_front();
                if (at->second.done && at->second.pieces.empty()) {
                    waiting_.erase(at);
                    ++front_;
                }
                moved_.notify_all();
                return piece;
            }
            moved_.wait(lock);
        }
    }

    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        moved_.notify_all();
    }

  private:
    struct Waiting {
        std::deque<Piece> pieces;
        bool done = false;
    };
    std::mutex mutex_;
    std::condition_variable moved_;
    std::map<std::uint64_t, Waiting> waiting_;
    std::uint64_t front_ = 0;
    std::optional<std::uint64_t> end_;
    bool closed_ = false;
};

}  // namespace solander
