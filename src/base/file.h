// SPDX-License-Identifier: GPL-3.0-or-later
// Files and folders: reading whole, writing so that a file appears complete or not at all.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.h"

namespace solander {

/// The whole file. Fails (never throws) on anything but a readable regular file; `limit` bytes at
/// most.
Result<std::string> read_file(const std::filesystem::path&,
                              std::uint64_t limit = std::uint64_t{1} << 40);

/// Its first bytes, no more than `most`; a shorter file whole.
Result<std::string> read_head(const std::filesystem::path&, std::size_t most);

/// Written beside its final place, fsynced, renamed on commit(); gone when not committed.
class AtomicFile {
  public:
    /// `mode`: who may read and write it, less what the umask takes away.
    explicit AtomicFile(std::filesystem::path final_path, unsigned mode = 0666);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    void write(std::string_view bytes);
    /// fsync, rename, fsync of the folder; throws Error{storage}. Not `durable`: only whole or not
    /// at all, for what can be made again.
    void commit(bool durable = true);

  private:
    std::filesystem::path final_, temporary_;
    int fd_ = -1;
};

/// write_file = AtomicFile in one call.
void write_file(const std::filesystem::path&, std::string_view bytes, bool durable = true,
                unsigned mode = 0666);
void fsync_folder(const std::filesystem::path&);

/// A folder of its own, removed with all it holds by the destructor.
class TemporaryFolder {
  public:
    explicit TemporaryFolder(std::string_view prefix = "solander-");
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace solander
