// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the files beside a dump are the texts of its chapters.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/finding.h"
#include "source/beside.h"
#include "source/efiction_site.h"

namespace solander {

/// "stories/12/345.txt": as much of it as says which file it is.
std::string_view short_chapter_path(std::string_view path);

/// Of several folders that look alike (a whole server was saved) the one is taken that has most of
/// the site's chapters; of equal ones the nearest.
class EfictionFiles {
  public:
    EfictionFiles(const Beside* beside, const EfictionSite& site);

    struct Text {
        std::string path, bytes;
    };
    /// stories/UID/CHAPID.txt, or, when a story changed hands, the same chapter of another author.
    std::optional<Text> text_of(const EfictionChapter& chapter) const;

    /// ".../stories/"; empty when no folder has any of its chapters.
    const std::string& folder() const { return folder_; }
    std::uint64_t count() const { return files_; }
    /// Files of the folder that no row knows, in order.
    const std::vector<std::string>& without_row() const { return without_row_; }
    /// Chapters that lie there under several authors; the paths of one, joined by " and ".
    const std::vector<std::string>& doubled() const { return doubled_; }

  private:
    const Beside* beside_ = nullptr;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> by_chapter_;  ///< of its files
    std::string folder_;
    std::uint64_t files_ = 0;
    std::vector<std::string> without_row_, doubled_;
};

}  // namespace solander
