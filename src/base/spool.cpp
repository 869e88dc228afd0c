// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/spool.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

namespace solander {
namespace {

std::string folder() {
    const char* said = std::getenv("TMPDIR");
    return said != nullptr && *said != '\0' ? said : "/var/tmp";
}

tl::unexpected<Error> failed(int code) {
    return fail(Fault::storage, fmt::format("cannot write a temporary file in {}: {}", folder(),
                                            std::generic_category().message(code)));
}

}  // namespace

Result<Spool> Spool::make() {
    int fd = ::open(folder().c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0) {  // some file systems know no files without names
        std::string name = folder() + "/solander-XXXXXX";
        fd = ::mkostemp(name.data(), O_CLOEXEC);
        if (fd >= 0) ::unlink(name.c_str());
    }
    if (fd < 0) return failed(errno);
    return Spool(fd);
}

Spool::Spool(Spool&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), trouble_(other.trouble_) {}

Spool& Spool::operator=(Spool&& other) noexcept {
    std::swap(fd_, other.fd_);
    std::swap(trouble_, other.trouble_);
    return *this;
}

Spool::~Spool() {
    if (fd_ >= 0) ::close(fd_);
}

bool Spool::write(std::string_view bytes) {
    while (trouble_ == 0 && !bytes.empty()) {
        const ssize_t done = ::write(fd_, bytes.data(), bytes.size());
        if (done > 0)
            bytes.remove_prefix(static_cast<std::size_t>(done));
        else if (done == 0 || errno != EINTR)
            trouble_ = done == 0 ? ENOSPC : errno;
    }
    return trouble_ == 0;
}

Result<MappedFile> Spool::mapped() const {
    if (trouble_ != 0) return failed(trouble_);
    return MappedFile::of(fd_, "a temporary file");
}

}  // namespace solander
