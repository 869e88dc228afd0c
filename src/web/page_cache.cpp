// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/page_cache.h"

namespace solander {

std::shared_ptr<const Response> PageCache::get(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->response;
}

void PageCache::put(const std::string& key, std::shared_ptr<const Response> response,
                    std::uint64_t generation) {
    const std::size_t size = response->body.size() + key.size() + 512;
    const std::lock_guard lock(mutex_);
    if (generation != generation_ || size > room_ / 4 || by_key_.contains(key)) return;
    entries_.push_front({key, std::move(response)});
    by_key_.emplace(key, entries_.begin());
    used_ += size;
    while (used_ > room_) {
        const Entry& last = entries_.back();
        used_ -= last.response->body.size() + last.key.size() + 512;
        by_key_.erase(last.key);
        entries_.pop_back();
    }
}

std::uint64_t PageCache::generation() const {
    const std::lock_guard lock(mutex_);
    return generation_;
}

void PageCache::clear() {
    const std::lock_guard lock(mutex_);
    ++generation_;
    entries_.clear();
    by_key_.clear();
    used_ = 0;
}

}  // namespace solander
