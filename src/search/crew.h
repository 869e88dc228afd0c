// SPDX-License-Identifier: GPL-3.0-or-later
// A few threads that help one query along; whoever asks works too, so a busy crew only means less
// help.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>

namespace solander {

class Crew {
  public:
    /// Threads are started with the first run() that could use them.
    explicit Crew(unsigned helpers);
    ~Crew();
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;

    /// job(0) ... job(count - 1), each once, in any order and on any thread. Ends when all have
    /// ended; the first exception is thrown then. May be called by many threads at once.
    void run(std::size_t count, const std::function<void(std::size_t)>& job);
    unsigned helpers() const;

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace solander
