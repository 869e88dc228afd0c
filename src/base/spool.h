// SPDX-License-Identifier: GPL-3.0-or-later
// A file without a name, for what is unpacked and too big for memory: gone with the object, and
// with the program however that ends.
#pragma once
#include <string_view>

#include "base/error.h"
#include "base/mapped_file.h"

namespace solander {

class Spool {
  public:
    /// In $TMPDIR, else in /var/tmp (/tmp is memory on many machines).
    static Result<Spool> make();
    Spool(Spool&&) noexcept;
    Spool& operator=(Spool&&) noexcept;
    ~Spool();

    /// False when it cannot be written; mapped() then says why.
    bool write(std::string_view bytes);
    /// All that was written. The bytes stay when the Spool goes.
    Result<MappedFile> mapped() const;

  private:
    explicit Spool(int fd) : fd_(fd) {}
    int fd_ = -1;
    int trouble_ = 0;  ///< errno
};

}  // namespace solander
