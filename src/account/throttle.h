// SPDX-License-Identifier: GPL-3.0-or-later
// How soon somebody may try again after wrong passwords.
#pragma once
#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace solander {

/// Five tries are free; after each further one the wait doubles, from 2 seconds to 15 minutes. A
/// quarter of an hour without a try forgets all. Keys are what the caller counts by: an account, an
/// address. At most 20,000 are remembered; beyond that those that may try again go first. Thread
/// safe.
class Throttle {
  public:
    using Clock = std::chrono::steady_clock;
    /// From now until this key may try; zero: at once.
    std::chrono::seconds wait(std::string_view key, Clock::time_point now = Clock::now()) const;
    void failed(std::string_view key, Clock::time_point now = Clock::now());
    void succeeded(std::string_view key);

  private:
    struct Entry {
        int failures = 0;
        Clock::time_point last{}, until{};
    };
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Entry> entries_;
};

}  // namespace solander
