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

#include "archive/archive.h"
#include "archive/inside.h"
#include "base/error.h"
#include "base/settings.h"

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

/// Before its settings are read: most folders are none. Somebody else's catalogue.db does not make
/// one.
bool looks_like_archive(const std::vector<std::string>& names) {
    const auto has = [&](std::string_view name) {
        return std::binary_search(names.begin(), names.end(), name, std::greater<>());
    };
    return has(kOriginalsFolder) && (has(kCatalogueFile) || has(Settings::kFileName));
}

bool is_in(const fs::path& path, const fs::path& folder) {
    const auto [at, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return at == folder.end();
}

}  // namespace

void refuse_source(const fs::path& path, const fs::path& own) {
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0) {
        if (errno != ENOENT && errno != ENOTDIR) return;  // the walk says what is wrong
        throw Error(Fault::not_found, fmt::format("there is nothing at {}", path.string()),
                    "nothing was received; look at the spelling, and from which folder you ask");
    }
    std::error_code unclear;
    const fs::path real = fs::canonical(path, unclear);
    if (unclear) return;
    const fs::path own_real = fs::canonical(own, unclear);
    constexpr const char* kNext =
        "nothing was received; name the folder or the file the stories are in: "
        "solander add FOLDER";
    if (real == own_real)
        throw Error(Fault::usage,
                    fmt::format("{} is this archive itself, no pile of stories", path.string()),
                    kNext);
    // `check` names the original of a container that was read to a part, to be added again.
    const bool original =
        fs::is_regular_file(real, unclear) && is_in(real, own_real / kOriginalsFolder);
    if (!own_real.empty() && is_in(real, own_real) && !original)
        throw Error(Fault::usage,
                    fmt::format("{} lies in this archive: it is kept already, or its own file",
                                path.string()),
                    kNext);
    std::vector<std::string> names;
    int code = 0;
    if (fs::is_directory(real, unclear) && list(real, names, code) && looks_like_archive(names)
        && Archive::is_archive(real))
        throw Error(Fault::usage,
                    fmt::format("{} is an archive, no pile of stories", path.string()),
                    fmt::format("nothing was received; to have its files here too: solander add {}",
                                (path / kOriginalsFolder).string()));
}

void walk_sources(const fs::path& start, const fs::path& leave_out,
                  const std::function<bool(SourceFile&&)>& found,
                  const std::function<void(const std::string&)>& problem,
                  const std::function<void(const fs::path&)>& linked,
                  const std::function<void(const fs::path&)>& archive) {
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
            if (leaving_out && info.st_dev == left_out.st_dev && info.st_ino == left_out.st_ino) {
                archive(path);
                continue;
            }
            std::vector<std::string> names;
            int code = 0;
            if (!list(path, names, code))
                problem(fmt::format("cannot read the folder {}: {}", path.string(), reason(code)));
            if (looks_like_archive(names) && Archive::is_archive(path)) {
                archive(path);
                continue;
            }
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
