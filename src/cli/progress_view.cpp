// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>

#include "cli/terminal.h"

namespace solander {

using Clock = std::chrono::steady_clock;

struct ProgressView::Inside {
    const Progress& progress;
    std::string verb;
    bool bar = stderr_is_terminal();
    Clock::time_point start = Clock::now();
    std::mutex mutex;
    std::condition_variable wake;
    bool ended = false;
    std::thread thread;

    Inside(const Progress& p, std::string_view v) : progress(p), verb(v) {}

    std::string line() const {
        const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
        const std::uint64_t done = progress.files_done, total = progress.files_total;
        const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
        std::string text;
        if (bar && total > 0) {
            const auto filled = static_cast<std::size_t>(24 * done / total);
            text = fmt::format("[{}{}] ", std::string(filled, '#'), std::string(24 - filled, '.'));
        }
        text +=
            fmt::format("{} {}/{}{} {}, {}", verb, with_separators(done), with_separators(total),
                        progress.walking ? "+" : "", total == 1 ? "file" : "files",
                        counted(progress.stories, "story", "stories"));
        if (progress.findings > 0) text += ", " + counted(progress.findings, "finding");
        if (rate > 0) text += fmt::format(", {:.0f}/s", rate);
        if (rate > 0 && total > done && !progress.walking)
            text +=
                fmt::format(", {} left", human_seconds(static_cast<double>(total - done) / rate));
        if (progress.cancel) text += ", stopping";
        return text;
    }

    void show() {
        using namespace std::chrono_literals;
        std::unique_lock lock(mutex);
        while (!wake.wait_for(lock, bar ? 250ms : 10000ms, [this] { return ended; })) {
            if (bar)
                fmt::print(stderr, "\r{}\x1b[K", line());
            else
                fmt::print(stderr, "{}\n", line());
            std::fflush(stderr);
        }
        if (bar) fmt::print(stderr, "\r\x1b[K");
    }
};

ProgressView::ProgressView(const Progress& progress, std::string_view verb)
    : inside_(std::make_unique<Inside>(progress, verb)) {
    inside_->thread = std::thread([inside = inside_.get()] { inside->show(); });
}

ProgressView::~ProgressView() {
    {
        std::lock_guard lock(inside_->mutex);
        inside_->ended = true;
    }
    inside_->wake.notify_one();
    inside_->thread.join();
}

namespace {

// Signal handlers can reach only what is global; the pointer is lock free.
std::atomic<Progress*> cancelled_by_signal{nullptr};

extern "C" void on_signal(int number) {
    Progress* progress = cancelled_by_signal.load();
    if (progress == nullptr || progress->cancel.exchange(true)) {
        std::signal(number, SIG_DFL);
        std::raise(number);
    }
}

}  // namespace

CancelOnSignal::CancelOnSignal(Progress& progress) {
    cancelled_by_signal = &progress;
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
}

CancelOnSignal::~CancelOnSignal() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    cancelled_by_signal = nullptr;
}

}  // namespace solander
