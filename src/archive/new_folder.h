// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a new archive may be made in a folder.
#pragma once
#include <filesystem>

namespace solander {

/// An archive wants a folder of its own: Error{conflict}, with the commands that make it beside,
/// when anything is in there but settings and what an init that was stopped has left.
void refuse_filled_folder(const std::filesystem::path& folder);

}  // namespace solander
