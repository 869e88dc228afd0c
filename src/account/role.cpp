// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/role.h"

#include <array>

namespace solander {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"reader", "author", "wrangler", "archivist",
                                                    "admin"};

}  // namespace

std::string_view name_of(Role role) { return kNames[static_cast<std::size_t>(role)]; }

std::optional<Role> role_from_name(std::string_view name) {
    for (const Role role : kRoles)
        if (name_of(role) == name) return role;
    return std::nullopt;
}

}  // namespace solander
