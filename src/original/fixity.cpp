// SPDX-License-Identifier: GPL-3.0-or-later
// Fixity: workers take the expected originals one by one, in order of names.
#include "original/fixity.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <mutex>
#include <system_error>
#include <thread>

namespace solander {
namespace {

struct OpenFile {
    int fd;
    explicit OpenFile(int f) : fd(f) {}
    ~OpenFile() {
        if (fd >= 0) ::close(fd);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
};

/// Empty when the file is what it was; "missing" when there is none; else what is wrong with it.
std::string fault_of(const ObjectStore& store, const HeldOriginal& held, std::string& buffer,
                     Hasher& hasher, Progress& progress) {
    const auto unreadable = [](int code) {
        return fmt::format("cannot be read: {}", std::generic_category().message(code));
    };
    const OpenFile file(
        ::open(store.path_of(held.digest).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.fd < 0) return errno == ENOENT || errno == ENOTDIR ? "missing" : unreadable(errno);
    struct stat status {};
    if (::fstat(file.fd, &status) != 0) return unreadable(errno);
    if (!S_ISREG(status.st_mode)) return "is not a file";
    if (static_cast<std::uint64_t>(status.st_size) != held.size)
        return fmt::format("is {} bytes long, was {}", status.st_size, held.size);
    std::string why;
    while (!progress.cancel) {
        const ssize_t got = ::read(file.fd, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) why = unreadable(errno);
        if (got <= 0) break;
        hasher.update({buffer.data(), static_cast<std::size_t>(got)});
        progress.bytes_done += static_cast<std::uint64_t>(got);
    }
    const bool same = hasher.finish() == held.digest;  // always: it readies the hasher for the next
    if (!why.empty() || progress.cancel) return why;
    return same ? "" : "has other bytes";
}

}  // namespace

FixityReport check_fixity(const ObjectStore& store, std::vector<HeldOriginal> expected,
                          unsigned threads, Progress& progress) {
    const auto by_digest = [](const auto& a, const auto& b) { return a.digest < b.digest; };
    std::sort(expected.begin(), expected.end(), by_digest);
    progress.files_total += expected.size();
    const std::uint64_t bytes_before = progress.bytes_done;

    FixityReport report;
    std::mutex mutex;
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        std::string buffer(std::size_t{256} << 10, '\0');
        Hasher hasher;
        for (std::size_t i = next++; i < expected.size() && !progress.cancel; i = next++) {
            std::string why = fault_of(store, expected[i], buffer, hasher, progress);
            if (progress.cancel) return;
            ++progress.files_done;
            const std::lock_guard guard(mutex);
            if (why.empty())
                ++report.originals;
            else if (why == "missing")
                report.missing.push_back(expected[i].digest);
            else
                report.altered.push_back({expected[i].digest, std::move(why)});
        }
    };
    {
        std::vector<std::jthread> workers;
        for (unsigned i = 1; i < threads; ++i) workers.emplace_back(work);
        work();
    }
    report.cancelled = progress.cancel;
    report.bytes = progress.bytes_done - bytes_before;
    std::sort(report.missing.begin(), report.missing.end());
    std::sort(report.altered.begin(), report.altered.end(), by_digest);
    if (report.cancelled) return report;

    store.walk([&](const ObjectStore::Entry& entry) {
        const bool held = entry.digest != nullptr
                          && std::binary_search(expected.begin(), expected.end(),
                                                HeldOriginal{*entry.digest, 0}, by_digest);
        if (!held) report.stray.push_back(entry.path);
    });
    return report;
}

}  // namespace solander
