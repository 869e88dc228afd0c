// SPDX-License-Identifier: GPL-3.0-or-later
// How many of something each visitor has at once.
#pragma once
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace solander {

/// Thread safe; outlives its places.
class Tally {
  public:
    /// One of the places of a visitor, hers until it goes.
    class Place {
      public:
        Place(Tally& tally, std::string key) : tally_(&tally), key_(std::move(key)) {}
        Place(Place&& other) noexcept
            : tally_(std::exchange(other.tally_, nullptr)), key_(std::move(other.key_)) {}
        Place& operator=(Place&& other) noexcept {
            std::swap(tally_, other.tally_);
            std::swap(key_, other.key_);
            return *this;
        }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;
        ~Place() {
            if (tally_ != nullptr) tally_->leave(key_);
        }

      private:
        Tally* tally_;
        std::string key_;
    };

    /// Nothing when this visitor has `most` already; 0: as many as she likes.
    std::optional<Place> enter(const std::string& key, std::size_t most) {
        const std::lock_guard lock(mutex_);
        std::size_t& count = counts_[key];
        if (most != 0 && count >= most) return std::nullopt;
        ++count;
        return Place(*this, key);
    }

  private:
    void leave(const std::string& key) {
        const std::lock_guard lock(mutex_);
        const auto at = counts_.find(key);
        if (--at->second == 0) counts_.erase(at);
    }

    std::mutex mutex_;
    std::unordered_map<std::string, std::size_t> counts_;
};

}  // namespace solander
