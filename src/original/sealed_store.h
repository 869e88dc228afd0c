// SPDX-License-Identifier: GPL-3.0-or-later
// Originals that were taken down, encrypted, each with a key of its own that can be destroyed:
// sealed/abcd... and sealed/keys/abcd... (docs/on-disk.md).
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "original/digest.h"

namespace solander {

class SealedStore {
  public:
    explicit SealedStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Durable when it returns, with a new key. `bytes` are those of the digest.
    void seal(const Digest&, std::string_view bytes) const;
    bool holds(const Digest&) const;
    /// Not even what a kill left behind is there.
    bool empty() const;
    /// Of every file and key that is whole.
    std::vector<Digest> all() const;
    /// What a kill left half written; to be called where nobody seals.
    void drop_unfinished() const;
    /// Error{not_found} without the file or its key, Error{storage} when they do not fit.
    Result<std::string> open(const Digest&) const;
    /// The key first: from then on nobody can open it, whoever has a copy of the rest.
    void destroy(const Digest&) const;

  private:
    std::vector<std::filesystem::path> files() const;
    std::filesystem::path file_of(const Digest& digest) const { return folder_ / digest.text(); }
    std::filesystem::path key_of(const Digest& digest) const {
        return folder_ / "keys" / digest.text();
    }
    std::filesystem::path folder_;
};

}  // namespace solander
