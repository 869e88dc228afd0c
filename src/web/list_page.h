// SPDX-License-Identifier: GPL-3.0-or-later
// The list of works with its filters, for all works or for some.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "web/app.h"
#include "web/filters.h"

namespace solander {

struct ListOf {
    std::string heading;                                  ///< empty on the general page
    std::string query;                                    ///< besides what was asked
    std::optional<std::vector<WorkId>> only = {};         ///< these works alone
    std::function<void(Markup&)> above = {}, below = {};  ///< what stands around the works
};
Response list_page(App&, const Call&, const BrowseFilters&, const ListOf&);

}  // namespace solander
