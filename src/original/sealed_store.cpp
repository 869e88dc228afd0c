// SPDX-License-Identifier: GPL-3.0-or-later
#include "original/sealed_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/file.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "solander sealed 1\n";
constexpr std::size_t kChunk = std::size_t{64} << 10;
constexpr std::size_t kMore = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 40;

const unsigned char* in(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* out(char* bytes) { return reinterpret_cast<unsigned char*>(bytes); }

/// Wiped when it goes.
struct Key {
    std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES> bytes{};
    Key() = default;
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;
    ~Key() { sodium_memzero(bytes.data(), bytes.size()); }
    std::string_view view() const {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
};

void begin_sodium() {
    if (sodium_init() < 0)
        throw Error(Fault::storage, "no random numbers can be had: nothing can be sealed");
}

void make_folder(const fs::path& folder) {
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (!problem) fs::permissions(folder, fs::perms::owner_all, problem);
    if (problem)
        throw Error(Fault::storage, "cannot make " + folder.string() + ": " + problem.message());
}

/// In place: a new file would leave the old bytes on the disk. (A file system that copies on
/// writing keeps them all the same.)
void overwrite_with_zeros(const fs::path& file, std::size_t size) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd < 0) return;  // it is removed all the same
    const std::string zeros(size, '\0');
    const bool written =
        ::write(fd, zeros.data(), zeros.size()) == static_cast<ssize_t>(size) && ::fsync(fd) == 0;
    ::close(fd);
    if (!written) throw Error(Fault::storage, "cannot overwrite the key " + file.string());
}

std::string encrypted(const Key& key, const Digest& digest, std::string_view bytes) {
    crypto_secretstream_xchacha20poly1305_state state;
    std::string text(kMagic);
    const std::size_t head = text.size();
    text.resize(head + crypto_secretstream_xchacha20poly1305_HEADERBYTES);
    crypto_secretstream_xchacha20poly1305_init_push(&state, out(text.data() + head),
                                                    key.bytes.data());
    text.reserve(text.size() + bytes.size() + (bytes.size() / kChunk + 1) * kMore);
    do {
        const std::string_view chunk = bytes.substr(0, kChunk);
        bytes.remove_prefix(chunk.size());
        const std::size_t at = text.size();
        text.resize(at + chunk.size() + kMore);
        crypto_secretstream_xchacha20poly1305_push(
            &state, out(text.data() + at), nullptr, in(chunk), chunk.size(), in(digest.raw()),
            digest.raw().size(),
            bytes.empty() ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                          : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    } while (!bytes.empty());
    sodium_memzero(&state, sizeof state);
    return text;
}

std::optional<std::string> decrypted(const Key& key, const Digest& digest, std::string_view text) {
    constexpr std::size_t kHeader = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
    if (!text.starts_with(kMagic) || text.size() < kMagic.size() + kHeader) return std::nullopt;
    text.remove_prefix(kMagic.size());
    crypto_secretstream_xchacha20poly1305_state state;
    if (crypto_secretstream_xchacha20poly1305_init_pull(&state, in(text), key.bytes.data()) != 0)
        return std::nullopt;
    text.remove_prefix(kHeader);
    std::string bytes;
    bytes.reserve(text.size());
    unsigned char tag = 0;
    while (!text.empty()) {
        const std::string_view chunk = text.substr(0, kChunk + kMore);
        if (chunk.size() < kMore) return std::nullopt;
        text.remove_prefix(chunk.size());
        const std::size_t at = bytes.size();
        bytes.resize(at + chunk.size() - kMore);
        if (crypto_secretstream_xchacha20poly1305_pull(&state, out(bytes.data() + at), nullptr,
                                                       &tag, in(chunk), chunk.size(),
                                                       in(digest.raw()), digest.raw().size())
            != 0)
            return std::nullopt;
    }
    sodium_memzero(&state, sizeof state);
    if (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL || digest_of(bytes) != digest)
        return std::nullopt;
    return bytes;
}

}  // namespace

void SealedStore::seal(const Digest& digest, std::string_view bytes) const {
    begin_sodium();
    make_folder(folder_);
    make_folder(folder_ / "keys");
    Key key;
    crypto_secretstream_xchacha20poly1305_keygen(key.bytes.data());
    write_file(file_of(digest), encrypted(key, digest, bytes), true, 0600);
    write_file(key_of(digest), key.view(), true, 0600);
}

bool SealedStore::holds(const Digest& digest) const {
    std::error_code ignored;
    return fs::exists(file_of(digest), ignored) && fs::exists(key_of(digest), ignored);
}

/// Keys first.
std::vector<fs::path> SealedStore::files() const {
    std::vector<fs::path> files;
    for (const fs::path& folder : {folder_ / "keys", folder_}) {
        std::error_code problem;
        for (fs::directory_iterator at(folder, problem), end; !problem && at != end;
             at.increment(problem))
            if (at->is_regular_file(problem)) files.push_back(at->path());
    }
    return files;
}

bool SealedStore::empty() const { return files().empty(); }

std::vector<Digest> SealedStore::all() const {
    std::vector<Digest> digests;
    for (const fs::path& file : files())
        if (const auto digest = Digest::from_text(file.filename().string()))
            digests.push_back(*digest);
    std::sort(digests.begin(), digests.end());
    digests.erase(std::unique(digests.begin(), digests.end()), digests.end());
    return digests;
}

void SealedStore::drop_unfinished() const {
    for (const fs::path& file : files()) {
        if (Digest::from_text(file.filename().string())) continue;
        std::error_code ignored;
        if (file.parent_path() != folder_) overwrite_with_zeros(file, fs::file_size(file, ignored));
        fs::remove(file, ignored);
        fsync_folder(file.parent_path());
    }
}

Result<std::string> SealedStore::open(const Digest& digest) const {
    begin_sodium();
    if (!holds(digest))
        return fail(
            Fault::not_found,
            fmt::format("original {} was taken down, and is not sealed here", digest.text()));
    auto text = read_file(file_of(digest), kMostBytes);
    if (!text) return tl::unexpected<Error>(text.error());
    auto key_bytes = read_file(key_of(digest), 1024);
    if (!key_bytes) return tl::unexpected<Error>(key_bytes.error());
    Key key;
    if (key_bytes->size() == key.bytes.size())
        std::copy(key_bytes->begin(), key_bytes->end(), reinterpret_cast<char*>(key.bytes.data()));
    sodium_memzero(key_bytes->data(), key_bytes->size());
    auto bytes = decrypted(key, digest, *text);
    if (!bytes)
        return fail(Fault::storage,
                    fmt::format("the sealed original {} cannot be opened", digest.text()),
                    "it was altered, or its key is another's: bring both back from one backup");
    return std::move(*bytes);
}

void SealedStore::destroy(const Digest& digest) const {
    std::error_code ignored;
    if (fs::exists(key_of(digest), ignored)) {
        overwrite_with_zeros(key_of(digest), crypto_secretstream_xchacha20poly1305_KEYBYTES);
        fs::remove(key_of(digest), ignored);
        fsync_folder(folder_ / "keys");
    }
    if (fs::remove(file_of(digest), ignored)) fsync_folder(folder_);
}

}  // namespace solander
