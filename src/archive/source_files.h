// SPDX-License-Identifier: GPL-3.0-or-later
// The files below the paths a person named.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace solander {

struct SourceFile {
    std::filesystem::path path;  ///< absolute
    std::uint64_t size = 0;
    std::int64_t mtime_ns = 0;
    std::uint64_t inode = 0;
};

/// In order of names, so that two adds of one folder number its works alike. Links to files are
/// followed, links to folders below `start` go to `linked`. Archives are passed over and go to
/// `archive`: `leave_out` (the one that asks) and others. What cannot be read goes to `problem`
/// with its path, and the walk goes on. Ends early when `found` returns false.
void walk_sources(const std::filesystem::path& start, const std::filesystem::path& leave_out,
                  const std::function<bool(SourceFile&&)>& found,
                  const std::function<void(const std::string& what)>& problem,
                  const std::function<void(const std::filesystem::path&)>& linked,
                  const std::function<void(const std::filesystem::path&)>& archive);

/// Before anything is received: Error{not_found} when nothing is at `path`, Error{usage} when it is
/// an archive, or lies in `own`, unless it is one of its originals.
void refuse_source(const std::filesystem::path& path, const std::filesystem::path& own);

}  // namespace solander
