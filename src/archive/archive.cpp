// SPDX-License-Identifier: GPL-3.0-or-later
// Making and opening an archive, and what it is made of.
#include "archive/archive.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "archive/inside.h"
#include "archive/new_folder.h"
#include "archive/policy_in_force.h"
#include "archive/settings_text.h"
#include "base/file.h"
#include "base/log.h"
#include "catalogue/postgres_address.h"
#include "catalogue/schema.h"
#include "work/assemble.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSettingsText =
    "# Settings of this archive. Every setting has a default; docs/operations.md lists them.\n"
    "[archive]\n"
    "name = \"My library\"\n";

/// Later settings files win, the environment over them.
Settings read_settings(const fs::path& folder) {
    Settings settings;
    for (const Finding& finding : settings.read_file(folder))
        log_line(LogLevel::warning, "settings", finding.text);
    for (const Finding& finding : settings.read_environment(environ))
        log_line(LogLevel::warning, "settings", finding.text);
    return settings;
}

LogLevel level_of(const std::string& name) {
    if (name == "debug") return LogLevel::debug;
    if (name == "info") return LogLevel::info;
    return name == "error" ? LogLevel::error : LogLevel::warning;
}

Visibility visibility_of(const Settings& settings, std::string_view name) {
    const std::string& value = settings.text(name);
    for (const Visibility v :
         {Visibility::open, Visibility::members, Visibility::listed, Visibility::kept})
        if (name_of(v) == value) return v;
    return Visibility::kept;
}

ConsentPolicy policy_of(const Settings& settings) {
    ConsentPolicy policy;
    policy.archive_name = settings.text("archive.name");
    policy.any = visibility_of(settings, "consent.any");
    policy.any_notify = visibility_of(settings, "consent.any_notify");
    policy.ask = visibility_of(settings, "consent.ask");
    policy.unclear = visibility_of(settings, "consent.unclear");
    policy.unstated = visibility_of(settings, "consent.unstated");
    policy.link_only = visibility_of(settings, "consent.link_only");
    policy.none = visibility_of(settings, "consent.none");
    return policy;
}

Limits limits_of(const Settings& settings) {
    Limits limits;
    limits.max_part_bytes = settings.number("limits.part");
    limits.max_gathered_bytes = settings.number("limits.gathered");
    limits.max_members = settings.number("limits.members");
    limits.max_depth = static_cast<unsigned>(settings.number("limits.depth"));
    limits.max_ratio = settings.number("limits.ratio");
    limits.max_rows = settings.number("limits.rows");
    limits.max_total_unpacked = settings.number("limits.unpacked");
    return limits;
}

void refuse_if_no_archive(const fs::path& folder) {
    if (Archive::is_archive(folder)) return;
    std::error_code ignored;
    if (!fs::exists(folder, ignored))
        throw Error(Fault::not_found, "there is no folder " + folder.string(),
                    "make an archive: solander init " + folder.string());
    throw Error(Fault::not_found,
                folder.string() + " is not an archive (it has no " + kCatalogueFile
                    + ", and its settings name no database)",
                "make one: solander init " + folder.string());
}

int wait_ms(const Settings& settings) {
    constexpr std::uint64_t kMostSeconds = 86'400;
    return static_cast<int>(std::min(settings.number("database.wait"), kMostSeconds)) * 1000;
}

std::unique_ptr<Database> open_catalogue(const fs::path& folder, const Settings& settings,
                                         const std::function<void(const Error&)>& waiting) {
    using Clock = std::chrono::steady_clock;
    const int wait = wait_ms(settings);
    const std::string& address = settings.text("database.address");
    if (address.empty()) return open_sqlite((folder / kCatalogueFile).string(), false, wait);
    const auto give_up = Clock::now() + std::chrono::milliseconds(wait);
    for (bool told = false;; told = true) {
        try {
            return open_postgres(address, wait);
        } catch (const Error& e) {
            if (!waiting || e.fault != Fault::away || Clock::now() >= give_up) throw;
            if (!told) waiting(e);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
    }
}

std::vector<std::unique_ptr<ReplicaDatabase>> replicas_of(const Settings& settings,
                                                          Database& primary) {
    std::vector<std::unique_ptr<ReplicaDatabase>> replicas;
    for (const std::string& address : settings.list("database.replicas"))
        replicas.push_back(open_postgres_replica(
            address, primary, settings.text("database.address"), wait_ms(settings)));
    return replicas;
}

void make_folders(const fs::path& folder) {
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem)
        throw Error(Fault::storage, "cannot make " + folder.string() + ": " + problem.message());
    for (const char* name : {kOriginalsFolder, kWordsFolder}) {
        if (fs::exists(folder / name, problem) && !fs::is_empty(folder / name, problem))
            throw Error(Fault::conflict, (folder / name).string() + " is in the way",
                        "make the archive in a folder of its own");
        fs::create_directories(folder / name, problem);
        if (problem)
            throw Error(Fault::storage,
                        "cannot make " + (folder / name).string() + ": " + problem.message());
    }
}

std::string settings_text(const fs::path& file) {
    std::error_code ignored;
    if (!fs::exists(file, ignored)) return std::string(kSettingsText);
    auto present = read_file(file, 1 << 20);
    if (!present) throw present.error();
    return std::move(*present);
}

/// Nothing was read yet, so nothing by older rules.
void make_catalogue(Connection& connection) {
    create_schema(connection);
    WriteTransaction transaction(connection);
    set_rules_of_all(connection, kReadingVersion);
    transaction.commit();
}

void make_in_database(const fs::path& folder, const std::string& address) {
    const fs::path file = folder / Settings::kFileName;
    const std::string text = with_database(settings_text(file), address);
    const auto database = open_postgres(address);
    const auto connection = database->connect();
    if (holds_catalogue(*connection))
        throw Error(
            Fault::conflict, shown_address(address) + " holds an archive already",
            "to use it from this folder too, copy solander.toml from the folder it was made "
            "in, and let `originals` here lead to the same files");
    make_folders(folder);  // not where it cannot be
    make_catalogue(*connection);
    // Last, and with the address: only now the folder is an archive.
    write_file(file, text, true, has_password(address) ? 0600 : 0666);
}

/// An archive that cannot be written is read as it is; serve() asks whether it may be.
void keep_policy(Archive::Inside& inside, Connection& connection) {
    if (policy_is_in_force(inside, connection)) return;
    try {
        tighten_policy(inside, connection);
    } catch (const Error& e) {
        if (e.fault == Fault::away || e.fault == Fault::bug) throw;
        log_line(LogLevel::warning, "consent",
                 "the settings of consent cannot come into force: " + e.message);
    }
}

}  // namespace

Archive::Inside::Inside(const fs::path& where, const std::function<void(const Error&)>& waiting)
    : folder(fs::absolute(where).lexically_normal()), settings(read_settings(folder)),
      originals(folder / kOriginalsFolder, settings.text("originals.in") == "database"),
      sealed(folder / kSealedFolder), policy(policy_of(settings)), limits(limits_of(settings)),
      own_vocabulary(folder) {
    refuse_if_no_archive(folder);
    set_log_level(level_of(settings.text("log.level")));
    if (originals.in_database() && settings.text("database.address").empty())
        throw Error(Fault::usage,
                    settings.origin("originals.in")
                        + ": a catalogue that is a file has its "
                          "originals beside it",
                    "take `in` out of [originals], or solander move --to postgresql://...");
    database = open_catalogue(folder, settings, waiting);
    writers = std::make_unique<ConnectionPool>(*database, false);
    open_schema(*writers->borrow());
    keep_policy(*this, *writers->borrow());
    readers = std::make_unique<Readers>(*database);
}

Search& Archive::Inside::search() {
    const std::lock_guard lock(search_mutex_);
    if (!search_) {
        auto shards = static_cast<unsigned>(settings.number("words.shards"));
        if (shards == 0) shards = 2;
        search_ = std::make_unique<Search>(*database, folder / kWordsFolder, shards, readers.get());
    }
    return *search_;
}

void Archive::Inside::tell() {
    const std::lock_guard lock(on_change_mutex);
    if (on_change) on_change();
}

void Archive::Inside::look() {
    const std::lock_guard lock(look_mutex);
    std::int64_t last = 0;
    Position position = 0;
    {
        auto connection = readers->borrow_primary();
        last = last_change(*connection);
        position = connection->position();
    }
    readers->saw(position);
    if (std::exchange(seen_change, last) != last) {
        readers->at_least(position);  // before caches let go: what fills them must show it
        tell();
    }
    seen_position = position;
}

void Archive::Inside::refresh_filters() {
    // Without the primary there is nothing newer to be had than what replicas show.
    if (follower && follower->away() && readers->replica_may_serve()) return;
    search().refresh(known_change());
}

bool passes(Viewer viewer, Act act, const WorkGate& gate) {
    const bool of_text = act == Act::read || act == Act::export_;
    return may(viewer, act, gate.visibility) && !(of_text && behind_notice(viewer, gate.rating));
}

std::optional<WorkRecord> Archive::Inside::allowed(Connection& connection, Viewer viewer, Act act,
                                                   WorkId id) const {
    // Of a hidden work no more is loaded than of none, so that the time does not tell them apart.
    if (!is_keeper(viewer) && !allows(connection, viewer, act, id)) return std::nullopt;
    auto record = load_record(connection, id);
    if (!record || !passes(viewer, act, gate_of(*record))) return std::nullopt;
    return record;
}

bool Archive::Inside::allows(Connection& connection, Viewer viewer, Act act, WorkId id) const {
    const auto gate = load_gate(connection, id);
    return gate && passes(viewer, act, *gate);
}

bool Archive::is_archive(const fs::path& folder) {
    std::error_code ignored;
    if (fs::is_regular_file(folder / kCatalogueFile, ignored)) return true;
    Settings settings;
    settings.read_file(folder);
    return !settings.text("database.address").empty();
}

void Archive::init(const fs::path& folder, const std::string& database_address) {
    std::error_code problem;
    if (!database_address.empty()) shown_address(database_address);  // wrong ones are said first
    if (is_archive(folder))
        throw Error(Fault::conflict, folder.string() + " is an archive already",
                    "add to it: solander --archive " + folder.string() + " add FOLDER");
    refuse_filled_folder(folder);
    if (!database_address.empty()) return make_in_database(folder, database_address);
    make_folders(folder);
    if (!fs::exists(folder / Settings::kFileName, problem))
        write_file(folder / Settings::kFileName, kSettingsText);
    // Made beside and renamed: a folder is an archive only when its catalogue is whole.
    const fs::path unfinished = folder / "catalogue.new";
    for (const char* suffix : {"", "-wal", "-shm"})
        fs::remove(unfinished.string() + suffix, problem);
    {
        const auto database = open_sqlite(unfinished.string(), true);
        make_catalogue(*database->connect());
    }
    for (const char* suffix : {"-wal", "-shm"}) fs::remove(unfinished.string() + suffix, problem);
    fs::rename(unfinished, folder / kCatalogueFile);
    fsync_folder(folder);
}

Archive::Archive(const fs::path& folder) : Archive(folder, {}) {}

Archive::Archive(const fs::path& folder, const std::function<void(const Error&)>& waiting) {
    refuse_if_no_archive(folder);
    inside_ = std::make_unique<Inside>(folder, waiting);
}

Archive::~Archive() = default;

const fs::path& Archive::folder() const { return inside_->folder; }
const Settings& Archive::settings() const { return inside_->settings; }

ArchiveCounts Archive::counts() const {
    auto connection = inside_->readers->borrow();
    return count_archive(*connection);
}

std::optional<Error> Archive::away() const {
    if (!inside_->follower || inside_->readers->replica_may_serve()) return std::nullopt;
    return inside_->follower->away();
}

void Archive::catch_up() { inside_->search().catch_up(); }

void Archive::follow() {
    Inside& in = *inside_;
    if (!in.serving) in.serving = std::make_unique<ServingLock>(in.folder);
    auto watch = in.database->watch();
    if (!watch || in.follower) return;
    in.database->do_not_wait();
    in.readers->read_from(replicas_of(in.settings, *in.database),
                          std::chrono::seconds(in.settings.number("database.lag")));
    in.follower = std::make_unique<Follower>(std::move(watch), *in.database, *in.readers,
                                             in.search(), [&in] { in.tell(); });
}

std::uint64_t Archive::commits() const { return inside_->database->commits(); }

Position Archive::newest() {
    inside_->look();
    return inside_->seen_position;
}

bool Archive::shows(Position position) const {
    return position <= inside_->seen_position
           || (inside_->follower && position <= inside_->follower->shows());
}

void Archive::at_least(Position position) {
    if (shows(position)) return;
    inside_->look();
    // Not only when there was a change of a work: this may be about something else.
    inside_->readers->at_least(std::min<Position>(position, inside_->seen_position));
    inside_->search().refresh();
}

std::vector<ReplicaState> Archive::replicas() const { return inside_->readers->replicas(); }

std::uint64_t Archive::behind() const {
    const auto known = inside_->follower ? inside_->follower->behind() : std::nullopt;
    return known ? *known : inside_->search().behind();
}

bool Archive::look_for_changes() {
    if (inside_->follower) return inside_->follower->last_change().has_value();
    const std::int64_t now = std::chrono::duration_cast<std::chrono::milliseconds>(
                                 std::chrono::steady_clock::now().time_since_epoch())
                                 .count();
    std::int64_t due = inside_->next_look;
    if (now < due || !inside_->next_look.compare_exchange_strong(due, now + 250)) return true;
    inside_->look();
    return true;
}

void Archive::on_change(std::function<void()> call) {
    const std::lock_guard lock(inside_->on_change_mutex);
    inside_->on_change = std::move(call);
}

}  // namespace solander
