// SPDX-License-Identifier: GPL-3.0-or-later
// Who may see a work of this archive: its statement and ledger, its authors' words on all their
// works, and those of its other versions.
#pragma once
#include <set>
#include <vector>

#include "archive/inside.h"
#include "catalogue/ledger.h"

namespace solander {

/// The policies by which visibilities are kept: see archive/policy_in_force.h. The strictest
/// counts.
std::vector<ConsentPolicy> policies_in_force(Connection&);

/// What was said of the work, and by each who wrote or translated it, under any pen name that a
/// person joined: of all of hers, and of her part in it. Who spoke of her part wrote it, whoever is
/// named now: a name that goes takes no word with it. record.id and record.creators are looked at.
/// `gone`: others who have a word, as below.
WorkLedger ledger_about(Connection&, const WorkRecord&, const std::vector<std::int64_t>& gone = {});

/// Pen names that stood on the work before, that have said something, and stand on it no more under
/// any name of the same person. What they said of all of theirs was said of it: a correction opens
/// nothing.
std::vector<std::int64_t> names_gone(Connection&, const WorkRecord& before,
                                     const WorkRecord& after);
/// Notes that they wrote it, before `after` is saved: from then on ledger_about() heeds them.
/// Inside a write transaction.
void note_names_gone(Connection&, const WorkRecord& before, const WorkRecord& after,
                     std::string_view now);

/// Inside a transaction; record.id, record.permission and record.creators are looked at. Works
/// joined to it speak as well, and the strictest word holds; a work that is joined to another is
/// `joined`. `at`: by what was recorded until then; empty: now.
Visibility standing_of(Connection&, const WorkRecord&, std::string_view at = {},
                       const std::vector<std::int64_t>& gone = {});

/// Whether a moment is not after a day, or moment, whatever the precision of that.
bool was_by(std::string_view moment, std::string_view at);

/// After something was said, or a version came: the work in the catalogue is what follows now, and
/// so is the one that it is a version of. True: it changed. Inside a write transaction.
bool settle_visibility(Connection&, WorkId);

/// The same for a work that was saved with another reading; `before`: what it was, if that is
/// known.
bool settle_successor(Connection&, const std::optional<WorkRecord>& before, WorkId,
                      std::string_view now);

/// The works under a pen name, and those of which she who bears it spoke.
std::set<WorkId> works_heeding(Connection&, std::int64_t creator);

/// All of those of these pen names. Returns how many changed. Inside a write transaction.
std::uint64_t settle_works_of(Connection&, const std::vector<std::int64_t>& creators);

}  // namespace solander
