// SPDX-License-Identifier: GPL-3.0-or-later
// Looking things up in the store, reading them, and clearing what killed batches left.
#include "original/object_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <vector>

#include "base/file.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

/// A batch holds a lock on its folder in tmp while it lives; one that can be locked is an orphan.
void clear_orphans(const fs::path& tmp) {
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(tmp, error)) {
        const int fd =
            ::open(entry.path().c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (fd < 0) continue;
        if (::flock(fd, LOCK_EX | LOCK_NB) == 0) {
            std::error_code ignored;  // a read-only archive can still be read
            fs::remove_all(entry.path(), ignored);
        }
        ::close(fd);
    }
}

std::vector<fs::directory_entry> sorted_entries(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        entries.push_back(*at);
    if (error)
        throw Error(Fault::storage,
                    fmt::format("cannot list {}: {}", folder.native(), error.message()));
    std::sort(entries.begin(), entries.end());
    return entries;
}

}  // namespace

ObjectStore::ObjectStore(fs::path folder) : folder_(std::move(folder)) {
    clear_orphans(folder_ / "tmp");
}

fs::path ObjectStore::path_of(const Digest& digest) const {
    const std::string name = digest.text();
    return folder_ / name.substr(0, 2) / name.substr(2, 2) / name;
}

bool ObjectStore::has(const Digest& digest) const {
    struct stat status {};
    return ::stat(path_of(digest).c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

Result<std::string> ObjectStore::read(const Digest& digest, std::uint64_t limit) const {
    auto bytes = read_file(path_of(digest), limit);
    if (!bytes) {
        Error error = bytes.error();
        error.message = fmt::format("cannot read original {}: {}", digest.text(), error.message);
        return tl::unexpected<Error>(std::move(error));
    }
    if (digest_of(*bytes) != digest)
        return fail(Fault::storage, fmt::format("original {} is not what it was", digest.text()),
                    "run `solander check`, and bring the file back from a backup");
    return bytes;
}

void ObjectStore::walk(const std::function<void(const Entry&)>& visit) const {
    if (!fs::exists(folder_)) return;
    // Each list is taken from the end, so entries wait in reverse order.
    std::vector<fs::directory_entry> open = sorted_entries(folder_);
    std::reverse(open.begin(), open.end());
    while (!open.empty()) {
        const fs::directory_entry entry = std::move(open.back());
        open.pop_back();
        if (entry.is_directory() && !entry.is_symlink()) {
            if (entry.path() == folder_ / "tmp") continue;
            const auto inside = sorted_entries(entry.path());
            open.insert(open.end(), inside.rbegin(), inside.rend());
            continue;
        }
        const bool regular = entry.is_regular_file() && !entry.is_symlink();
        const auto digest = Digest::from_text(entry.path().filename().native());
        const bool ours = regular && digest && path_of(*digest) == entry.path();
        std::error_code error;
        const std::uint64_t size = regular ? entry.file_size(error) : 0;
        visit({entry.path(), ours ? &*digest : nullptr, error ? 0 : size});
    }
}

}  // namespace solander
