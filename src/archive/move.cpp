// SPDX-License-Identifier: GPL-3.0-or-later
// The whole catalogue: dumped, and moved from one engine to the other.
#include "archive/archive.h"
#include "archive/inside.h"
#include "archive/lock.h"
#include "archive/settings_text.h"
#include "base/file.h"
#include "catalogue/dump.h"
#include "catalogue/original_pieces.h"
#include "catalogue/postgres_address.h"
#include "catalogue/postgres_watch.h"
#include "catalogue/schema.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSqlite = "sqlite";

/// The catalogue's file and what SQLite keeps beside it.
void rename_catalogue(const fs::path& from, const fs::path& to) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::error_code problem;
        if (!fs::exists(from.string() + suffix, problem)) continue;
        fs::rename(from.string() + suffix, to.string() + suffix, problem);
        if (problem)
            throw Error(Fault::storage,
                        "cannot rename " + from.string() + suffix + ": " + problem.message());
    }
}

void remove_catalogue(const fs::path& file) {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(file.string() + suffix, ignored);
}

std::uint64_t copy_into(Connection& from, Database& database, const std::string& shown, bool pieces,
                        Progress& progress) {
    const auto to = database.connect();
    if (holds_catalogue(*to))
        throw Error(Fault::conflict, shown + " holds an archive already",
                    "give an empty database; what an interrupted move left there can be dropped");
    {
        WriteTransaction transaction(*to);
        write_schema(*to);  // of two at once, one finds the tables there
        copy_catalogue(from, *to, progress);
        if (pieces) copy_pieces(from, *to);
        transaction.commit();
    }
    to->take_stock();
    return progress.files_done;
}

/// "catalogue.db.moved", or the next such name that is free.
fs::path free_name(const fs::path& folder) {
    fs::path name = folder / (std::string(kCatalogueFile) + ".moved");
    for (int i = 2; fs::exists(name); ++i)
        name = folder / (std::string(kCatalogueFile) + ".moved-" + std::to_string(i));
    return name;
}

void refuse_to_move(const Settings& settings, const std::string& to) {
    const std::string& now = settings.text("database.address");
    const std::string& said_by = settings.origin("database.address");
    if (said_by.starts_with("SOLANDER_"))
        throw Error(Fault::usage, said_by + " says where the catalogue is",
                    "put the address into solander.toml first");
    if (to == kSqlite ? now.empty() : now == to)
        throw Error(Fault::conflict, "the catalogue is there already");
    if (to != kSqlite) shown_address(to);  // throws when it is none
}

}  // namespace

void Archive::dump(const std::function<void(std::string_view)>& line) const {
    dump_catalogue(*inside_->database->connect(true), line);
}

std::uint64_t Archive::move_to(const std::string& to, Progress& progress) {
    refuse_to_move(inside_->settings, to);
    const ArchiveLock lock(inside_->lock_file(), progress.cancel);
    Settings now;
    now.read_file(inside_->folder);
    if (now.text("database.address") != inside_->settings.text("database.address"))
        throw Error(Fault::conflict, "somebody else has moved the catalogue meanwhile",
                    "look where it is now: solander.toml");
    const fs::path file = inside_->folder / Settings::kFileName;
    const fs::path catalogue = inside_->folder / kCatalogueFile;
    const auto toml = read_file(file, 1 << 20);
    const std::string address = to == kSqlite ? std::string() : to;
    std::string settings = with_database(toml ? *toml : std::string(), address);

    const auto from = inside_->database->connect();
    WriteTransaction nobody_else(*from);
    if (ServingLock::is_held(inside_->folder) || is_followed(*from))
        throw Error(Fault::conflict, "servers of this archive are running",
                    "stop them first, on other machines too: they would go on with what is left "
                    "behind; then start them again");
    if (to == kSqlite) {  // whose originals are files
        MovedOriginals moved;
        inside_->originals.carry_out(*from, moved, progress);
        if (moved.left > 0)
            throw Error(
                Fault::storage,
                std::to_string(moved.left) + " originals in the database are damaged",
                "solander check names them; bring those back from a backup into originals/");
        settings = with_originals_in(settings, false);
        progress.files_done = 0;
    }
    progress.files_total = count_rows(*from);
    std::uint64_t rows = 0;
    if (to == kSqlite) {
        const fs::path unfinished = inside_->folder / "catalogue.new";
        remove_catalogue(unfinished);
        rows = copy_into(*from, *open_sqlite(unfinished.string(), true), unfinished.string(), false,
                         progress);
        if (fs::exists(catalogue)) rename_catalogue(catalogue, free_name(inside_->folder));
        rename_catalogue(unfinished, catalogue);
    } else {
        rows = copy_into(*from, *open_postgres(to), shown_address(to), true, progress);
    }
    // From here on the archive is there; what stays behind is closed to those who have it open.
    write_file(file, settings, true, !address.empty() && has_password(address) ? 0600 : 0666);
    close_for_good(*from);
    nobody_else.commit();
    if (to != kSqlite && fs::exists(catalogue)) {
        rename_catalogue(catalogue, free_name(inside_->folder));
        fsync_folder(inside_->folder);
    }
    return rows;
}

}  // namespace solander
