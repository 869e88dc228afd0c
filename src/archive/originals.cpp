// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/originals.h"

#include <fmt/format.h>

#include "catalogue/original_pieces.h"

namespace solander {
namespace {

Error altered(const Digest& digest) {
    return {Fault::storage, fmt::format("original {} is not what it was", digest.text()),
            "run `solander check`, and bring the file back from a backup"};
}

/// Nothing when there are no pieces of it.
std::optional<Result<std::string>> read_in_pieces(Connection& c, const Digest& digest,
                                                  std::uint64_t limit) {
    std::string bytes;
    bool fits = true;
    const bool any = read_pieces(c, digest.bytes, [&](std::string_view piece) {
        fits = piece.size() <= limit - bytes.size();
        if (fits) bytes += piece;
        return fits;
    });
    if (!any) return std::nullopt;
    if (!fits)
        return fail(Fault::input,
                    fmt::format("original {} has more than {} bytes", digest.text(), limit));
    if (digest_of(bytes) != digest) return tl::unexpected<Error>(altered(digest));
    return bytes;
}

}  // namespace

Digest digest_of_mapped(const MappedFile& file) {
    constexpr std::size_t kStretch = std::size_t{8} << 20;
    Hasher hasher;
    for (std::string_view rest = file.bytes(); !rest.empty();) {
        hasher.update(rest.substr(0, kStretch));
        rest.remove_prefix(std::min(kStretch, rest.size()));
        file.let_go();
    }
    return hasher.finish();
}

Result<std::string> Originals::read(Connection& c, const Digest& digest,
                                    std::uint64_t limit) const {
    if (!in_database_) {
        auto bytes = folder_.read(digest, limit);
        if (bytes) return bytes;
        auto pieces = read_in_pieces(c, digest, limit);
        return pieces && *pieces ? std::move(*pieces) : std::move(bytes);
    }
    auto pieces = read_in_pieces(c, digest, limit);
    if (pieces && *pieces) return std::move(*pieces);
    auto bytes = folder_.read(digest, limit);
    if (!bytes && pieces) return std::move(*pieces);  // its fault says more
    return bytes;
}

Result<MappedFile> Originals::map(Connection& c, const Digest& digest) const {
    auto file = MappedFile::open(folder_.path_of(digest));
    if (file && digest_of_mapped(*file) == digest) return file;
    // Aside as a file: it goes with the batch, but what is mapped stays.
    ObjectStore::Batch aside(folder_);
    bool any = false;
    const auto put = aside.put_pieces([&](const ObjectStore::Batch::Take& take) {
        any = read_pieces(c, digest.bytes, [&](std::string_view piece) {
            take(piece);
            return true;
        });
    });
    if (!any && file) return tl::unexpected<Error>(altered(digest));
    if (!any)
        return fail(Fault::not_found, fmt::format("original {} is missing", digest.text()),
                    "run `solander check`, and bring the file back from a backup");
    if (put.digest != digest) return tl::unexpected<Error>(altered(digest));
    return MappedFile::open(aside.file_of(digest));
}

void Originals::keep(Connection& c, std::int64_t original, const ObjectStore::Batch& batch,
                     const Digest& digest) const {
    if (has_pieces(c, original)) return;
    const std::filesystem::path file = batch.file_of(digest);
    // It was not put aside: it lies in the folder, from before.
    auto bytes = MappedFile::open(file.empty() ? folder_.path_of(digest) : file);
    if (!bytes) throw bytes.error();
    put_pieces(c, original, bytes->bytes(), [&] { bytes->let_go(); });
}

}  // namespace solander
