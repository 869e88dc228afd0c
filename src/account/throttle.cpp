// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/throttle.h"

#include <algorithm>

namespace solander {
namespace {

using std::chrono::seconds;
constexpr int kFree = 5;
constexpr seconds kFirst{2}, kLongest{15 * 60}, kForget{15 * 60};
constexpr std::size_t kMost = 20000;

}  // namespace

seconds Throttle::wait(std::string_view key, Clock::time_point now) const {
    const std::lock_guard lock(mutex_);
    const auto at = entries_.find(std::string(key));
    if (at == entries_.end() || at->second.until <= now) return seconds(0);
    return std::chrono::ceil<seconds>(at->second.until - now);
}

void Throttle::failed(std::string_view key, Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    if (entries_.size() >= kMost && entries_.find(std::string(key)) == entries_.end()) {
        std::erase_if(entries_, [now](const auto& entry) { return entry.second.until <= now; });
        if (entries_.size() >= kMost) entries_.erase(entries_.begin());
    }
    Entry& entry = entries_[std::string(key)];
    if (entry.failures > 0 && now - entry.last > kForget && now >= entry.until) entry = {};
    entry.last = now;
    ++entry.failures;
    if (entry.failures < kFree) return;
    const int doublings = std::min(entry.failures - kFree, 10);
    entry.until = now + std::min(kLongest, kFirst * (1 << doublings));
}

void Throttle::succeeded(std::string_view key) {
    const std::lock_guard lock(mutex_);
    entries_.erase(std::string(key));
}

}  // namespace solander
