// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/crew.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace solander {
namespace {

struct Task {
    Task(std::size_t n, const std::function<void(std::size_t)>& what) : count(n), job(what) {}
    std::size_t count;
    const std::function<void(std::size_t)>& job;
    std::atomic<std::size_t> next{0};
    std::size_t ended = 0;  ///< under the mutex, like `failure`
    std::exception_ptr failure;
    std::condition_variable all_ended;
};

}  // namespace

struct Crew::Inside {
    unsigned wanted;
    std::mutex mutex;
    std::condition_variable work;
    std::deque<std::shared_ptr<Task>> tasks;
    std::vector<std::thread> threads;
    bool closing = false;

    void take_part(Task& task);
    void help();
};

/// Takes jobs of one task until none is left.
void Crew::Inside::take_part(Task& task) {
    std::size_t done = 0;
    std::exception_ptr failure;
    for (;;) {
        const std::size_t i = task.next.fetch_add(1);
        if (i >= task.count) break;
        try {
            task.job(i);
        } catch (...) {  // carried to the thread that asked
            failure = std::current_exception();
        }
        ++done;
    }
    if (done == 0) return;
    const std::lock_guard lock(mutex);
    task.ended += done;
    if (failure && !task.failure) task.failure = failure;
    if (task.ended == task.count) task.all_ended.notify_all();
}

void Crew::Inside::help() {
    std::unique_lock lock(mutex);
    for (;;) {
        work.wait(lock, [this] { return closing || !tasks.empty(); });
        if (closing) return;
        const std::shared_ptr<Task> task = tasks.front();
        tasks.pop_front();
        lock.unlock();
        take_part(*task);
        lock.lock();
    }
}

Crew::Crew(unsigned helpers) : inside_(std::make_unique<Inside>()) { inside_->wanted = helpers; }

Crew::~Crew() {
    {
        const std::lock_guard lock(inside_->mutex);
        inside_->closing = true;
    }
    inside_->work.notify_all();
    for (std::thread& thread : inside_->threads) thread.join();
}

unsigned Crew::helpers() const { return inside_->wanted; }

void Crew::run(std::size_t count, const std::function<void(std::size_t)>& job) {
    Inside& in = *inside_;
    const auto help = std::min<std::size_t>(in.wanted, count > 0 ? count - 1 : 0);
    if (help == 0) {
        for (std::size_t i = 0; i < count; ++i) job(i);
        return;
    }
    const auto task = std::make_shared<Task>(count, job);
    {
        const std::lock_guard lock(in.mutex);
        while (in.threads.size() < in.wanted) in.threads.emplace_back([&in] { in.help(); });
        for (std::size_t i = 0; i < help; ++i) in.tasks.push_back(task);
    }
    if (help == 1)
        in.work.notify_one();
    else
        in.work.notify_all();
    in.take_part(*task);
    std::unique_lock lock(in.mutex);
    task->all_ended.wait(lock, [&] { return task->ended == count; });
    std::erase(in.tasks, task);  // a helper that comes late would find no job left
    if (task->failure) std::rethrow_exception(task->failure);
}

}  // namespace solander
