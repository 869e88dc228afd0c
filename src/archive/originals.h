// SPDX-License-Identifier: GPL-3.0-or-later
// Where the originals lie: files of a folder, or pieces in the database. New ones go where the
// setting `originals.in` says; kept ones are found in either place.
#pragma once
#include <filesystem>
#include <string>

#include "archive/archive.h"
#include "base/mapped_file.h"
#include "base/progress.h"
#include "catalogue/db.h"
#include "original/object_store.h"

namespace solander {

class Originals {
  public:
    Originals(std::filesystem::path folder, bool in_database)
        : folder_(std::move(folder)), in_database_(in_database) {}

    const ObjectStore& folder() const { return folder_; }
    bool in_database() const { return in_database_; }

    /// The bytes, hashed again on the way: altered ones are Error{storage}, never given out.
    Result<std::string> read(Connection&, const Digest&,
                             std::uint64_t limit = std::uint64_t{1} << 40) const;
    /// The same for one that need not fit into memory.
    Result<MappedFile> map(Connection&, const Digest&) const;
    /// What `batch` holds of it becomes pieces, unless there are some. Inside a WriteTransaction.
    void keep(Connection&, std::int64_t original, const ObjectStore::Batch& batch,
              const Digest&) const;

    /// Everything that is kept becomes pieces, or files; what is so already stays. Nothing is taken
    /// away. In steps: who is stopped goes on where he was.
    void carry_in(Connection&, MovedOriginals&, Progress&) const;
    void carry_out(Connection&, MovedOriginals&, Progress&) const;

  private:
    ObjectStore folder_;
    bool in_database_;
};

/// Hashed without keeping it all in memory.
Digest digest_of_mapped(const MappedFile&);

}  // namespace solander
