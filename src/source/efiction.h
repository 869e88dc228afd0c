// SPDX-License-Identifier: GPL-3.0-or-later
// A whole eFiction site, from an SQL dump of its tables and the chapter files beside it.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "source/beside.h"
#include "source/part.h"
#include "source/peel.h"

namespace solander {

/// An SQL dump that fills the table of chapters or stories of an eFiction site, whatever its
/// prefix.
bool is_efiction_dump(std::string_view bytes);

/// A part for every story ("viewstory.php?sid=12"), then for the reviews of each, the news and the
/// site's own pages, then one with the site's report. Of several sites in one dump each has its
/// prefix before its paths. Addresses and passwords are in none of them. Returns the folders whose
/// chapter files belong to them, ".../stories/".
std::vector<std::string> read_efiction(std::string_view bytes, const PeelOptions&, const Beside*,
                                       const std::function<void(Part&&)>& sink,
                                       std::vector<Finding>& findings);

/// Those folders, without reading the stories.
std::vector<std::string> efiction_folders(std::string_view bytes, const Limits&, const Beside&);

}  // namespace solander
