// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by the readers of fields and of prose; not for other folders.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "consent/statement.h"

namespace solander {

/// The wording alone; as_given and said_in are left to the caller. In prose only clauses that speak
/// of archiving name places.
Statement read_wording(std::string_view text, bool prose);

/// no 0, ask 1, already 2, notify 3, yes 4.
int openness_of_grant(std::string_view grant);

/// Puts places into a list: one place, one grant, of two the stricter.
class ListedPlaces {
  public:
    explicit ListedPlaces(std::vector<ListedArchive>& list);
    void add(ListedArchive one);

  private:
    std::vector<ListedArchive>& list_;
    std::unordered_map<std::string, std::size_t> at_;  ///< by folded name
};

void add_unique(std::vector<std::string>& all, std::string_view one);

}  // namespace solander
