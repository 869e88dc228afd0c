// SPDX-License-Identifier: GPL-3.0-or-later
// Archive::check: originals, catalogue and words agree, or what does not.
#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "archive/archive.h"
#include "archive/inside.h"
#include "archive/journal.h"
#include "archive/lock.h"
#include "base/read_only.h"
#include "original/fixity.h"

namespace solander {
namespace {

struct Disagreement {
    const char* what;
    std::string_view sql;
};
// Each counts rows that should not be.
constexpr Disagreement kDisagreements[] = {
    {"works without a text", "select count(*) from work w where not exists (select 1 from version "
                             "v where v.id = w.current)"},
    {"versions without chapters", "select count(*) from version v where not exists (select 1 from "
                                  "chapter c where c.version = v.id)"},
    {"versions whose original is unknown", "select count(*) from version v where not exists "
                                           "(select 1 from original o where o.id = v.original)"},
    {"works that no version names",
     "select count(*) from work w where not exists (select 1 from version v where v.work = w.id)"},
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

}  // namespace

bool CheckResult::ok() const {
    return missing.empty() && altered.empty() && stray.empty() && catalogue == "ok"
           && words == "ok";
}

CheckResult Archive::check(Progress& progress, bool read_originals) {
    CheckResult result;
    auto connection = inside_->writers->borrow();
    if (can_write_in(inside_->folder)) {  // what cannot be written can still be checked
        const ArchiveLock lock(inside_->lock_file(), progress.cancel);
        recover_journals(inside_->journal_folder(), inside_->originals, *inside_->database);
    }
    std::vector<HeldOriginal> held;
    for_each_original(*connection, [&](const OriginalRow& row) {
        if (!row.sealed) held.push_back({Digest{row.digest}, row.size});
        if (row.file_class == kUnfinished)
            result.unfinished.push_back(inside_->originals.path_of(Digest{row.digest}));
    });
    progress.files_total = held.size();
    if (read_originals) {
        const FixityReport report =
            check_fixity(inside_->originals, std::move(held),
                         std::max(1U, std::thread::hardware_concurrency()), progress);
        result.originals = report.originals + report.altered.size();
        for (const Digest& digest : report.missing)
            note_damage(*connection, digest, result.missing);
        for (const auto& altered : report.altered)
            note_damage(*connection, altered.digest, result.altered);
        // An add beside us puts files in place first; its journal names them until the catalogue
        // does.
        const std::vector<Digest> coming =
            report.stray.empty() ? std::vector<Digest>() : journalled(inside_->journal_folder());
        for (const auto& path : report.stray) {
            const auto digest = Digest::from_text(path.filename().string());
            const bool in_place = digest && inside_->originals.path_of(*digest) == path;
            if (in_place
                && (std::find(coming.begin(), coming.end(), *digest) != coming.end()
                    || find_original(*connection, digest->bytes)))
                continue;
            result.stray.push_back(path.string());
        }
    } else {
        for (const HeldOriginal& original : held) {
            std::error_code problem;
            const auto size =
                std::filesystem::file_size(inside_->originals.path_of(original.digest), problem);
            if (problem)
                note_damage(*connection, original.digest, result.missing);
            else if (size != original.size)
                note_damage(*connection, original.digest, result.altered);
            result.originals += problem ? 0 : 1;
            ++progress.files_done;
        }
    }
    if (progress.cancel) return result;
    const std::string fault = check_catalogue(*connection);
    result.catalogue = fault.empty() ? "ok" : fault;
    Search& search = inside_->search();
    search.catch_up();
    const WordsCheck words = search.check();
    result.words = words.ok && words.behind == 0 ? "ok"
                   : words.faults.empty()        ? fmt::format("{} changes behind", words.behind)
                                                 : words.faults.front();
    return result;
}

}  // namespace solander
