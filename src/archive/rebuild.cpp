// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/rebuild.h"
#include "archive/standing.h"

#include <fmt/format.h>

#include <atomic>
#include <map>
#include <set>
#include <unordered_map>

#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/joining.h"
#include "archive/prepare.h"
#include "archive/site_files.h"
#include "base/mapped_file.h"
#include "original/digest.h"
#include "source/peel.h"
#include "work/edit.h"
#include "work/record_json.h"

namespace solander {
namespace {

/// What is read of a work: its current version, or all those that one was put together of.
#define SOLANDER_READ                                                                              \
    " from work w join version c on c.id = w.current join version v"                               \
    " on (v.id = c.id and c.ordinal >= 0) or (v.work = w.id and v.ordinal >= 0 and c.ordinal < 0)"
constexpr std::string_view kPlaces =
    "select v.id, v.path, v.ordinal, v.original, c.ordinal" SOLANDER_READ
    " where w.id = $1 order by v.original, v.path, v.ordinal";
constexpr std::string_view kOriginal = "select digest, name, size from original where id = $1";
constexpr std::string_view kCurrent = "select current from work where id = $1";
/// By original, so that each is read and opened once. All versions of a work or none.
constexpr std::string_view kAllWorks =
    "select distinct v.original, w.id" SOLANDER_READ " order by v.original, w.id";
constexpr std::string_view kOldWorks =
    "select distinct v.original, w.id" SOLANDER_READ
    " where exists (select 1 from version o where o.work = w.id and o.reading < $1 and (o.id = c.id"
    " or c.ordinal < 0)) order by v.original, w.id";

/// What one write transaction takes at most: others are to get their turn within a blink.
constexpr std::size_t kWorksAtOnce = 32;

/// Where the text that is read of a work lies, and how it is to be decoded.
struct Place {
    WorkId work;
    std::int64_t version;
    std::string path;
    int ordinal;
    std::int64_t original;
    bool together;         ///< the work is put together of several
    std::string encoding;  ///< a person's; empty = decide
};

using Places = std::vector<Place>;

Places places_of(Connection& connection, WorkId id) {
    Places places;
    {
        Query query = connection.query(kPlaces);
        for (query.bind(id); query.step();)
            places.push_back({id,
                              query.integer(0),
                              std::string(query.text(1)),
                              static_cast<int>(query.integer(2)),
                              query.integer(3),
                              query.integer(4) < 0,
                              {}});
    }
    const std::string encoding = asked_encoding(list_edits(connection, id));
    for (Place& place : places) place.encoding = encoding;
    return places;
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
        auto mapped = inside.originals.map(connection, *digest);
        if (!mapped) return tl::unexpected<Error>(mapped.error());
        original.mapped = std::move(*mapped);
        return original;
    }
    auto bytes = inside.originals.read(connection, *digest);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    original.held = std::move(*bytes);
    return original;
}

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

std::string in_words(const WorkRecord& record) {
    JsonWriter json;
    json.object();
    write_work_members(json, record);
    return json.take();
}

/// Readings as they are written; works of several versions wait until all of those were read. All
/// inside write transactions.
class ReadingWriter {
  public:
    ReadingWriter(Archive::Inside& inside, Connection& connection)
        : inside_(inside), connection_(connection), joining_(inside, now_text()) {}

    /// True when something is understood differently than before.
    bool write(const Place& place, PreparedStory& story) {
        WorkRecord& record = story.story.record;
        record.id = place.work;
        if (place.together) {
            replace_reading(connection_, place.version, story);
            waiting_[place.work].emplace(place.version, std::move(record));
            return false;
        }
        {
            Query query = connection_.query(kCurrent);
            query.bind(place.work);
            if (!query.step() || query.integer(0) != place.version)
                return false;  // a newer one came
        }
        const auto before = load_record(connection_, place.work);
        WorkRecord edited = record;
        for (const Edit& edit : list_edits(connection_, place.work))
            if (edit.undone_at.empty()) (void)apply_edit(edited, edit.field, edit.value);
        edited.visibility = standing_of(inside_, connection_, edited);
        record.visibility = edited.visibility;
        replace_reading(connection_, place.version, story);
        save_record(connection_, edited);
        return in_words(*before) != in_words(*load_record(connection_, place.work));
    }

    /// Of a work in several versions, not all of which could be read, the catalogue keeps its word.
    void give_up(WorkId work) { unread_.insert(work); }
    /// Returns how many works are understood differently.
    std::uint64_t finish() {
        std::uint64_t changed = 0;
        for (const auto& [work, records] : waiting_) {
            if (unread_.count(work) != 0) continue;
            const auto before = load_record(connection_, work);
            joining_.read_again(connection_, work, records);
            const auto after = load_record(connection_, work);
            changed += before && after && in_words(*before) != in_words(*after) ? 1 : 0;
        }
        waiting_.clear();
        return changed;
    }
    bool waits() const { return !waiting_.empty(); }

  private:
    Archive::Inside& inside_;
    Connection& connection_;
    Joining joining_;
    std::map<WorkId, std::map<std::int64_t, WorkRecord>> waiting_;
    std::set<WorkId> unread_;
};

/// All works of an archive, original by original; what costs time is done outside of transactions.
class Rereading {
  public:
    Rereading(Archive::Inside& inside, Progress& progress, RereadResult& result)
        : inside_(inside), progress_(progress), result_(result),
          connection_(inside.database->connect()), writer_(inside, *connection_) {}

    void run(bool all) {
        std::map<std::int64_t, std::vector<WorkId>> wanted;
        {
            Query query = connection_->query(all ? kAllWorks : kOldWorks);
            if (!all) query.bind(kReadingVersion);
            while (query.step()) {
                wanted[query.integer(0)].push_back(query.integer(1));
                ++progress_.files_total;
            }
        }
        for (const auto& [original, works] : wanted) {
            if (progress_.cancel) break;
            read(original, works);
        }
        write();
        if (progress_.cancel || !writer_.waits()) return;
        WriteTransaction transaction(*connection_);
        const std::uint64_t changed = writer_.finish();
        transaction.commit();
        result_.changed += changed;
    }

  private:
    void read(std::int64_t id, const std::vector<WorkId>& works) {
        const auto original = read_original(inside_, *connection_, id);
        if (!original) {
            for (const WorkId work : works) writer_.give_up(work);
            progress_.files_done += works.size();
            return tell(original.error().message);
        }
        const auto beside = kept_beside(inside_, *connection_, id);
        if (!lists_) lists_ = kept_sidecars(inside_, *connection_);
        const std::vector<Stated>* stated = stated_of(*lists_, *connection_, id);
        std::map<std::string, Places> by_encoding;
        for (const WorkId work : works)
            for (Place& place : places_of(*connection_, work))
                if (place.original == id) by_encoding[place.encoding].push_back(std::move(place));
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
                if (place.together) writer_.give_up(place.work);
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
        for (auto& [place, story] : read_) changed += writer_.write(place, story) ? 1 : 0;
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
    ReadingWriter writer_;
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
    const Places all = places_of(connection, id);
    if (all.empty())
        return fail(Fault::not_found, fmt::format("work {} has no text to read again", id));
    const Sidecars lists = kept_sidecars(inside, connection);
    ReadingWriter writer(inside, connection);
    bool changed = false;
    for (auto from = all.begin(); from != all.end();) {
        const auto to = std::find_if(
            from, all.end(), [&](const Place& place) { return place.original != from->original; });
        const auto original = read_original(inside, connection, from->original);
        if (!original) return tl::unexpected<Error>(original.error());
        const auto beside = kept_beside(inside, connection, from->original);
        const std::vector<Stated>* stated = stated_of(lists, connection, from->original);
        Places places(from, to);
        read_places(inside.limits, *original, *beside, stated, places,
                    [&](const Place& at, PreparedStory&& story) {
                        changed = writer.write(at, story) || changed;
                        return true;
                    });
        if (!places.empty()) return ReadAgain::no_story;
        from = to;
    }
    changed = writer.finish() > 0 || changed;
    return changed ? ReadAgain::changed : ReadAgain::same;
}

RereadResult Archive::reread(Progress& progress, bool all) {
    RereadResult result;
    Rereading(*inside_, progress, result).run(all);
    inside_->search().catch_up();
    return result;
}

}  // namespace solander
