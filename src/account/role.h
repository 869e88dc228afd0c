// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody with an account is here for, and what that lets her do.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace solander {

/// Each may what the one before may: `reader` and `author` read what members may; a `wrangler` also
/// settles tags, people and series; an `archivist` everything that is done with works; an `admin`
/// also gives accounts and roles.
enum class Role : std::uint8_t { reader, author, wrangler, archivist, admin };
inline constexpr Role kRoles[] = {Role::reader, Role::author, Role::wrangler, Role::archivist,
                                  Role::admin};
std::string_view name_of(Role);  ///< also the value in the catalogue
std::optional<Role> role_from_name(std::string_view);

}  // namespace solander
