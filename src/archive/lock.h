// SPDX-License-Identifier: GPL-3.0-or-later
// One adder at a time: a lock on a file of the archive, gone with the process that holds it.
#pragma once
#include <atomic>
#include <filesystem>

namespace solander {

/// Waits for its turn; gives up with Error{cancelled} when `cancel` becomes true. Logs once that it
/// waits.
class ArchiveLock {
  public:
    ArchiveLock(const std::filesystem::path& file, const std::atomic<bool>& cancel);
    ~ArchiveLock();
    ArchiveLock(const ArchiveLock&) = delete;
    ArchiveLock& operator=(const ArchiveLock&) = delete;

  private:
    int fd_ = -1;
};

/// Held by every server of this folder, and asked for by who must have none: gone with the process.
class ServingLock {
  public:
    /// In a folder that cannot be written to there is none, and nobody who would ask.
    explicit ServingLock(const std::filesystem::path& folder);
    ~ServingLock();
    ServingLock(const ServingLock&) = delete;
    ServingLock& operator=(const ServingLock&) = delete;
    static bool is_held(const std::filesystem::path& folder);

  private:
    int fd_ = -1;
};

}  // namespace solander
