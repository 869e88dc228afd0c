// SPDX-License-Identifier: GPL-3.0-or-later
// What was taken down: what must not come in again, and the bytes of its originals. For the files
// of this folder only.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "archive/inside.h"
#include "archive/takedown.h"
#include "catalogue/stories.h"
#include "catalogue/tombstones.h"

namespace solander {

/// What must not come in again, as one transaction sees it.
class Tombstones {
  public:
    Tombstones() = default;
    explicit Tombstones(Connection& connection) : stones_(load_tombstones(connection)) {}
    bool empty() const { return stones_.empty(); }
    /// At its place in an original, or with its words however they are wrapped, or with nearly all
    /// of them. `original` 0: of one that is not held.
    const Tombstone* find(const PreparedStory&, std::int64_t original) const;

  private:
    std::vector<Tombstone> stones_;
};

/// Whether others need an original too.
enum class Shared : std::uint8_t { as_found, yes };
enum class Become : std::uint8_t { sealed, destroyed };
/// What the settings say.
Become become_of_originals(const Archive::Inside&);
/// Their bytes are encrypted, or not, as the settings say; nothing of them is in the database any
/// more. Those that others need as well are sealed in any case, and keep their names. Inside a
/// WriteTransaction; when it is committed, remove_sealed_files().
std::vector<TakenOriginal> seal_originals(Archive::Inside&, Connection&,
                                          const std::vector<std::int64_t>& originals,
                                          std::string_view now, Become, Shared = Shared::as_found);
/// Nobody can open what a work was, nor undo its takedown; originals that others need stay sealed.
/// Inside a WriteTransaction; the keys go at once.
void destroy_sealed_of(Archive::Inside&, Connection&, WorkId);
/// Sealed files that no row names: of a takedown, or its undoing, that was killed. There is one
/// writer at a time, so nobody is about to name them.
void remove_unnamed_seals(const Archive::Inside&, Connection&);
/// Files of sealed originals, which are there after a kill only, or when somebody put one back.
/// Returns the digests of those that were removed.
std::vector<std::string> remove_sealed_files(const Archive::Inside&, Connection&);

}  // namespace solander
