// SPDX-License-Identifier: GPL-3.0-or-later
// Who may see a work of this archive: its statement and ledger, its authors' words on all their
// works, and those of its other versions.
#pragma once
#include <vector>

#include "archive/inside.h"
#include "catalogue/ledger.h"

namespace solander {

/// The policies by which visibilities are kept: see archive/policy_in_force.h. The strictest
/// counts.
std::vector<ConsentPolicy> policies_in_force(Connection&);

/// What was said of the work, and of all works of each who wrote or translated it, under any pen
/// name that a person joined. record.id and record.creators are looked at.
WorkLedger ledger_about(Connection&, const WorkRecord&);

/// Inside a transaction; record.id, record.permission and record.creators are looked at. Works
/// joined to it speak as well, and the strictest word holds; a work that is joined to another is
/// `joined`. `at`: by what was recorded until then; empty: now.
Visibility standing_of(Connection&, const WorkRecord&, std::string_view at = {});

/// Whether a moment is not after a day, or moment, whatever the precision of that.
bool was_by(std::string_view moment, std::string_view at);

/// After something was said, or a version came: the work in the catalogue is what follows now, and
/// so is the one that it is a version of. True: it changed. Inside a write transaction.
bool settle_visibility(Connection&, WorkId);

/// Every work under these pen names. Returns how many changed. Inside a write transaction.
std::uint64_t settle_works_of(Connection&, const std::vector<std::int64_t>& creators);

}  // namespace solander
