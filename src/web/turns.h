// SPDX-License-Identifier: GPL-3.0-or-later
// Whose request is next, when all threads have work: visitors take turns, so that one who asks for
// much waits for herself.
#pragma once
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace solander {

/// Thread safe.
class Turns {
  public:
    struct Task {
        std::function<void()> work;
        bool writes = false;  ///< it may wait for others who write
    };

    /// At most so many that write are begun and not done, so that a thread is left for readers.
    explicit Turns(std::size_t most_writers) : most_writers_(most_writers) {}

    void add(const std::string& visitor, Task task) {
        const std::lock_guard lock(mutex_);
        std::deque<Task>& hers = waiting_[visitor];
        if (hers.empty()) order_.push_back(visitor);
        hers.push_back(std::move(task));
    }

    /// One that may begin now; nothing: none may before done() is called again.
    std::optional<Task> next() {
        const std::lock_guard lock(mutex_);
        for (auto visitor = order_.begin(); visitor != order_.end(); ++visitor) {
            const auto hers = waiting_.find(*visitor);
            std::deque<Task>& tasks = hers->second;
            for (auto task = tasks.begin(); task != tasks.end(); ++task) {
                if (task->writes && writers_ >= most_writers_) continue;
                Task found = std::move(*task);
                if (found.writes) ++writers_;
                tasks.erase(task);
                order_.erase(visitor);
                if (tasks.empty())
                    waiting_.erase(hers);
                else
                    order_.push_back(hers->first);  // behind all others
                return found;
            }
        }
        return std::nullopt;
    }

    /// True: another one that writes may begin now.
    bool done(const Task& task) {
        const std::lock_guard lock(mutex_);
        if (!task.writes) return false;
        --writers_;
        return !waiting_.empty();
    }

  private:
    std::mutex mutex_;
    std::unordered_map<std::string, std::deque<Task>> waiting_;
    std::deque<std::string> order_;  ///< of those who have something waiting
    std::size_t most_writers_, writers_ = 0;
};

}  // namespace solander
