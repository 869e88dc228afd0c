// SPDX-License-Identifier: GPL-3.0-or-later
// From what a person says of tags to what has to be recorded: what follows from it, what must not
// be, and both states in words. No database.
#pragma once
#include <string_view>
#include <unordered_map>
#include <vector>

#include "archive/wrangling.h"
#include "catalogue/wrangling.h"

namespace solander {

/// Every tag that has a row; and those that are to get one, under numbers below zero.
class TagBook {
  public:
    void put(const TagName&, std::string_view key);
    /// 0 when there is none.
    std::int64_t find(TagKind, std::string_view name) const;
    std::int64_t find_or_new(TagKind, std::string_view name);
    const TagName* of(std::int64_t id) const;
    const std::unordered_map<std::int64_t, TagName>& all() const { return tags_; }

  private:
    std::unordered_map<std::int64_t, TagName> tags_;
    std::unordered_map<std::string, std::int64_t> by_key_;
    std::int64_t last_new_ = 0;
};

struct WranglePlan {
    TagsPreview preview;
    std::vector<NameWord> words;  ///< to be recorded; may name tags of numbers below zero
};

/// All of `words` at once. Tags that something is said to be a synonym or sub of become canonical
/// where nobody said otherwise; what pointed at a tag that becomes a synonym points on.
WranglePlan plan_words(const NameGraph& before, TagBook&, const std::vector<TagWord>& words);
/// From one state to the other, as an undoing leads there. Says nothing to record.
WranglePlan plan_between(const NameGraph& before, const NameGraph& after, const TagBook&);

}  // namespace solander
