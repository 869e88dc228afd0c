// SPDX-License-Identifier: GPL-3.0-or-later
// Works by what their authors allowed, for who asks them.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "catalogue/db.h"
#include "consent/policy.h"
#include "work/story.h"

namespace solander {

struct PermitRow {
    WorkId work = 0;
    std::string title, author;  ///< the first that is named
    Permission permission = Permission::unstated;
    std::string as_given;
    Visibility visibility = Visibility::kept;
    std::string last;  ///< "asked 2026-01-02": the last that was recorded but the statement itself
};
struct PermitFilter {
    std::optional<Permission> permission;
    std::optional<Visibility> visibility;
    std::optional<std::int64_t> author;  ///< row of a pen name
    std::uint32_t limit = 0;             ///< 0: all
};
/// By author, then title.
std::vector<PermitRow> list_permissions(Connection&, const PermitFilter&);

}  // namespace solander
