// SPDX-License-Identifier: GPL-3.0-or-later
// The members of a book or office file, all in memory, found by path as forgivingly as readers do.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/finding.h"

namespace solander {

struct PackedMember {
    std::string name;          ///< as stored, '/' between folders
    std::string bytes;         ///< empty when `why_not` says so
    std::string_view why_not;  ///< "encrypted" "damaged" "not text"; empty when it was read
};

class PackedMembers {
  public:
    /// Reads what may hold text: pictures, fonts and sound are known by their endings and only
    /// listed. Stops with a finding when more than `room` bytes come out.
    PackedMembers(std::string_view zip, std::uint64_t room, std::vector<Finding>& findings);

    /// `path` from the root. Tried in turn: as it is, without case, by its last piece alone;
    /// `exact` says whether the first was enough.
    const PackedMember* find(std::string_view path, bool& exact) const;
    const PackedMember* find(std::string_view path) const;

    const std::vector<PackedMember>& all() const { return members_; }
    std::uint64_t unpacked() const { return unpacked_; }

  private:
    std::vector<PackedMember> members_;
    std::unordered_map<std::string, std::size_t> exact_, lowered_, leaves_;
    std::uint64_t unpacked_ = 0;
};

/// "a/b.opf" and "../Text/One%20.xhtml#top" -> "Text/One .xhtml"; empty for addresses elsewhere.
std::string path_beside(std::string_view file, std::string_view reference);

}  // namespace solander
