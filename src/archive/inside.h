// SPDX-License-Identifier: GPL-3.0-or-later
// What an open archive is made of; for the files of this folder only.
#pragma once
#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>

#include "archive/archive.h"
#include "archive/follower.h"
#include "archive/lock.h"
#include "archive/originals.h"
#include "archive/own_vocabulary.h"
#include "catalogue/db.h"
#include "catalogue/readers.h"
#include "original/sealed_store.h"
#include "source/limits.h"

namespace solander {

struct PeopleFacts;

struct Archive::Inside {
    std::filesystem::path folder;
    Settings settings;
    std::unique_ptr<Database> database;
    /// What they lend is kept open: closing the last connection has SQLite empty its log.
    std::unique_ptr<Readers> readers;
    std::unique_ptr<ConnectionPool> writers;
    Originals originals;
    SealedStore sealed;  ///< those that were taken down
    ConsentPolicy policy;
    Limits limits;
    mutable OwnVocabularyOnDisk own_vocabulary;

    /// `waiting`: see Archive; may be empty.
    Inside(const std::filesystem::path& folder, const std::function<void(const Error&)>& waiting);

    /// Opened by the first who searches: loading the filters costs time that `show` need not pay.
    Search& search();
    /// The last change, when that is known without asking for it.
    std::optional<std::int64_t> known_change() const {
        return follower ? follower->last_change() : std::nullopt;
    }
    std::filesystem::path lock_file() const { return folder / "lock"; }
    std::filesystem::path journal_folder() const { return folder / "journal"; }

    /// The record when `viewer` may do `act` with it (for reading and exporting: without the notice
    /// for adults before it); as if not there otherwise. The one place where a single work meets
    /// the consent rules; queries meet them as filters in search/.
    std::optional<WorkRecord> allowed(Connection&, Viewer, Act, WorkId) const;
    /// The same question, for those who do not want the record.
    bool allows(Connection&, Viewer, Act, WorkId) const;

    /// Asks the primary for the last change. If there is a new one, what is read from now on shows
    /// it, and caches let go.
    void look();
    void tell();  ///< on_change
    /// What is found from now on shows the last change that this server can know of.
    void refresh_filters();

    std::mutex look_mutex;
    std::int64_t seen_change = -1;           ///< last change that look() met
    std::atomic<Position> seen_position{0};  ///< all that is read shows everything before it
    std::atomic<std::int64_t> next_look{0};  ///< steady clock, milliseconds
    std::mutex people_mutex;
    std::shared_ptr<const PeopleFacts> people;  ///< as of the change `people_seen`
    std::int64_t people_seen = 0;
    std::mutex on_change_mutex;
    std::function<void()> on_change;

  private:
    std::mutex search_mutex_;
    std::unique_ptr<Search> search_;

  public:
    std::unique_ptr<ServingLock> serving;
    std::unique_ptr<Follower> follower;  ///< ends first: it uses all the others
};

/// Names, digests and paths of received files may say who somebody is, and what is held: for the
/// keeper alone.
inline void hide_origin(Viewer viewer, WorkRecord& record) {
    if (!is_keeper(viewer)) record.originals.clear();
}

/// The claims that `viewer` may see of a work that she may see.
void hide_origin(Viewer, std::vector<Claim>&);
inline std::vector<Claim> claims_for(Connection& connection, Viewer viewer, WorkId id) {
    std::vector<Claim> claims = load_claims(connection, id);
    hide_origin(viewer, claims);
    return claims;
}

/// The one rule behind allowed() and allows(), for who has both columns already.
bool passes(Viewer, Act, const WorkGate&);

/// Files and folder names inside an archive.
/// Class of an original whose pieces are not all in the catalogue yet: while an add is at it, and
/// after one that was stopped there, until it is added again.
inline constexpr std::string_view kUnfinished = "unfinished";
inline constexpr const char* kCatalogueFile = "catalogue.db";
inline constexpr const char* kOriginalsFolder = "originals";
inline constexpr const char* kWordsFolder = "words";
inline constexpr const char* kSealedFolder = "sealed";

}  // namespace solander
