// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of stories that lie beside the files they describe: Automated Archive's ARCHIVE_DB.pl, and
// tables that people made (CSV, JSON, YAML). Read as data, never run.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "source/part.h"

namespace solander {

struct SidecarRow {
    /// Where its file may be, seen from the list's own folder, likeliest first; / between folders.
    std::vector<std::string> files;
    std::vector<Stated> stated;
};

struct Sidecar {
    std::string_view kind;  ///< "automated-archive", "csv", "json", "yaml"
    std::vector<SidecarRow> rows;
    std::vector<Finding> findings;  ///< "damaged-list"
};

/// By the first few KB: worth reading whole.
bool looks_like_sidecar(std::string_view head);

/// nullopt when it is none: a table needs a column for the file (file, filename, path, location)
/// and one for the title. E-mail addresses are left out, and a column about archiving is kept as
/// extra: it is not the author's own word.
std::optional<Sidecar> read_sidecar(std::string_view bytes);

}  // namespace solander
