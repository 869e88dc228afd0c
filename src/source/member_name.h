// SPDX-License-Identifier: GPL-3.0-or-later
// Names of files and container members as people can read them. Names are shown, never opened by.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>

namespace solander {

/// Valid UTF-8 without control characters: bytes that are none are read as Shift-JIS when that
/// gives kana or ideographs, else as `older` ("ibm437" for zip, "windows-1252" for the rest).
std::string readable_name(std::string_view raw, std::string_view older);

/// The same for a member of a container of `format`.
std::string member_name(std::string_view raw, std::string_view format);

/// What stands behind the last / (or \ where no / is used): "b.txt" of "a/b.txt".
std::string_view leaf_name(std::string_view path);

/// "../x", "/x", "C:\x", "a//b": a name that would lead out of a folder, or nowhere.
bool is_odd_path(std::string_view path);

/// The names of one place: each is given once, "a.txt", then "a.txt#2".
class DistinctNames {
  public:
    std::string take(const std::string& name);

  private:
    std::unordered_map<std::string, unsigned> taken_;
};

}  // namespace solander
