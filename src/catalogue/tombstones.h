// SPDX-License-Identifier: GPL-3.0-or-later
// Stories that were taken down: their rows emptied, and what is kept so that they do not come in
// again.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/db.h"
#include "work/likeness.h"
#include "work/story.h"

namespace solander {

struct Tombstone {
    std::int64_t id = 0;
    WorkId work = 0;            ///< the number it had
    std::int64_t original = 0;  ///< row
    std::string place;          ///< place_in()
    std::uint64_t words = 0;
    Likeness likeness;
    std::string reason, made_by, made_at;
    std::string kept;  ///< 32 bytes: the digest of rows_of_work() as it is sealed; empty: it is not
    std::int64_t act = 0;  ///< the first row of the ledger that was written with it
};
/// Where in an original a story lies, in a form that does not tell a name.
std::string place_in(std::string_view path, int ordinal);

/// One for each text of the work; then nothing of it is left but its number, which is removed: no
/// text, version, value, correction, finding, and no name that it alone bore and nobody has spoken
/// of. Returns its originals. Inside a WriteTransaction.
std::vector<std::int64_t> bury_work(Connection&, WorkId, std::string_view reason,
                                    std::string_view by, std::string_view now, std::int64_t act,
                                    std::string_view kept = {});
std::vector<Tombstone> load_tombstones(Connection&);
/// It may come in again. Inside a WriteTransaction.
void remove_tombstones(Connection&, WorkId);
/// Its rows cannot be had any more. Inside a WriteTransaction.
void forget_kept(Connection&, WorkId);

/// Other works with the same words as one of this work's texts of at least `least` words.
std::vector<WorkId> copies_of(Connection&, WorkId, std::uint64_t least);

/// Works that still have a text in the original.
std::vector<WorkId> works_in(Connection&, std::int64_t original);
/// Parts of it are no stories, by themselves: letters, lists, chapters of a site.
bool holds_other_parts(Connection&, std::int64_t original);
/// Its bytes are not in the open any more. `nameless`: nor is where it came from.
void set_sealed(Connection&, std::int64_t original, std::string_view now, bool nameless);

void set_open(Connection&, std::int64_t original);

/// Rows that bury_work() should have left empty, in words; empty when there are none.
std::vector<std::string> rows_left_of_buried(Connection&);

}  // namespace solander
