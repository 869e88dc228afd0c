// SPDX-License-Identifier: GPL-3.0-or-later
// Originals as plain files named by their SHA-256: originals/ab/cd/abcd... ; never rewritten.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "original/digest.h"

namespace solander {

/// All functions are safe to call from several threads. Several processes may add at once.
class ObjectStore {
  public:
    /// `folder` is .../originals; made on the first Batch. Removes what a killed Batch left in tmp.
    explicit ObjectStore(std::filesystem::path folder);

    const std::filesystem::path& folder() const { return folder_; }
    std::filesystem::path path_of(const Digest&) const;
    bool has(const Digest&) const;
    /// The bytes, hashed again on the way: altered ones are Error{storage}, never given out.
    Result<std::string> read(const Digest&, std::uint64_t limit = std::uint64_t{1} << 40) const;

    /// A file below the folder. `digest` is null when name or place is not ours: a stray.
    struct Entry {
        std::filesystem::path path;
        const Digest* digest;
        std::uint64_t size;
    };
    /// In order of names, tmp left out. Throws Error{storage} when a folder cannot be listed.
    void walk(const std::function<void(const Entry&)>& visit) const;

    class Batch;

  private:
    std::filesystem::path folder_;
};

/// Many files made durable together. Until commit() returns nothing of it is in place; after that
/// all of it is, and on the disk. Not committed: the destructor removes the temporary files.
class ObjectStore::Batch {
  public:
    explicit Batch(const ObjectStore&);
    ~Batch();
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;

    struct Put {
        Digest digest;
        bool already_held;  ///< in the store, or put into this batch before
        std::uint64_t size;
    };
    Put put(std::string_view bytes);
    /// `digest` must be digest_of(bytes): for callers that hashed already.
    Put put(const Digest& digest, std::string_view bytes);
    /// Copies and hashes a file in one pass with little memory. Opened for reading only.
    Result<Put> put_file(const std::filesystem::path& source);
    /// What `pieces` gives to its argument, one piece after the other; little memory too.
    using Take = std::function<void(std::string_view)>;
    Put put_pieces(const std::function<void(const Take&)>& pieces);
    void forget(const Digest&);  ///< as if it was not put; what is in the store stays there
    /// Where the bytes lie until commit(); empty when they were not put here.
    std::filesystem::path file_of(const Digest&) const;

    /// Call when no put() runs any more. Throws Error{storage}; what was already in place stays.
    void commit();
    std::size_t size() const;  ///< files that commit() will add

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace solander
