// SPDX-License-Identifier: GPL-3.0-or-later
// The browse page's address as filters, and filters as an address: the URL is the state.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/http.h"

namespace solander {

/// Parameters: q, sort, from (works passed over), all=yes (nothing is left out: web/left_out.h);
/// FIELD=value includes, not.FIELD=value excludes; words.from, words.to, updated.from, updated.to.
class BrowseFilters {
  public:
    explicit BrowseFilters(const Request&);

    /// The page itself, without its parameters: /works, /people/12 ...
    const std::string& path() const { return path_; }
    /// The whole query in the query language: what was typed, and every filter.
    std::string query_text() const;
    const std::string& typed() const { return typed_; }
    const std::string& sort() const { return sort_; }
    std::uint32_t from() const { return from_; }

    struct Choice {
        std::string field, value;
        bool excluded;
        friend bool operator==(const Choice&, const Choice&) = default;
    };
    const std::vector<Choice>& choices() const { return choices_; }
    bool has(std::string_view field, std::string_view value, bool excluded) const;
    bool any() const { return !choices_.empty() || !bounds_.empty() || !typed_.empty(); }
    std::string bound(std::string_view name) const;

    // Addresses of pages that differ in one thing. All begin again at the first work.
    std::string with(const Choice&) const;
    std::string without(const Choice&) const;
    std::string without_bound(std::string_view name) const;
    std::string sorted(std::string_view sort) const;
    std::string at(std::uint32_t from) const;
    /// The same list with, or again without, what the reader leaves out elsewhere.
    std::string with_all(bool all) const;
    bool all() const { return all_; }
    /// All parameters but `q`, `sort`, `from` and the named ones: hidden inputs of a form.
    std::vector<std::pair<std::string, std::string>>
    carried(const std::vector<std::string_view>& but) const;
    const std::vector<std::pair<std::string, std::string>>& bounds() const { return bounds_; }

  private:
    std::string url(const std::vector<Choice>&,
                    const std::vector<std::pair<std::string, std::string>>& bounds,
                    std::string_view sort, std::uint32_t from, bool all) const;
    std::string path_, typed_, sort_;
    std::uint32_t from_ = 0;
    bool all_ = false;
    std::vector<Choice> choices_;
    std::vector<std::pair<std::string, std::string>> bounds_;
};

/// Fields that can be chosen, with what a person calls them; in the order of the sidebar.
struct FilterField {
    std::string_view name, heading;
};
inline constexpr FilterField kFilterFields[] = {
    {"rating", "Rating"},  {"warning", "Warnings"},           {"category", "Categories"},
    {"fandom", "Fandoms"}, {"relationship", "Relationships"}, {"character", "Characters"},
    {"tag", "Tags"},       {"complete", "Finished"},          {"language", "Language"},
};

/// "field:\"value\"" as the query language wants it.
std::string field_query(std::string_view field, std::string_view value);

}  // namespace solander
