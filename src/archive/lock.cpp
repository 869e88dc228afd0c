// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <string>
#include <system_error>
#include <thread>

#include "base/error.h"
#include "base/log.h"

namespace solander {

ArchiveLock::ArchiveLock(const std::filesystem::path& file, const std::atomic<bool>& cancel) {
    fd_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd_ < 0) {
        const int code = errno;
        const std::string folder = file.parent_path().string();
        if (code == EROFS || code == EACCES || code == EPERM)
            throw Error(Fault::denied,
                        fmt::format("the archive {} can only be read by you: {}", folder,
                                    std::generic_category().message(code)),
                        "copy the folder to a place of your own and name that with --archive, or "
                        "have the folder made writable for you");
        throw Error(Fault::storage, fmt::format("cannot open {}: {}", file.string(),
                                                std::generic_category().message(code)));
    }
    bool told = false;
    while (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            const int code = errno;
            ::close(fd_);
            throw Error(Fault::storage, fmt::format("cannot lock {}: {}", file.string(),
                                                    std::generic_category().message(code)));
        }
        if (!told)
            log_line(LogLevel::warning, "archive",
                     "another solander is writing to this archive; waiting for it");
        told = true;
        if (cancel) {
            ::close(fd_);
            throw Error(Fault::cancelled,
                        "stopped while waiting for another solander that writes to this archive");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

ArchiveLock::~ArchiveLock() { ::close(fd_); }

namespace {

int open_serving(const std::filesystem::path& folder) {
    return ::open((folder / "serving").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
}

}  // namespace

ServingLock::ServingLock(const std::filesystem::path& folder) : fd_(open_serving(folder)) {
    if (fd_ >= 0) ::flock(fd_, LOCK_SH | LOCK_NB);
}

ServingLock::~ServingLock() {
    if (fd_ >= 0) ::close(fd_);
}

bool ServingLock::is_held(const std::filesystem::path& folder) {
    const int fd = open_serving(folder);
    if (fd < 0) return false;
    const bool held = ::flock(fd, LOCK_EX | LOCK_NB) != 0;
    ::close(fd);
    return held;
}

}  // namespace solander
