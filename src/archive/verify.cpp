// SPDX-License-Identifier: GPL-3.0-or-later
// Archive::check: originals, catalogue and words agree, or what does not.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <thread>

#include "archive/archive.h"
#include "archive/claim_secrets.h"
#include "archive/inside.h"
#include "archive/journal.h"
#include "archive/lock.h"
#include "archive/taken_down.h"
#include "base/read_only.h"
#include "catalogue/ledger.h"
#include "catalogue/original_pieces.h"
#include "original/fixity.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

struct Disagreement {
    const char* what;
    std::string_view sql;
};
// Each counts rows that should not be.
constexpr Disagreement kDisagreements[] = {
    {"works without a text", "select count(*) from work w where w.visibility <> 'removed'"
                             " and not exists (select 1 from version v where v.id = w.current)"},
    {"versions without chapters", "select count(*) from version v where not exists (select 1 from "
                                  "chapter c where c.version = v.id)"},
    {"versions whose original is unknown", "select count(*) from version v where not exists "
                                           "(select 1 from original o where o.id = v.original)"},
    {"works that no version names",
     "select count(*) from work w where w.visibility <> 'removed'"
     " and not exists (select 1 from version v where v.work = w.id)"},
    {"works the change log never named",
     "select count(*) from (select id from work except select work from change) missing"},
};

std::string check_catalogue(Connection& connection) {
    for (const Disagreement& row : kDisagreements) {
        Query query = connection.query(row.sql);
        if (query.step() && query.integer(0) > 0)
            return fmt::format("{} {}", query.integer(0), row.what);
    }
    return connection.fault();
}

constexpr std::string_view kWorksOf =
    "select distinct work from version where original = $1 order by work";
constexpr std::string_view kCameFrom = "select path from receipt where original = $1 order by path";
/// Of more damage than that only the names are looked up: each look goes over all receipts.
constexpr std::size_t kMostPaths = 20;

void note_damage(Connection& connection, const Digest& digest, std::vector<DamagedOriginal>& list) {
    DamagedOriginal damaged;
    damaged.sha256 = digest.text();
    if (const auto row = find_original(connection, digest.bytes)) {
        damaged.name = row->name;
        Query works = connection.query(kWorksOf);
        for (works.bind(row->id); works.step();) damaged.works.push_back(works.integer(0));
        if (list.size() < kMostPaths) {
            Query paths = connection.query(kCameFrom);
            for (paths.bind(row->id); paths.step();) damaged.came_from.emplace_back(paths.blob(0));
        }
    }
    list.push_back(std::move(damaged));
}

/// The originals in the database, read and hashed one after the other. Those that are as they were
/// are taken out of `held`; numbers of the others go to `altered`.
std::uint64_t check_pieces(Connection& connection, std::map<std::int64_t, HeldOriginal>& held,
                           std::set<std::int64_t>& altered, Progress& progress) {
    Hasher hasher;
    std::int64_t current = 0;
    std::uint64_t sound = 0;
    const auto finish = [&] {
        const Digest digest = hasher.finish();
        const auto at = held.find(current);
        if (at == held.end()) return;
        ++progress.files_done;
        if (digest == at->second.digest) {
            ++sound;
            held.erase(at);
        } else {
            altered.insert(current);
        }
    };
    for_each_piece(connection, [&](std::int64_t original, std::string_view bytes) {
        if (original != current && current != 0) finish();
        current = original;
        if (progress.cancel) return;
        hasher.update(bytes);
        progress.bytes_done += bytes.size();
    });
    if (current != 0) finish();
    return sound;
}

/// The same by their sizes alone.
std::uint64_t compare_pieces(Connection& connection, std::map<std::int64_t, HeldOriginal>& held,
                             std::set<std::int64_t>& altered) {
    std::uint64_t sound = 0;
    for (const auto& [original, size] : sizes_in_pieces(connection)) {
        const auto at = held.find(original);
        if (at == held.end()) continue;
        if (size == at->second.size) {
            ++sound;
            held.erase(at);
        } else {
            altered.insert(original);
        }
    }
    return sound;
}

}  // namespace

bool CheckResult::ok() const {
    return missing.empty() && altered.empty() && stray.empty() && catalogue == "ok" && words == "ok"
           && ledger == "ok" && left_behind.empty();
}

CheckResult Archive::check(Progress& progress, bool read_originals) {
    CheckResult result;
    auto connection = inside_->writers->borrow();
    if (can_write_in(inside_->folder)) {  // what cannot be written can still be checked
        const ArchiveLock lock(inside_->lock_file(), progress.cancel);
        recover_journals(inside_->journal_folder(), inside_->originals.folder(),
                         *inside_->database);
        destroy_old_removals(*inside_, *connection);
        remove_unnamed_seals(*inside_, *connection);
        for (const std::string& digest : remove_sealed_files(*inside_, *connection))
            result.left_behind.push_back(
                fmt::format("the file of original {}: it was removed now", digest));
        // A takedown that was killed behind its transaction did not come to that.
        if (!load_tombstones(*connection).empty()) connection->forget_deleted();
    }
    const ObjectStore& folder = inside_->originals.folder();
    std::map<std::int64_t, HeldOriginal> by_number;
    std::map<std::int64_t, Digest> sealed;  // bytes that were taken down
    for_each_original(*connection, [&](const OriginalRow& row) {
        const Digest digest{row.digest};
        if (row.sealed)
            sealed.emplace(row.id, digest);
        else
            by_number.emplace(row.id, HeldOriginal{digest, row.size});
        if (row.file_class == kUnfinished)
            result.unfinished.push_back(inside_->originals.in_database() ? fs::path(row.name)
                                                                         : folder.path_of(digest));
    });
    // A sound copy in either place will do.
    std::set<std::int64_t> altered_pieces;
    progress.files_total = by_number.size();
    result.originals = read_originals
                           ? check_pieces(*connection, by_number, altered_pieces, progress)
                           : compare_pieces(*connection, by_number, altered_pieces);
    progress.files_total = result.originals;  // and as many as there are files
    if (progress.cancel) return result;
    std::vector<HeldOriginal> held;
    std::vector<Digest> altered;
    for (const auto& [number, original] : by_number) {
        held.push_back(original);
        if (altered_pieces.count(number) != 0) altered.push_back(original.digest);
    }
    std::sort(altered.begin(), altered.end());
    const auto note_missing = [&](const Digest& digest) {
        const bool in_pieces = std::binary_search(altered.begin(), altered.end(), digest);
        note_damage(*connection, digest, in_pieces ? result.altered : result.missing);
        result.originals += in_pieces ? 1 : 0;
    };
    if (read_originals) {
        const FixityReport report = check_fixity(
            folder, std::move(held), std::max(1U, std::thread::hardware_concurrency()), progress);
        result.originals += report.originals + report.altered.size();
        for (const Digest& digest : report.missing) note_missing(digest);
        for (const auto& one : report.altered) note_damage(*connection, one.digest, result.altered);
        // An add beside us puts files in place first; its journal names them until the catalogue
        // does. What lies in the database may lie here too.
        const std::vector<Digest> coming =
            report.stray.empty() ? std::vector<Digest>() : journalled(inside_->journal_folder());
        for (const auto& path : report.stray) {
            const auto digest = Digest::from_text(path.filename().string());
            const bool in_place = digest && folder.path_of(*digest) == path;
            if (in_place
                && (std::find(coming.begin(), coming.end(), *digest) != coming.end()
                    || find_original(*connection, digest->bytes)))
                continue;
            result.stray.push_back(path.string());
        }
    } else {
        for (const HeldOriginal& original : held) {
            std::error_code problem;
            const auto size = fs::file_size(folder.path_of(original.digest), problem);
            if (problem)
                note_missing(original.digest);
            else if (size != original.size)
                note_damage(*connection, original.digest, result.altered);
            result.originals += problem ? 0 : 1;
            ++progress.files_done;
        }
    }
    if (progress.cancel) return result;
    const std::string fault = check_catalogue(*connection);
    result.catalogue = fault.empty() ? "ok" : fault;
    for (std::string& left : rows_left_of_buried(*connection))
        result.left_behind.push_back(std::move(left));
    for (const auto& [original, size] : sizes_in_pieces(*connection))
        if (const auto at = sealed.find(original); at != sealed.end())
            result.left_behind.push_back(
                fmt::format("the original {} is in the database still", at->second.text()));
    const std::string broken = ledger_fault(*connection);
    result.ledger = broken.empty() ? "ok" : broken;
    if (broken.empty()) result.ledger_end = ledger_end(*connection);
    Search& search = inside_->search();
    search.catch_up();
    const WordsCheck words = search.check();
    result.words = words.ok && words.behind == 0 ? "ok"
                   : words.faults.empty()        ? fmt::format("{} changes behind", words.behind)
                                                 : words.faults.front();
    return result;
}

}  // namespace solander
