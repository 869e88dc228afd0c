// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mapped_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace solander {

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    const auto failed = [&](int code) {
        const Fault fault = code == ENOENT                    ? Fault::not_found
                            : code == EACCES || code == EPERM ? Fault::denied
                                                              : Fault::storage;
        return fail(fault, fmt::format("cannot read {}: {}", path.native(),
                                       std::generic_category().message(code)));
    };
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0) return failed(errno);
    struct stat info {};
    int code = ::fstat(fd, &info) == 0 ? 0 : errno;
    if (code == 0 && !S_ISREG(info.st_mode)) code = EINVAL;
    const auto size = static_cast<std::size_t>(info.st_size);
    void* at = nullptr;
    if (code == 0 && size > 0) {
        at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (at == MAP_FAILED) code = errno;
    }
    ::close(fd);
    if (code != 0) return failed(code);
    return MappedFile(at, size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : at_(std::exchange(other.at_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(at_, other.at_);
    std::swap(size_, other.size_);
    return *this;
}

MappedFile::~MappedFile() {
    if (at_ != nullptr) ::munmap(at_, size_);
}

void MappedFile::let_go() const {
    if (at_ != nullptr) ::madvise(at_, size_, MADV_DONTNEED);
}

}  // namespace solander
