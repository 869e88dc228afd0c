// SPDX-License-Identifier: GPL-3.0-or-later
// A file read through the memory map: big ones need not fit into memory.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.h"

namespace solander {

/// Read only. A file that is made shorter meanwhile by somebody else kills the program, as it does
/// any that maps files: only for what stays as it is.
class MappedFile {
  public:
    /// Fails (never throws) on anything but a readable regular file.
    static Result<MappedFile> open(const std::filesystem::path&);
    /// Of a file that is open, and may be closed afterwards; `name` is for the words of a failure.
    static Result<MappedFile> of(int fd, const std::string& name);
    MappedFile(MappedFile&&) noexcept;
    MappedFile& operator=(MappedFile&&) noexcept;
    ~MappedFile();

    std::string_view bytes() const { return {static_cast<const char*>(at_), size_}; }
    /// What was read may leave this process's memory; it comes back when it is looked at again.
    void let_go() const;

  private:
    MappedFile(void* at, std::size_t size) : at_(at), size_(size) {}
    void* at_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace solander
