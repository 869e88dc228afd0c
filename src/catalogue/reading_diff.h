// SPDX-License-Identifier: GPL-3.0-or-later
// What a new reading would change of what the catalogue holds: field by field, so that a person can
// be shown it first, and so that nothing is written where nothing changes.
#pragma once
#include "catalogue/stories.h"

#include <string>
#include <vector>

namespace solander {

/// One field of a work as it is, and as it would be. Of "evidence", "findings" and "file", and of
/// a "text" as long as before, `after` says in words what differs, and `before` is empty.
struct FieldChange {
    std::string field, before, after;
    friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

/// Fields of the work object, all but those of its text and originals.
std::vector<FieldChange> record_changes(const WorkRecord& before, const WorkRecord& after);

/// "text", "evidence", "findings", "encoding", "file": rows of the version and below it. Findings
/// that a person settled are as good as there.
std::vector<FieldChange> version_changes(Connection&, std::int64_t version, const PreparedStory&);

/// Whether `after` says it all.
bool is_told(const FieldChange&);

/// Whether a change of this field is one of what is known: words and filters have to follow it.
bool concerns_readers(const FieldChange&);

}  // namespace solander
