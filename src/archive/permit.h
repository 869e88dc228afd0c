// SPDX-License-Identifier: GPL-3.0-or-later
// What the keeper is shown of permission: by work, by author, and as it stood at a past date.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "consent/policy.h"
#include "work/story.h"

namespace solander {

/// One work, all works of a person under all pen names that were joined, or, with both, her part in
/// that work.
struct PermitSubject {
    std::optional<WorkId> work;
    std::optional<std::int64_t> author;  ///< row of any of the pen names
};

struct VisibilityChange {
    WorkId work;
    Visibility was, is;
};

struct PermitHistory {
    WorkRecord record;
    std::vector<LedgerEvent> events;  ///< those of its authors too, in the order of record
    std::string held_since;
    /// What stood then; nothing when the work was not held yet. Its statement is taken as it is
    /// read today, the settings as they are today.
    std::optional<Visibility> then;
    /// The record's statement is not the file's, but a person's word; empty: it is the file's.
    std::string corrected_by, corrected_at;
};

/// Whose leave a text needs: authors and translators.
bool has_a_say(const Creator&);
/// A word of the ledger that a keeper may say: the others are written by what they stand for.
bool is_recorded_by_hand(std::string_view word);
/// "2003-02-14" or a whole time.
bool is_moment(std::string_view text);

}  // namespace solander
