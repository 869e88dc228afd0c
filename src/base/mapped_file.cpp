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

namespace {

tl::unexpected<Error> failed(const std::string& name, int code) {
    const Fault fault = code == ENOENT                    ? Fault::not_found
                        : code == EACCES || code == EPERM ? Fault::denied
                                                          : Fault::storage;
    return fail(fault,
                fmt::format("cannot read {}: {}", name, std::generic_category().message(code)));
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0) return failed(path.native(), errno);
    auto mapped = of(fd, path.native());
    ::close(fd);
    return mapped;
}

Result<MappedFile> MappedFile::of(int fd, const std::string& name) {
    struct stat info {};
    if (::fstat(fd, &info) != 0) return failed(name, errno);
    if (!S_ISREG(info.st_mode)) return failed(name, EINVAL);
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size == 0) return MappedFile(nullptr, 0);
    void* at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED) return failed(name, errno);
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
