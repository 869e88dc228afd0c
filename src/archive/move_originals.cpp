// SPDX-License-Identifier: GPL-3.0-or-later
// Originals carried between the folder and the database. What is damaged stays where it is: check
// names it.
#include <algorithm>
#include <vector>

#include "archive/archive.h"
#include "archive/inside.h"
#include "archive/lock.h"
#include "archive/settings_text.h"
#include "base/file.h"
#include "catalogue/original_pieces.h"
#include "catalogue/postgres_address.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

struct Kept {
    std::int64_t number;
    Digest digest;
    std::uint64_t size;
};

std::vector<Kept> all_kept(Connection& connection) {
    std::vector<Kept> all;
    for_each_original(connection, [&](const OriginalRow& row) {
        if (!row.sealed) all.push_back({row.id, Digest{row.digest}, row.size});
    });
    return all;
}

/// Calls `carry` for stretches of `all` that are worth a transaction, or a batch, of their own.
template <class Carry>
void in_stretches(const std::vector<Kept>& all, Progress& progress, const Carry& carry) {
    constexpr std::size_t kMany = 256;
    constexpr std::uint64_t kMuch = std::uint64_t{64} << 20;
    for (std::size_t from = 0; from < all.size();) {
        std::size_t to = from;
        for (std::uint64_t bytes = 0; to < all.size() && to - from < kMany && bytes < kMuch; ++to)
            bytes += all[to].size;
        if (progress.cancel)
            throw Error(Fault::cancelled, "stopped; what was carried stays carried",
                        "the same command again goes on");
        carry(from, to);
        from = to;
    }
}

void carry_one_in(Connection& connection, const ObjectStore& folder, const Kept& kept,
                  MovedOriginals& moved, Progress& progress) {
    ++progress.files_done;
    if (has_pieces(connection, kept.number)) return;
    const auto file = MappedFile::open(folder.path_of(kept.digest));
    if (!file || digest_of_mapped(*file) != kept.digest) {
        ++moved.left;
        return;
    }
    put_pieces(connection, kept.number, file->bytes(), [&] { file->let_go(); });
    ++moved.carried;
    progress.bytes_done += kept.size;
}

void carry_one_out(Connection& connection, const ObjectStore& folder, ObjectStore::Batch& batch,
                   const Kept& kept, MovedOriginals& moved, Progress& progress) {
    ++progress.files_done;
    if (folder.has(kept.digest)) return;
    bool any = false;
    const auto put = batch.put_pieces([&](const ObjectStore::Batch::Take& take) {
        any = read_pieces(connection, kept.digest.bytes, [&](std::string_view piece) {
            take(piece);
            return true;
        });
    });
    if (!any || put.digest != kept.digest) {
        batch.forget(put.digest);
        ++moved.left;
        return;
    }
    ++moved.carried;
    progress.bytes_done += kept.size;
}

}  // namespace

void Originals::carry_in(Connection& connection, MovedOriginals& moved, Progress& progress) const {
    const std::vector<Kept> all = all_kept(connection);
    progress.files_total = all.size();
    in_stretches(all, progress, [&](std::size_t from, std::size_t to) {
        WriteTransaction transaction(connection);
        for (std::size_t i = from; i < to; ++i)
            carry_one_in(connection, folder_, all[i], moved, progress);
        transaction.commit();
    });
}

void Originals::carry_out(Connection& connection, MovedOriginals& moved, Progress& progress) const {
    const auto sizes = sizes_in_pieces(connection);
    std::vector<Kept> all = all_kept(connection);
    std::erase_if(all, [&](const Kept& kept) { return sizes.count(kept.number) == 0; });
    progress.files_total = all.size();
    in_stretches(all, progress, [&](std::size_t from, std::size_t to) {
        ObjectStore::Batch batch(folder_);
        for (std::size_t i = from; i < to; ++i)
            carry_one_out(connection, folder_, batch, all[i], moved, progress);
        batch.commit();
    });
}

MovedOriginals Archive::move_originals(bool to_database, Progress& progress) {
    const Settings& settings = inside_->settings;
    if (to_database && settings.text("database.address").empty())
        throw Error(Fault::usage, "a catalogue that is a file has its originals beside it",
                    "first: solander move --to postgresql://...");
    const std::string& said_by = settings.origin("originals.in");
    if (said_by.starts_with("SOLANDER_"))
        throw Error(Fault::usage, said_by + " says where originals are kept",
                    "put it into solander.toml first");
    const ArchiveLock lock(inside_->lock_file(), progress.cancel);
    const auto connection = inside_->database->connect();
    MovedOriginals moved;
    if (to_database)
        inside_->originals.carry_in(*connection, moved, progress);
    else
        inside_->originals.carry_out(*connection, moved, progress);
    const fs::path file = inside_->folder / Settings::kFileName;
    const auto toml = read_file(file, 1 << 20);
    const std::string& address = settings.text("database.address");
    const bool secret = !address.empty() && has_password(address);
    write_file(file, with_originals_in(toml ? *toml : std::string(), to_database), true,
               secret ? 0600 : 0666);
    if (to_database) return moved;
    // Only now, and only those whose file, read again, is what it should be.
    for (const auto& [number, size] : sizes_in_pieces(*connection)) {
        Query query = connection->query("select digest from original where id = $1");
        const auto digest =
            query.bind(number).step() ? Digest::from_raw(query.blob(0)) : std::nullopt;
        if (!digest) continue;
        const auto copy = MappedFile::open(inside_->originals.folder().path_of(*digest));
        if (!copy || digest_of_mapped(*copy) != *digest) continue;
        WriteTransaction transaction(*connection);
        remove_pieces(*connection, number);
        transaction.commit();
    }
    return moved;
}

}  // namespace solander
