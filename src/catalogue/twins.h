// SPDX-License-Identifier: GPL-3.0-or-later
// Rows about works that may be one story: pairs that were found, and what a person said of them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "catalogue/db.h"
#include "consent/policy.h"
#include "work/twins.h"

namespace solander {

/// Every work that is shown by itself, with what its current text and its name look like.
std::vector<TextPrint> load_prints(Connection&);

/// A pair that was found. Derived: made again by looking again.
struct TwinRow {
    WorkPair works;
    TwinKind kind;
    Overlap shared;
    std::int64_t compared = 0;  ///< stands for the two texts that were compared
    Visibility first = Visibility::kept, second = Visibility::kept;  ///< of the works, loaded
};
/// In the order of the works; only those of `work`, if given.
std::vector<TwinRow> load_twins(Connection&, std::optional<WorkId> work = {});
/// These are all there are. Inside a WriteTransaction.
void save_twins(Connection&, const std::vector<TwinRow>&);

enum class Verdict : std::uint8_t {
    joined,  ///< `other` is a version of `work`, and shown there
    apart,   ///< two works, however alike
};
/// A person's word. The last one about a pair that is not undone holds.
struct VerdictRow {
    std::int64_t id;
    WorkId work, other;
    Verdict verdict;
    std::string made_by, made_at, undone_at;  ///< undone_at empty: it holds
};
std::int64_t add_verdict(Connection&, const VerdictRow&);  ///< id is not looked at
void undo_verdict(Connection&, std::int64_t id, std::string_view now);
/// Those that hold; with `work`, of it alone.
std::vector<VerdictRow> verdicts(Connection&, std::optional<WorkId> work = {});
/// All that was ever said of a work, or the last so many of all; the last first.
std::vector<VerdictRow> verdict_history(Connection&, std::optional<WorkId> work, int most);
/// The work that this one is a version of, by a person's word; 0: none.
WorkId joined_into(Connection&, WorkId);
/// The works that are versions of this one.
std::vector<WorkId> joined_to(Connection&, WorkId);

}  // namespace solander
