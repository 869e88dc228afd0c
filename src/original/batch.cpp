// SPDX-License-Identifier: GPL-3.0-or-later
// Adding originals: temporary files first, then all made durable, renamed, and made durable again.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <mutex>
#include <random>
#include <set>
#include <system_error>
#include <unordered_map>

#include "base/file.h"
#include "original/object_store.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

/// From this many files on, one syncfs costs less than an fsync for each file and folder.
constexpr std::size_t kSyncAllFrom = 8;

[[noreturn]] void throw_storage(std::string_view what, const fs::path& path, int code) {
    throw Error(
        Fault::storage,
        fmt::format("{} {}: {}", what, path.native(), std::generic_category().message(code)),
        code == ENOSPC || code == EDQUOT ? "make room on the disk and run it again" : "");
}

class Fd {
  public:
    explicit Fd(int fd = -1) : fd_(fd) {}
    Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Fd& operator=(Fd&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Fd() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }

  private:
    int fd_;
};

void write_all(int fd, std::string_view bytes, const fs::path& path) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(fd, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) throw_storage("cannot write", path, errno);
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
}

/// rename(2) that never replaces: false when the name is taken.
bool rename_to_new(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return true;
    if (errno == EEXIST) return false;
    if (errno == EINVAL || errno == ENOSYS) {  // a file system that does not know the flag
        if (::link(from.c_str(), to.c_str()) == 0) {
            ::unlink(from.c_str());
            return true;
        }
        if (errno == EEXIST) return false;
    }
    if (errno == ENOENT) {
        fs::create_directories(to.parent_path());
        if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
            return true;
        if (errno == EEXIST) return false;
    }
    throw_storage("cannot put in place", to, errno);
}

}  // namespace

struct ObjectStore::Batch::State {
    const ObjectStore& store;
    fs::path folder;  ///< of our own in originals/tmp, locked while we live
    Fd lock;
    std::mutex mutex;
    std::unordered_map<Digest, fs::path> files;  ///< digest -> temporary file
    std::atomic<std::uint64_t> next{0};
    std::atomic<bool> broken{false};  ///< a write failed: what others took for held may be missing

    explicit State(const ObjectStore& s) : store(s) {}

    void make_folder() {
        fs::create_directories(store.folder() / "tmp");
        std::random_device source;
        for (int attempt = 0; attempt < 8; ++attempt) {
            folder = store.folder() / "tmp" / fmt::format("{:08x}{:08x}", source(), source());
            if (::mkdir(folder.c_str(), 0777) != 0) {
                if (errno == EEXIST) continue;
                throw_storage("cannot make", folder, errno);
            }
            // Somebody opening the store may have seen it unlocked and removed it: then again.
            lock = Fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
            struct stat status {};
            if (lock.get() >= 0 && ::flock(lock.get(), LOCK_EX | LOCK_NB) == 0
                && ::stat(folder.c_str(), &status) == 0)
                return;
        }
        throw Error(Fault::storage, fmt::format("cannot lock {}", folder.native()));
    }

    fs::path new_name() { return folder / fmt::format("{}", next++); }

    Fd create(const fs::path& path) {
        Fd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444));
        if (file.get() < 0) throw_storage("cannot write", path, errno);
        return file;
    }

    /// False when it is known already; otherwise the digest is taken for `path`.
    bool claim(const Digest& digest, const fs::path& path) {
        {
            const std::lock_guard guard(mutex);
            if (files.contains(digest)) return false;
        }
        if (store.has(digest)) return false;
        const std::lock_guard guard(mutex);
        return files.emplace(digest, path).second;
    }

    void sync_all() const {
        if (::syncfs(lock.get()) != 0) throw_storage("cannot write", store.folder(), errno);
    }
    void sync_files() const {
        if (files.size() >= kSyncAllFrom) return sync_all();
        for (const auto& [digest, path] : files) {
            const Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
            if (file.get() < 0 || ::fsync(file.get()) != 0)
                throw_storage("cannot write", path, errno);
        }
    }
    void sync_folders() const {
        if (files.size() >= kSyncAllFrom) return sync_all();
        std::set<fs::path> folders{store.folder()};
        for (const auto& [digest, path] : files) {
            const fs::path leaf = store.path_of(digest).parent_path();
            folders.insert({leaf, leaf.parent_path()});
        }
        for (const fs::path& path : folders) fsync_folder(path);
    }
};

ObjectStore::Batch::Batch(const ObjectStore& store) : state_(std::make_unique<State>(store)) {
    try {
        state_->make_folder();
    } catch (const fs::filesystem_error& error) {
        throw_storage("cannot make", error.path1(), error.code().value());
    }
}

ObjectStore::Batch::~Batch() {
    std::error_code ignored;
    fs::remove_all(state_->folder, ignored);
}

ObjectStore::Batch::Put ObjectStore::Batch::put(std::string_view bytes) {
    return put(digest_of(bytes), bytes);
}

ObjectStore::Batch::Put ObjectStore::Batch::put(const Digest& digest, std::string_view bytes) {
    const fs::path path = state_->new_name();
    if (!state_->claim(digest, path)) return {digest, true, bytes.size()};
    try {
        const Fd file = state_->create(path);
        write_all(file.get(), bytes, path);
    } catch (...) {
        state_->broken = true;
        throw;
    }
    return {digest, false, bytes.size()};
}

Result<ObjectStore::Batch::Put> ObjectStore::Batch::put_file(const fs::path& source) {
    const auto refuse = [&source](std::string_view what, int code) {
        const Fault fault = code == ENOENT                    ? Fault::not_found
                            : code == EACCES || code == EPERM ? Fault::denied
                                                              : Fault::input;
        return fail(fault, fmt::format("{} {}: {}", what, source.native(),
                                       std::generic_category().message(code)));
    };
    const Fd in(::open(source.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    if (in.get() < 0) return refuse("cannot open", errno);
    struct stat status {};
    if (::fstat(in.get(), &status) != 0) return refuse("cannot look at", errno);
    if (!S_ISREG(status.st_mode))
        return fail(Fault::input, fmt::format("not a regular file: {}", source.native()));
    const fs::path path = state_->new_name();
    const Fd out = state_->create(path);
    Hasher hasher;
    std::string buffer(std::size_t{1} << 20, '\0');
    std::uint64_t size = 0;
    for (;;) {
        const ssize_t got = ::read(in.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            const int code = errno;
            ::unlink(path.c_str());
            return refuse("cannot read", code);
        }
        if (got == 0) break;
        const std::string_view piece(buffer.data(), static_cast<std::size_t>(got));
        hasher.update(piece);
        write_all(out.get(), piece, path);
        size += piece.size();
    }
    const Digest digest = hasher.finish();
    if (state_->claim(digest, path)) return Put{digest, false, size};
    ::unlink(path.c_str());
    return Put{digest, true, size};
}

ObjectStore::Batch::Put
ObjectStore::Batch::put_pieces(const std::function<void(const Take&)>& pieces) {
    const fs::path path = state_->new_name();
    const Fd out = state_->create(path);
    Hasher hasher;
    std::uint64_t size = 0;
    pieces([&](std::string_view piece) {
        hasher.update(piece);
        write_all(out.get(), piece, path);
        size += piece.size();
    });
    const Digest digest = hasher.finish();
    if (state_->claim(digest, path)) return {digest, false, size};
    ::unlink(path.c_str());
    return {digest, true, size};
}

void ObjectStore::Batch::forget(const Digest& digest) {
    const std::lock_guard guard(state_->mutex);
    const auto at = state_->files.find(digest);
    if (at == state_->files.end()) return;
    ::unlink(at->second.c_str());
    state_->files.erase(at);
}

fs::path ObjectStore::Batch::file_of(const Digest& digest) const {
    const std::lock_guard guard(state_->mutex);
    const auto at = state_->files.find(digest);
    return at == state_->files.end() ? fs::path() : at->second;
}

std::size_t ObjectStore::Batch::size() const {
    const std::lock_guard guard(state_->mutex);
    return state_->files.size();
}

void ObjectStore::Batch::commit() {
    const std::lock_guard guard(state_->mutex);
    if (state_->broken) throw Error(Fault::storage, "an original could not be written");
    if (state_->files.empty()) return;
    state_->sync_files();
    try {
        for (const auto& [digest, path] : state_->files)
            if (!rename_to_new(path, state_->store.path_of(digest))) ::unlink(path.c_str());
    } catch (const fs::filesystem_error& error) {
        throw_storage("cannot make", error.path1(), error.code().value());
    }
    state_->sync_folders();
    state_->files.clear();
}

}  // namespace solander
