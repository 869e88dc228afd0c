// SPDX-License-Identifier: GPL-3.0-or-later
// solander.toml changed by the program: one setting, and nothing else.
#pragma once
#include <string>
#include <string_view>

namespace solander {

/// The same settings with `name` ("database.address") set to this text; empty takes it out. Other
/// lines stay as they are. `comment` stands above a table that is new. Throws Error{conflict} when
/// that cannot be done.
std::string with_setting(std::string_view toml, std::string_view name, const std::string& value,
                         std::string_view comment);

/// with_setting() of `database.address`.
std::string with_database(std::string_view toml, const std::string& address);
/// with_setting() of `originals.in`; the folder is what holds when nothing is said.
std::string with_originals_in(std::string_view toml, bool database);

}  // namespace solander
