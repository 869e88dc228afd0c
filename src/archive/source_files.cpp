// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/source_files.h"

#include <dirent.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>
#include <vector>

namespace solander {
namespace {

namespace fs = std::filesystem;

std::string reason(int code) { return std::generic_category().message(code); }

/// Names in a folder, sorted by bytes; backwards, since the walk's stack hands them out from its
/// end.
bool list(const fs::path& folder, std::vector<std::string>& names, int& code) {
    const std::unique_ptr<DIR, int (*)(DIR*)> dir(::opendir(folder.c_str()), ::closedir);
    if (!dir) {
        code = errno;
        return false;
    }
    for (;;) {
        errno = 0;
        const dirent* entry = ::readdir(dir.get());
        if (entry == nullptr) break;
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..") names.emplace_back(name);
    }
    code = errno;
    std::sort(names.begin(), names.end(), std::greater<>());
    return code == 0;
}

}  // namespace

void walk_sources(const fs::path& start, const fs::path& leave_out,
                  const std::function<bool(SourceFile&&)>& found,
                  const std::function<void(const std::string&)>& problem,
                  const std::function<void(const fs::path&)>& linked) {
    // By identity: the archive may be named by another path, through a link or with a slash at the
    // end.
    struct stat left_out {};
    const bool leaving_out = !leave_out.empty() && ::stat(leave_out.c_str(), &left_out) == 0;
    std::vector<fs::path> waiting{fs::absolute(start).lexically_normal()};
    while (!waiting.empty()) {
        const fs::path path = std::move(waiting.back());
        waiting.pop_back();
        struct stat info {};
        if (::lstat(path.c_str(), &info) != 0) {
            problem(fmt::format("cannot read {}: {}", path.string(), reason(errno)));
            continue;
        }
        if (S_ISLNK(info.st_mode)) {
            if (::stat(path.c_str(), &info) != 0) {
                problem(fmt::format("{} is a link to nothing", path.string()));
                continue;
            }
            if (S_ISDIR(info.st_mode) && path != fs::absolute(start).lexically_normal()) {
                linked(path);
                continue;
            }
        }
        if (S_ISDIR(info.st_mode)) {
            if (leaving_out && info.st_dev == left_out.st_dev && info.st_ino == left_out.st_ino)
                continue;
            std::vector<std::string> names;
            int code = 0;
            if (!list(path, names, code))
                problem(fmt::format("cannot read the folder {}: {}", path.string(), reason(code)));
            for (const std::string& name : names) waiting.push_back(path / name);
            continue;
        }
        if (!S_ISREG(info.st_mode)) {
            problem(fmt::format("{} is neither a file nor a folder", path.string()));
            continue;
        }
        SourceFile file;
        file.path = path;
        file.size = static_cast<std::uint64_t>(info.st_size);
        file.mtime_ns =
            static_cast<std::int64_t>(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec;
        file.inode = info.st_ino;
        if (!found(std::move(file))) return;
    }
}

}  // namespace solander
