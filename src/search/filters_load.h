// SPDX-License-Identifier: GPL-3.0-or-later
// Filling a Filters from the catalogue: all rows at the start, later only the works that changed.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "search/filters.h"

namespace solander {

class FilterLoader {
  public:
    explicit FilterLoader(Filters& filters) : f_(filters) {}
    void load(Connection&);
    /// `f_` is a copy of what was; `works` are the ids that changed.
    void change(Connection&, const std::vector<std::int64_t>& works);
    /// What was said of names, all of it anew.
    void file(Connection&);
    /// There are names that `f_` did not have, or that are written otherwise.
    bool new_names() const { return new_names_; }

  private:
    /// A bitmap being filled; shared with older Filters until the first change.
    Bitmap& own(std::shared_ptr<const Bitmap>&);
    void put_row(Query& row, std::uint32_t slot);
    void put_choice(Choice&, std::uint32_t slot, std::string_view value);
    void drop_choice(Choice&, std::uint32_t slot);
    std::uint32_t put_name(std::size_t table, std::int64_t id, NameKind, std::string_view name,
                           std::string_view key);
    std::uint32_t number_of(Connection&, std::size_t table, std::int64_t id);
    void add_slot(std::int64_t id);
    void load_names(Connection&);
    void load_links(Connection&);
    void sort_all();
    void measure();
    void merge_orders(const std::vector<std::uint32_t>& changed);
    void take_names_of(Connection&, std::int64_t work, std::vector<std::uint32_t>& out,
                       std::string& creator_key);
    bool before(std::size_t order, std::uint32_t a, std::uint32_t b) const;
    bool known(std::size_t order, std::uint32_t slot) const;

    Filters& f_;
    std::unordered_set<const Bitmap*> owned_;
    bool new_names_ = false;
};

}  // namespace solander
