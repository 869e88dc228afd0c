// SPDX-License-Identifier: GPL-3.0-or-later
// Books and office files are zips: which of them a zip is, by the names in its directory.
#pragma once
#include <string_view>

namespace solander {

/// "epub" "docx" "odt" "office" "opendocument" "fimfarchive" or "zip". A book whose `mimetype` is
/// missing, late or packed is one all the same, and one that lies in a folder of the zip alone.
/// Reads the directory at the end, or the first names when that is gone. Linear in the number of
/// members.
std::string_view kind_of_zip(std::string_view bytes);

}  // namespace solander
