// SPDX-License-Identifier: GPL-3.0-or-later
// Answers kept in memory until the archive changes or the room is needed.
#pragma once
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "web/http.h"

namespace solander {

/// Least recently used goes first. Thread safe.
class PageCache {
  public:
    explicit PageCache(std::size_t bytes) : room_(bytes) {}
    std::shared_ptr<const Response> get(const std::string& key);
    /// Not kept when the archive changed since `generation` was read.
    void put(const std::string& key, std::shared_ptr<const Response>, std::uint64_t generation);
    std::uint64_t generation() const;
    /// The archive has changed: forget everything.
    void clear();

  private:
    struct Entry {
        std::string key;
        std::shared_ptr<const Response> response;
    };
    mutable std::mutex mutex_;
    std::list<Entry> entries_;  ///< newest first
    std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
    std::size_t room_, used_ = 0;
    std::uint64_t generation_ = 0;
};

}  // namespace solander
