// SPDX-License-Identifier: GPL-3.0-or-later
// New readings of kept originals brought into the catalogue: only what differs is written, and a
// person's corrections go on top.
#pragma once
#include <map>
#include <set>
#include <vector>

#include "archive/joining.h"
#include "archive/kept_stories.h"
#include "catalogue/reading_diff.h"

namespace solander {

/// Inside transactions of the caller; of several versions of a work it waits for the last.
class ReadingWriter {
  public:
    /// `write` false: it only says what would change.
    ReadingWriter(Archive::Inside& inside, Connection& connection, bool write);

    void take(const Place&, PreparedStory&&);
    /// One version of a work in several could not be read: the catalogue keeps its word of it.
    void give_up(const Place&);
    /// At the end: works of which not every version came stay as they are.
    void forget_unfinished() { waiting_.clear(); }

    struct Outcome {
        WorkId work;
        std::string title;
        std::vector<FieldChange> changes;  ///< none: understood the same
        std::vector<Place> read;           ///< by older rules so far, and the same in today's
    };
    /// Works that are done since the last call.
    std::vector<Outcome> outcomes() { return std::exchange(outcomes_, {}); }

  private:
    struct Waiting {
        std::size_t left = 0;  ///< versions that are still to come
        bool whole = true;
        std::vector<FieldChange> changes;  ///< of the versions
        std::map<std::int64_t, WorkRecord> records;
        Places places;
    };
    Waiting& waiting(const Place&);
    void arrived(WorkId);
    void end(WorkId, const Waiting&);
    void take_alone(const Place&, PreparedStory&);
    WorkRecord corrected(WorkRecord record, const WorkRecord& before) const;

    Connection& connection_;
    bool write_;
    Joining joining_;
    std::map<WorkId, Waiting> waiting_;
    std::vector<Outcome> outcomes_;
};

}  // namespace solander
