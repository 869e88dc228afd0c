// SPDX-License-Identifier: GPL-3.0-or-later
// A container's member as it is unpacked: in memory, or, when it is big and of a kind that is read
// piece by piece, in a file without a name.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/mapped_file.h"
#include "source/bundle.h"

namespace solander {

class MemberBytes {
  public:
    enum class Outcome {
        whole,
        damaged,  ///< bytes() is what could be read
        too_big,  ///< bytes() is its beginning
        no_room   ///< the temporary file could not be written; why() says more
    };
    /// At most `part` bytes in memory, and `left` in all.
    Outcome read(Bundle&, std::uint64_t part, std::uint64_t left);

    std::string_view bytes() const { return mapped_ ? mapped_->bytes() : held_; }
    /// What holds bytes(), when that is no memory: it may be held longer than this.
    const std::shared_ptr<const MappedFile>& mapped() const { return mapped_; }
    const std::string& why() const { return why_; }

  private:
    std::string held_, why_;
    std::shared_ptr<const MappedFile> mapped_;
};

}  // namespace solander
