// SPDX-License-Identifier: GPL-3.0-or-later
// Chapter files that lie beside the dump of their site, loose or packed: which they are, before any
// of them is received.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "archive/sidecars.h"
#include "source/held_files.h"
#include "source/limits.h"

namespace solander {

/// What an add is about to receive.
class SitesOnDisk {
  public:
    explicit SitesOnDisk(const Limits& limits) : limits_(limits) {}

    /// Looks for lists, and for files that may be chapters and dumps that know them: either loose,
    /// or inside a packed file.
    void look(const std::filesystem::path& start, const std::filesystem::path& leave_out);

    /// Of a dump that was found; null for any other file.
    const Beside* beside(const std::filesystem::path& file) const;
    /// Asks of some of each dump's files whether they are held. Before any is received.
    void compare(const std::function<bool(const std::string& path)>& held);
    /// Files came to a dump since it was received: it is read once more, for stories that had none.
    bool has_new_files(const std::filesystem::path& dump) const { return new_.count(dump) != 0; }
    /// A chapter's file of one of them: an original, and no work of its own.
    bool is_chapter(const std::filesystem::path& file) const;
    /// The same of a container's members; empty where none can be.
    std::function<bool(const std::string& member)>
    chapters_in(const std::filesystem::path& file) const;

    const Sidecars& lists() const { return lists_; }

  private:
    class Files;
    struct Found {
        std::vector<std::string> chapters;  ///< what may be one, by its path
        std::vector<std::filesystem::path> others, dumps, containers;
    };
    void look_at_heads(Found&);
    void look_into_containers(Found&);
    std::optional<std::filesystem::path> container_of(const std::string& chapter) const;
    void look_into(const std::filesystem::path& file, const std::vector<std::string>& candidates);

    const Limits& limits_;
    std::map<std::filesystem::path, std::unique_ptr<const Beside>> dumps_;
    std::set<std::filesystem::path> new_;       ///< dumps
    std::unordered_set<std::string> chapters_;  ///< a packed one's path goes on in its container
    HeldFiles packed_;
    Sidecars lists_;
};

}  // namespace solander
