// SPDX-License-Identifier: GPL-3.0-or-later
// Who may see a work of this archive: its statement and ledger, and those of its other versions.
#pragma once
#include "archive/inside.h"

namespace solander {

/// Inside a transaction; record.id and record.permission are looked at. Works joined to it speak as
/// well, and the strictest word holds; a work that is joined to another is `joined`.
Visibility standing_of(const Archive::Inside&, Connection&, const WorkRecord&);

/// After something was said, or a version came: the work in the catalogue is what follows now.
/// Inside a write transaction.
void settle_visibility(const Archive::Inside&, Connection&, WorkId);

}  // namespace solander
