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

}  // namespace solander
