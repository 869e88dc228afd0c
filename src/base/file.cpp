// SPDX-License-Identifier: GPL-3.0-or-later
// Files by POSIX calls: whole reads, atomic writes, temporary folders.
#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <random>
#include <system_error>

namespace solander {
namespace {

struct OpenFile {
    int fd;
    explicit OpenFile(int f) : fd(f) {}
    ~OpenFile() {
        if (fd >= 0) ::close(fd);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
};

Fault fault_of(int code) {
    if (code == ENOENT || code == ENOTDIR) return Fault::not_found;
    if (code == EACCES || code == EPERM) return Fault::denied;
    return Fault::storage;
}

std::string because(std::string_view what, const std::filesystem::path& path, int code) {
    return fmt::format("{} {}: {}", what, path.native(), std::generic_category().message(code));
}

[[noreturn]] void throw_storage(std::string_view what, const std::filesystem::path& path,
                                int code) {
    throw Error(Fault::storage, because(what, path, code),
                code == ENOSPC || code == EDQUOT ? "make room on the disk and run it again" : "");
}

/// Without following the wish to update access times where we may: a source file stays untouched.
int open_for_reading(const std::filesystem::path& path) {
    constexpr int kFlags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
#ifdef O_NOATIME
    const int fd = ::open(path.c_str(), kFlags | O_NOATIME);
    if (fd >= 0 || errno != EPERM) return fd;
#endif
    return ::open(path.c_str(), kFlags);
}

std::string random_name(std::string_view prefix) {
    std::random_device source;
    return fmt::format("{}{:08x}{:08x}", prefix, source(), source());
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t limit) {
    const OpenFile file(open_for_reading(path));
    if (file.fd < 0) {
        const int code = errno;
        return fail(fault_of(code), because("cannot open", path, code));
    }
    struct stat status {};
    if (::fstat(file.fd, &status) != 0) {
        const int code = errno;
        return fail(fault_of(code), because("cannot look at", path, code));
    }
    if (!S_ISREG(status.st_mode))
        return fail(Fault::input, fmt::format("not a regular file: {}", path.native()));
    const auto too_big = [&] {
        return fail(Fault::input, fmt::format("{} is bigger than {} bytes", path.native(), limit));
    };
    auto size = static_cast<std::uint64_t>(status.st_size);
    if (size > limit) return too_big();
    std::string bytes;
    std::size_t have = 0;
    for (;
         ;) {  // one read past the stated size notices a file that grows, and /proc files of size 0
        if (have == bytes.size()) bytes.resize(have == 0 ? size + 1 : have + have / 2 + 4096);
        const ssize_t got = ::read(file.fd, bytes.data() + have, bytes.size() - have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            const int code = errno;
            return fail(fault_of(code), because("cannot read", path, code));
        }
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
        if (have > limit) return too_big();
    }
    bytes.resize(have);
    return bytes;
}

Result<std::string> read_head(const std::filesystem::path& path, std::size_t most) {
    const OpenFile file(open_for_reading(path));
    if (file.fd < 0) return fail(fault_of(errno), because("cannot open", path, errno));
    std::string bytes(most, '\0');
    std::size_t got = 0;
    while (got < most) {
        const ssize_t n = ::read(file.fd, bytes.data() + got, most - got);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return fail(fault_of(errno), because("cannot read", path, errno));
        if (n == 0) break;
        got += static_cast<std::size_t>(n);
    }
    bytes.resize(got);
    return bytes;
}

AtomicFile::AtomicFile(std::filesystem::path final_path, unsigned mode)
    : final_(std::move(final_path)) {
    for (int attempt = 0; fd_ < 0; ++attempt) {
        temporary_ = final_;
        temporary_ += random_name(".tmp-");
        fd_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (fd_ < 0 && (errno != EEXIST || attempt > 8))
            throw_storage("cannot write", temporary_, errno);
    }
}

AtomicFile::~AtomicFile() {
    if (fd_ < 0) return;
    ::close(fd_);
    ::unlink(temporary_.c_str());
}

void AtomicFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(fd_, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) throw_storage("cannot write", final_, errno);
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
}

void AtomicFile::commit(bool durable) {
    if (durable && ::fsync(fd_) != 0) throw_storage("cannot write", final_, errno);
    if (::rename(temporary_.c_str(), final_.c_str()) != 0)
        throw_storage("cannot put in place", final_, errno);
    ::close(fd_);
    fd_ = -1;
    if (durable) fsync_folder(final_.has_parent_path() ? final_.parent_path() : ".");
}

void write_file(const std::filesystem::path& path, std::string_view bytes, bool durable,
                unsigned mode) {
    AtomicFile file(path, mode);
    file.write(bytes);
    file.commit(durable);
}

void fsync_folder(const std::filesystem::path& path) {
    const OpenFile folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.fd < 0) throw_storage("cannot open folder", path, errno);
    // Some network file systems cannot: EINVAL says so, and nothing more can be done there.
    if (::fsync(folder.fd) != 0 && errno != EINVAL)
        throw_storage("cannot write folder", path, errno);
}

TemporaryFolder::TemporaryFolder(std::string_view prefix) {
    const auto base = std::filesystem::temp_directory_path();
    std::string pattern = (base / prefix).native() + "XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) throw_storage("cannot make folder", pattern, errno);
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace solander
