// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/rebuild.h"

#include <fmt/format.h>

#include <atomic>
#include <map>
#include <unordered_map>

#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/prepare.h"
#include "archive/site_files.h"
#include "base/mapped_file.h"
#include "original/digest.h"
#include "source/peel.h"
#include "work/edit.h"
#include "work/record_json.h"

namespace solander {
namespace {

constexpr std::string_view kPlace = "select v.id, v.path, v.ordinal, v.original from version v "
                                    "where v.id = (select current from work where id = $1)";
constexpr std::string_view kOriginal = "select digest, name, size from original where id = $1";
constexpr std::string_view kCurrent = "select current from work where id = $1";
/// By original, so that each is read and opened once.
constexpr std::string_view kWorks =
    "select v.original, w.id, v.reading from work w join version v on v.id = w.current "
    "order by v.original, v.path, v.ordinal";

/// What one write transaction takes at most: others are to get their turn within a blink.
constexpr std::size_t kWorksAtOnce = 32;

/// Where the text that is read of a work lies, and how it is to be decoded.
struct Place {
    WorkId work;
    std::int64_t version;
    std::string path;
    int ordinal;
    std::int64_t original;
    std::string encoding;  ///< a person's; empty = decide
};

std::optional<Place> place_of(Connection& connection, WorkId id) {
    Query query = connection.query(kPlace);
    query.bind(id);
    if (!query.step()) return std::nullopt;
    return Place{id,
                 query.integer(0),
                 std::string(query.text(1)),
                 static_cast<int>(query.integer(2)),
                 query.integer(3),
                 asked_encoding(list_edits(connection, id))};
}

/// Over this an original is mapped and not read into memory.
constexpr std::uint64_t kBig = std::uint64_t{48} << 20;

struct Original {
    std::string name, held;
    std::optional<MappedFile> mapped;
    std::string_view bytes() const { return mapped ? mapped->bytes() : held; }
};

Result<Original> read_original(Archive::Inside& inside, Connection& connection, std::int64_t id) {
    Query query = connection.query(kOriginal);
    query.bind(id);
    const auto digest = query.step() ? Digest::from_raw(query.blob(0)) : std::nullopt;
    if (!digest) return fail(Fault::storage, "the catalogue has no digest for an original");
    Original original;
    original.name = query.text(1);
    if (static_cast<std::uint64_t>(query.integer(2)) > kBig) {
        auto mapped = MappedFile::open(inside.originals.path_of(*digest));
        if (!mapped) return tl::unexpected<Error>(mapped.error());
        if (digest_of_mapped(*mapped) != *digest)
            return fail(Fault::storage,
                        fmt::format("the original {} is not as it was received", digest->text()));
        original.mapped = std::move(*mapped);
        return original;
    }
    auto bytes = inside.originals.read(*digest);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    original.held = std::move(*bytes);
    return original;
}

using Places = std::vector<Place>;

/// Opens the original once and hands over the stories at `places`, which have one encoding; those
/// that were handed over are taken out. Stops when `found` returns false.
void read_places(const Limits& limits, const Original& original, const Beside& beside,
                 const std::vector<Stated>* stated, Places& places,
                 const std::function<bool(const Place&, PreparedStory&&)>& found) {
    const ReadingRules rules{today_date()};
    std::atomic<bool> enough = false;
    PeelOptions options;
    options.limits = limits;
    options.encoding = places.empty() ? std::string() : places.front().encoding;
    options.cancel = &enough;
    options.beside = &beside;
    if (original.mapped) options.let_go = [&] { original.mapped->let_go(); };
    std::unordered_multimap<std::string, Place> wanted;  // a container may hold many
    for (Place& place : places) wanted.emplace(place.path, std::move(place));
    peel(original.name, original.bytes(), options, [&](Part&& part) {
        const auto [first, last] = wanted.equal_range(part.path);
        if (enough || first == last) return;
        if (stated != nullptr && part.path.empty()) add_stated(part, *stated);
        std::string part_class;
        std::vector<PartFinding> findings;
        std::vector<PreparedStory> stories = prepare_part(part, rules, part_class, findings);
        for (std::size_t i = 0; i < stories.size() && !enough; ++i) {
            const auto [from, to] = wanted.equal_range(part.path);
            const auto place = std::find_if(from, to, [&](const auto& held) {
                return held.second.ordinal == stories[i].ordinal;
            });
            if (place == to) continue;
            for (PartFinding& finding : findings)
                if (finding.story == static_cast<int>(i))
                    stories[i].story.findings.push_back(std::move(finding.finding));
            enough = !found(place->second, std::move(stories[i]));
            wanted.erase(place);
        }
        enough = enough || wanted.empty();
    });
    places.clear();
    for (auto& [path, place] : wanted) places.push_back(std::move(place));
}

/// Inside a write transaction. True when something is understood differently than before.
bool write_reading(const Archive::Inside& inside, Connection& connection, const Place& place,
                   PreparedStory& story) {
    {
        Query query = connection.query(kCurrent);
        query.bind(place.work);
        if (!query.step() || query.integer(0) != place.version) return false;  // a newer one came
    }
    const auto before = load_record(connection, place.work);
    WorkRecord& record = story.story.record;
    record.id = place.work;
    WorkRecord edited = record;
    for (const Edit& edit : list_edits(connection, place.work))
        if (edit.undone_at.empty()) (void)apply_edit(edited, edit.field, edit.value);
    edited.visibility =
        standing(edited.permission, ledger_of(connection, place.work), inside.policy);
    record.visibility = edited.visibility;
    replace_reading(connection, place.version, story);
    save_record(connection, edited);
    const auto after = load_record(connection, place.work);
    JsonWriter was, is;
    was.object();
    is.object();
    write_work_members(was, *before);
    write_work_members(is, *after);
    return was.take() != is.take();
}

/// All works of an archive, original by original; what costs time is done outside of transactions.
class Rereading {
  public:
    Rereading(Archive::Inside& inside, Progress& progress, RereadResult& result)
        : inside_(inside), progress_(progress), result_(result),
          connection_(inside.database->connect()) {}

    void run(bool all) {
        std::map<std::int64_t, std::vector<WorkId>> wanted;
        {
            Query query = connection_->query(kWorks);
            while (query.step()) {
                if (!all && query.integer(2) >= kReadingVersion) continue;
                wanted[query.integer(0)].push_back(query.integer(1));
                ++progress_.files_total;
            }
        }
        for (const auto& [original, works] : wanted) {
            if (progress_.cancel) break;
            read(original, works);
        }
        write();
    }

  private:
    void read(std::int64_t id, const std::vector<WorkId>& works) {
        const auto original = read_original(inside_, *connection_, id);
        if (!original) {
            progress_.files_done += works.size();
            return tell(original.error().message);
        }
        const auto beside = kept_beside(inside_, *connection_, id);
        if (!lists_) lists_ = kept_sidecars(inside_, *connection_);
        const std::vector<Stated>* stated = stated_of(*lists_, *connection_, id);
        std::map<std::string, Places> by_encoding;
        for (const WorkId work : works)
            if (auto place = place_of(*connection_, work); place && place->original == id)
                by_encoding[place->encoding].push_back(std::move(*place));
        for (auto& [encoding, places] : by_encoding) {
            read_places(inside_.limits, *original, *beside, stated, places,
                        [&](const Place& place, PreparedStory&& story) {
                            read_.emplace_back(place, std::move(story));
                            ++progress_.files_done;
                            if (read_.size() >= kWorksAtOnce) write();
                            return !progress_.cancel;
                        });
            if (progress_.cancel) return;
            for (const Place& place : places) {
                ++progress_.files_done;
                ++result_.no_story;
                tell(fmt::format("work {}: its original holds no story at its place any more; what "
                                 "the catalogue has of it stays",
                                 place.work));
            }
        }
    }

    void write() {
        if (read_.empty()) return;
        WriteTransaction transaction(*connection_);
        std::uint64_t changed = 0;
        for (auto& [place, story] : read_)
            changed += write_reading(inside_, *connection_, place, story) ? 1 : 0;
        transaction.commit();
        result_.read += read_.size();
        result_.changed += changed;
        read_.clear();
    }

    void tell(std::string what) {
        if (result_.problems.size() < 50) result_.problems.push_back(std::move(what));
    }

    Archive::Inside& inside_;
    Progress& progress_;
    RereadResult& result_;
    std::unique_ptr<Connection> connection_;
    std::optional<Sidecars> lists_;
    std::vector<std::pair<Place, PreparedStory>> read_;
};

}  // namespace

std::string asked_encoding(const std::vector<Edit>& edits) {
    std::string asked;
    for (const Edit& edit : edits)
        if (edit.field == "encoding" && edit.undone_at.empty()) asked = edit.value;
    return asked;
}

Result<ReadAgain> read_again(Archive::Inside& inside, Connection& connection, WorkId id) {
    const auto place = place_of(connection, id);
    if (!place) return fail(Fault::not_found, fmt::format("work {} has no text to read again", id));
    const auto original = read_original(inside, connection, place->original);
    if (!original) return tl::unexpected<Error>(original.error());
    ReadAgain outcome = ReadAgain::no_story;
    Places places{*place};
    const auto beside = kept_beside(inside, connection, place->original);
    const Sidecars lists = kept_sidecars(inside, connection);
    const std::vector<Stated>* stated = stated_of(lists, connection, place->original);
    read_places(inside.limits, *original, *beside, stated, places,
                [&](const Place& at, PreparedStory&& story) {
                    outcome = write_reading(inside, connection, at, story) ? ReadAgain::changed
                                                                           : ReadAgain::same;
                    return false;
                });
    return outcome;
}

RereadResult Archive::reread(Progress& progress, bool all) {
    RereadResult result;
    Rereading(*inside_, progress, result).run(all);
    inside_->search().catch_up();
    return result;
}

}  // namespace solander
