// SPDX-License-Identifier: GPL-3.0-or-later
// solander.toml changed by the program: the address of the database, and nothing else.
#pragma once
#include <string>
#include <string_view>

namespace solander {

/// The same settings with this `database.address`; empty takes it out. Other lines stay as they
/// are. Throws Error{conflict} when that cannot be done.
std::string with_database(std::string_view toml, const std::string& address);

}  // namespace solander
