// SPDX-License-Identifier: GPL-3.0-or-later
// Sites met while an original is opened: their dumps and, in a container, the chapter files that
// lie in it as well. They wait until all of it was seen, and are then read together.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "source/held_files.h"
#include "source/peel.h"

namespace solander {

class Sites {
  public:
    using Mapped = std::shared_ptr<const MappedFile>;

    /// True: kept for finish(). `path` is empty for the original itself, whose bytes must stay;
    /// `mapped` is what holds the bytes of a member, if anything does.
    bool hold(std::string_view name, std::string_view bytes, const std::string& path,
              const Mapped& mapped);

    /// Stories of every site, then the held files: those of a site as parts of the class
    /// "chapter", others as whatever read_part() makes of them.
    void finish(const PeelOptions&, const std::function<void(Part&&)>& give,
                std::vector<Finding>& findings);

  private:
    struct Dump {
        std::string name, path, packed;
        std::string_view bytes;  ///< of the original itself, or mapped; else they are packed
        Mapped mapped;
    };

    std::vector<Dump> dumps_;
    HeldFiles files_;  ///< that may be chapters
};

/// A chapter's file, as a part that is kept and read with its site.
Part chapter_part(const std::string& path, std::uint64_t bytes);

}  // namespace solander
