// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of one story that came in several files, in one add or in many, as one work.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "archive/held_part.h"
#include "archive/inside.h"
#include "catalogue/stories.h"

namespace solander {

/// Ordinal of the version that is put together of a work's other versions.
inline constexpr int kTogether = -1;

/// Finds the work that a story is a part of, keeps what came as versions of it, and puts its text
/// together of those that stand: the last posting of each part. Never on doubt: where totals
/// contradict each other, or a part has other words than the one of its number that is held, the
/// story is a work of its own. Stories that are not in parts are joined only when a list was told
/// that they come again (REPOST, REVISED).
///
/// All of it inside the caller's write transactions.
class Joining {
  public:
    Joining(Archive::Inside& inside, std::string now) : inside_(inside), now_(std::move(now)) {}

    /// The work of which the story is a version now; 0: it is a part of none that is held.
    WorkId join(Connection&, const PreparedStory&, std::int64_t original);
    /// A work began with `story`, or is read from it alone from now on: what it is a part of.
    void begin(Connection&, WorkId, const PreparedStory& story);
    /// A transaction was rolled back: what came since put_together() did not come.
    void forget() { changed_.clear(); }
    /// The texts of the works that got parts since the last call. Returns by how much the number of
    /// findings grew.
    std::int64_t put_together(Connection&);
    /// Its versions were read again: what each says.
    void read_again(Connection&, WorkId, const std::map<std::int64_t, WorkRecord>& records);
    /// The record that follows from that, while the texts in the catalogue are as they were read.
    static std::optional<WorkRecord>
    record_again(Connection&, WorkId, const std::map<std::int64_t, WorkRecord>& records);
    /// Of a version that came before parts were noted, or with other ones: they are noted now.
    void note_parts(Connection&, WorkId, std::int64_t version, const PreparedStory&);

  private:
    struct Change {
        WorkRecord record;
        int lowest = 0;      ///< number of the first part that it speaks for
        bool alone = false;  ///< nothing came to it
    };
    bool fits(Connection&, const HeldParts& held, const PreparedStory&) const;
    /// Which of the new version's parts stand now, and which fall for them.
    static bool place(Connection&, const HeldParts& held, const PreparedStory&,
                      std::int64_t version);
    void take_record(Connection&, WorkId, const HeldParts& held, const PreparedStory&, bool stands);
    static bool all_here(const HeldParts& held);
    static std::optional<Change> change_of(const HeldParts& held,
                                           const std::map<std::int64_t, WorkRecord>& records);
    std::int64_t settle(Connection&, WorkId, const Change&);
    static PreparedStory composed(Connection&, const HeldParts& held, WorkRecord record);

    Archive::Inside& inside_;
    std::string now_;
    std::map<WorkId, Change> changed_;
    std::unordered_set<std::uint64_t> crowded_;  ///< authors and titles of too many
};

}  // namespace solander
