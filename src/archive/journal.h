// SPDX-License-Identifier: GPL-3.0-or-later
// Which originals a batch is about to put in place: so that a kill between files and catalogue
// leaves nothing astray.
#pragma once
#include <filesystem>
#include <vector>

#include "catalogue/db.h"
#include "original/object_store.h"

namespace solander {

/// Written (and on the disk) before a batch's files appear; removed when the catalogue knows them.
class Journal {
  public:
    Journal(const std::filesystem::path& folder, const std::vector<Digest>& coming);
    void done();  ///< the catalogue has committed

  private:
    std::filesystem::path file_;
};

/// What the journals in `folder` name: files that are, or soon will be, in place and not in the
/// catalogue yet.
std::vector<Digest> journalled(const std::filesystem::path& folder);

/// After a crash: takes away originals that a journal names and the catalogue does not know. Their
/// sources were never acknowledged, so the next add brings them again. Call with the archive's lock
/// held.
void recover_journals(const std::filesystem::path& folder, const ObjectStore&, Database&);

}  // namespace solander
