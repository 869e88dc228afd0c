// SPDX-License-Identifier: GPL-3.0-or-later
// Chapter files that lie beside the dump of their site: which they are, before any of them is
// received, and where they are when the dump is read again.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "archive/inside.h"
#include "archive/sidecars.h"
#include "base/mapped_file.h"
#include "original/digest.h"
#include "source/beside.h"

namespace solander {

/// What an add is about to receive.
class SitesOnDisk {
  public:
    explicit SitesOnDisk(const Limits& limits) : limits_(limits) {}

    /// Looks for lists, and for files that may be chapters and, only where there are any, for dumps
    /// that know them: loose, or inside a packed file.
    void look(const std::filesystem::path& start, const std::filesystem::path& leave_out);

    /// Of a dump that was found; null for any other file.
    const Beside* beside(const std::filesystem::path& file) const;
    /// Asks of some of each dump's files whether they are held. Before any is received.
    void compare(const std::function<bool(const std::string& path)>& held);
    /// Files came to a dump since it was received: it is read once more, for stories that had none.
    bool has_new_files(const std::filesystem::path& dump) const { return new_.count(dump) != 0; }
    /// A chapter's file of one of them: an original, and no work of its own.
    bool is_chapter(const std::filesystem::path& file) const;

    const Sidecars& lists() const { return lists_; }

  private:
    class Files;
    void look_for_lists(const std::vector<std::filesystem::path>& others,
                        const std::vector<std::string>& candidates);
    void look_into(const std::filesystem::path& file, const std::vector<std::string>& candidates);

    const Limits& limits_;
    std::map<std::filesystem::path, std::unique_ptr<const Beside>> dumps_;
    std::set<std::filesystem::path> new_;  ///< dumps
    std::unordered_set<std::string> chapters_;
    Sidecars lists_;
};

/// The kept originals that were chapter files when they came, as they lay beside this one. Looks
/// for them when it is first asked.
std::unique_ptr<Beside> kept_beside(const Archive::Inside&, Connection&, std::int64_t original);

}  // namespace solander
