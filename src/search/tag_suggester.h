// SPDX-License-Identifier: GPL-3.0-or-later
// What a tag may mean: other spellings, other orders, common names, company that it keeps. Only
// suggested, each with why; a person decides.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "search/filters.h"
#include "search/name_spellings.h"
#include "vocabulary/canon.h"

namespace solander {

TagName tag_name_of(const Filters&, std::uint32_t name);

/// Made for a page of tags.
class TagSuggester {
  public:
    TagSuggester(const Filters& filters, Bitmap visible, const Canon& canon)
        : filters_(filters), visible_(std::move(visible)), canon_(canon) {}
    std::vector<TagSuggestion> of(std::uint32_t name);

  private:
    struct Company {
        std::uint32_t fandom = kNoSlot;  ///< that most works with the name are in
        std::uint64_t there = 0, of = 0;
    };

    /// A tag that nobody bears and nobody spoke of is nothing to go by, nor one to be left as it
    /// is.
    bool goes_by(std::uint32_t name) const;
    std::vector<std::uint32_t> those_to_go_by(const SpelledAlike&, const std::string& key) const;
    Company company(std::uint32_t name) const;
    /// A person, or the lists, know it by this very name.
    bool is_known(std::uint32_t name) const;
    /// What stands for the likes of `name` among these: canonical, what a synonym means, what the
    /// lists know, or what is written more often. Nothing when `name` itself stands above them.
    std::vector<std::uint32_t> best_of(const std::vector<std::uint32_t>&, std::uint32_t name) const;
    void by_spelling(std::uint32_t name);
    void by_distance(std::uint32_t name);
    void by_canon(std::uint32_t name, const Company&);
    void by_parts(std::uint32_t name);
    void by_other_kind(std::uint32_t name);
    void by_words_held(std::uint32_t name, const Company&);
    void by_company(std::uint32_t name, const Company&);
    void add(int weight, const std::vector<std::uint32_t>& of, std::string why,
             std::vector<TagName> fandoms = {});
    void add(int weight, TagSuggestion);
    std::optional<std::vector<TagName>> one_fandom(std::string_view text) const;
    /// A name out of the lists, as it is here: a synonym leads on.
    std::vector<TagName> here(TagKind, const std::string& name) const;

    const Filters& filters_;
    Bitmap visible_;
    const Canon& canon_;
    std::vector<TagSuggestion> found_;
    std::uint32_t asked_ = 0;
};

}  // namespace solander
