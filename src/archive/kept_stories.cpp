// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/kept_stories.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <set>
#include <unordered_map>

#include "archive/clock.h"
#include "archive/kept_beside.h"
#include "catalogue/cuts.h"
#include "original/digest.h"
#include "source/peel.h"

namespace solander {
namespace {

#define SOLANDER_PLACE                                                                             \
    "select v.work, v.id, v.path, v.ordinal, v.original, v.reading, case when c.id = v.id then 1"  \
    " else 0 end, c.ordinal, w.visibility from version v join work w on w.id = v.work"             \
    " join version c on c.id = w.current where v.ordinal >= 0 and "
constexpr std::string_view kOfWork = SOLANDER_PLACE "v.work = $1 and (v.id = c.id or c.ordinal < 0)"
                                                    " order by v.original, v.path, v.ordinal";
constexpr std::string_view kOfOriginal =
    SOLANDER_PLACE "v.original = $1 order by v.path, v.ordinal";
constexpr std::string_view kOriginal =
    "select digest, name, size, sealed_at from original where id = $1";
constexpr std::string_view kChapters =
    "select path from finding where original = $1 and kind = 'no-story' and text = 'chapter'";
constexpr std::string_view kCameFrom =
    "select path from receipt where original = $1 order by path limit 1";

/// Over this an original is mapped and not read into memory.
constexpr std::uint64_t kBig = std::uint64_t{48} << 20;

Places places_from(Query& query) {
    Places places;
    while (query.step())
        places.push_back({query.integer(0),
                          query.integer(1),
                          std::string(query.text(2)),
                          static_cast<int>(query.integer(3)),
                          query.integer(4),
                          static_cast<int>(query.integer(5)),
                          query.integer(6) != 0,
                          query.integer(7) < 0,
                          query.text(8) == name_of(Visibility::removed),
                          {}});
    return places;
}

/// Stories and the places that wait for one.
class Waiting {
  public:
    explicit Waiting(Places& places) {
        for (Place& place : places) wanted_.emplace(place.path, std::move(place));
        places.clear();
    }
    bool empty() const { return wanted_.empty(); }
    bool any_in(const std::string& path) const { return wanted_.count(path) != 0; }
    std::optional<Place> take(const std::string& path, int ordinal) {
        const auto [from, to] = wanted_.equal_range(path);
        const auto at = std::find_if(
            from, to, [&](const auto& held) { return held.second.ordinal == ordinal; });
        if (at == to) return std::nullopt;
        Place place = std::move(at->second);
        wanted_.erase(at);
        return place;
    }
    Places rest() {
        Places places;
        for (auto& [path, place] : wanted_) places.push_back(std::move(place));
        return places;
    }

  private:
    std::unordered_multimap<std::string, Place> wanted_;  // a container may hold many
};

}  // namespace

std::string asked_encoding(const std::vector<Edit>& edits) {
    std::string asked;
    for (const Edit& edit : edits)
        if (edit.field == "encoding" && edit.undone_at.empty()) asked = edit.value;
    return asked;
}

Places places_of_work(Connection& connection, WorkId id) {
    Places places;
    {
        Query query = connection.query(kOfWork);
        query.bind(id);
        places = places_from(query);
    }
    const std::string encoding = asked_encoding(list_edits(connection, id));
    for (Place& place : places) place.encoding = encoding;
    return places;
}

Places places_in(Connection& connection, std::int64_t original) {
    Query query = connection.query(kOfOriginal);
    query.bind(original);
    return places_from(query);
}

Result<KeptOriginal> read_kept(const Archive::Inside& inside, Connection& connection,
                               std::int64_t id) {
    KeptOriginal original;
    original.id = id;
    {
        Query query = connection.query(kCameFrom);
        if (query.bind(id).step())
            original.folder =
                std::filesystem::path(std::string(query.blob(0))).parent_path().native();
    }
    Query query = connection.query(kOriginal);
    query.bind(id);
    const auto digest = query.step() ? Digest::from_raw(query.blob(0)) : std::nullopt;
    if (!digest) return fail(Fault::storage, "the catalogue has no digest for an original");
    original.name = query.text(1);
    if (!query.null(3)) {  // others in it were not taken down
        auto bytes = inside.sealed.open(*digest);
        if (!bytes) return tl::unexpected<Error>(bytes.error());
        original.held = std::move(*bytes);
        return original;
    }
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

KeptContext context_of(const Archive::Inside& inside, Connection& connection, const Sidecars& lists,
                       std::int64_t original) {
    KeptContext context{kept_beside(inside, connection, original),
                        stated_of(lists, connection, original),
                        {},
                        cuts_of(connection, original),
                        inside.own_vocabulary.now()};
    Query query = connection.query(kChapters);
    for (query.bind(original); query.step();) context.chapters.emplace(query.text(0));
    return context;
}

CutsByPath cuts_of(Connection& connection, std::int64_t original) {
    CutsByPath cuts;
    for (const CutRow& row : list_cuts(connection, original))
        cuts[row.path].push_back({row.at, row.ordinal});
    return cuts;
}

void read_places(const KeptReading& reading, Places& places, const Places& known) {
    const ReadingRules rules = reading.context.words->rules(today_date());
    const KeptOriginal& original = reading.original;
    std::atomic<bool> enough = false;
    PeelOptions options;
    options.limits = reading.limits;
    options.encoding = places.empty() ? std::string() : places.front().encoding;
    options.cancel = &enough;
    options.beside = reading.context.beside.get();
    options.is_chapter = [&](const std::string& path) {
        return reading.context.chapters.count(path) != 0;
    };
    if (original.mapped) options.let_go = [&] { original.mapped->let_go(); };
    std::set<std::pair<std::string_view, int>> held;
    if (reading.other)
        for (const Place& place : known) held.emplace(place.path, place.ordinal);
    Waiting waiting(places);
    peel(original.name, original.bytes(), options, [&](Part&& part) {
        if (enough || (!reading.other && !waiting.any_in(part.path))) return;
        if (reading.context.stated != nullptr && part.path.empty())
            add_stated(part, *reading.context.stated);
        std::string part_class;
        std::vector<PartFinding> findings;
        const auto cuts = reading.context.cuts.find(part.path);
        std::vector<PreparedStory> stories =
            prepare_part(part, rules, part_class, findings,
                         cuts == reading.context.cuts.end() ? std::vector<Cut>() : cuts->second);
        place_by_name(original.folder, original.name, part, stories);
        for (std::size_t i = 0; i < stories.size() && !enough; ++i) {
            for (PartFinding& finding : findings)
                if (finding.story == static_cast<int>(i))
                    stories[i].story.findings.push_back(std::move(finding.finding));
            if (const auto place = waiting.take(part.path, stories[i].ordinal))
                enough = !reading.found(*place, std::move(stories[i]));
            else if (reading.other && held.count({part.path, stories[i].ordinal}) == 0)
                enough = !reading.other(std::move(stories[i]));
        }
        enough = enough || (!reading.other && waiting.empty());
    });
    places = waiting.rest();
}

}  // namespace solander
