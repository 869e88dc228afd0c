// SPDX-License-Identifier: GPL-3.0-or-later
// Archives on media or in folders that we may read and not write.
#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace solander {

/// Whether this process can make and change files in the folder.
bool can_write_in(const std::filesystem::path& folder);

/// The URI by which SQLite reads `file` where neither it nor its companions (-wal, -shm) can be
/// written; nothing when they can. SQLite cannot see changes by others then, unless a writer has
/// left its companions there to be read.
std::optional<std::string> read_only_uri(const std::filesystem::path& file);

}  // namespace solander
