// SPDX-License-Identifier: GPL-3.0-or-later
// One file that holds several works: split, and put together again, by a person alone.
#include <fmt/format.h>

#include <algorithm>

#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/inside.h"
#include "archive/kept_stories.h"
#include "archive/standing.h"
#include "catalogue/cuts.h"

namespace solander {
namespace {

constexpr std::string_view kWorkAt =
    "select work from version where original = $1 and path = $2 and ordinal = $3";

std::optional<WorkId> work_at(Connection& connection, const Place& where, int ordinal) {
    Query query = connection.query(kWorkAt);
    query.bind(where.original).bind(where.path).bind(ordinal);
    return query.step() ? std::optional<WorkId>(query.integer(0)) : std::nullopt;
}

/// Where the one text of a work lies.
Result<Place> only_place(Connection& connection, WorkId work) {
    const Places places = places_of_work(connection, work);
    if (places.empty()) return fail(Fault::not_found, fmt::format("no work {} to split", work));
    if (places.size() > 1)
        return fail(Fault::usage,
                    fmt::format("work {} was put together of {} files", work, places.size()),
                    "a file is split while it is one work");
    if (places[0].removed) return fail(Fault::usage, fmt::format("work {} was taken down", work));
    return places[0];
}

/// Those of the place's part, in the order of the text.
std::vector<CutRow> cuts_beside(Connection& connection, const Place& place) {
    std::vector<CutRow> cuts = list_cuts(connection, place.original);
    std::erase_if(cuts, [&](const CutRow& cut) { return cut.path != place.path; });
    return cuts;
}

template <class Act>
auto written(Archive::Inside& inside, Act&& act) {
    auto connection = inside.writers->borrow();
    WriteTransaction transaction(*connection);
    auto result = act(*connection);
    transaction.commit();
    return result;
}

/// Whether there is a story on both sides of such a cut. Writes nothing.
Result<bool> stands_on_both_sides(const Archive::Inside& inside, const Place& place,
                                  std::uint64_t at) {
    auto connection = inside.readers->borrow();
    const auto original = read_kept(inside, *connection, place.original);
    if (!original) return tl::unexpected<Error>(original.error());
    const Sidecars lists = kept_sidecars(inside, *connection);
    KeptContext context = context_of(inside, *connection, lists, place.original);
    constexpr int kTried = 1 << 30;  // no cut's, and others may follow
    context.cuts[place.path].push_back({at, kTried});
    Place behind = place;
    behind.ordinal = kTried;
    Places both{place, behind};
    std::size_t stories = 0;
    read_places({inside.limits, *original, context,
                 [&](const Place&, PreparedStory&&) { return ++stories < 2; }},
                both);
    return stories == 2;
}

/// What was said of the whole was said of this text too; but a leave may have been meant for the
/// rest alone. One that has a bound (for members, on a condition) keeps it back until somebody has
/// looked at it.
void carry_words(Connection& connection, WorkId from, WorkId to) {
    std::vector<LedgerEntry> entries;
    const std::vector<LedgerEntry> known = ledger_rows(connection, to);
    std::vector<LedgerEntry> rows = ledger_rows(connection, from);
    std::set<std::int64_t> undone;
    for (const LedgerEntry& row : rows) undone.insert(undone_row(row.event));
    for (LedgerEntry& row : rows) {
        LedgerEvent& event = row.event;
        if (event.what == "undone" || undone.count(event.number) != 0) continue;
        if (event.what == "stated" || event.what == "granted" || event.what == "claimed") continue;
        event.evidence +=
            fmt::format(" (\"{}\" of work {}, which this was split off)", event.what, from);
        if (std::any_of(known.begin(), known.end(), [&](const LedgerEntry& one) {
                return one.event.when == event.when && one.event.evidence == event.evidence
                       && one.creator == row.creator;
            }))
            continue;  // split once before
        if (event.what == "members" || event.what == "conditions") event.what = "refused";
        row.work = to;
        entries.push_back(std::move(row));
    }
    if (entries.empty()) return;
    add_to_ledger(connection, entries, now_text());
    settle_visibility(connection, to);
}

tl::unexpected<Error> nothing_there(WorkId work, std::uint64_t at) {
    return fail(Fault::conflict,
                fmt::format("there is no story on both sides of byte {} of work {}", at, work),
                "choose a line where the second story, or its header, begins");
}

}  // namespace

Result<WorkId> Archive::split(WorkId work, std::uint64_t at, std::string_view by) {
    const auto now = reading(Viewer::owner, work);
    if (!now) return fail(Fault::not_found, fmt::format("no work {} to split", work));
    const Span whole = now->to_bytes.to_in(Span{0, now->text.size()});
    if (at <= whole.from || at >= whole.to)
        return fail(Fault::usage,
                    fmt::format("byte {} is not inside the text of work {}", at, work),
                    fmt::format("it reaches from byte {} to {}", whole.from, whole.to));
    const auto place = only_place(*inside_->writers->borrow(), work);
    if (!place) return tl::unexpected<Error>(place.error());
    const auto both = stands_on_both_sides(*inside_, *place, at);
    if (!both) return tl::unexpected<Error>(both.error());
    if (!*both) return nothing_there(work, at);
    const auto ordinal = written(*inside_, [&](Connection& c) {
        return add_cut(c, place->original, place->path, at, by, now_text());
    });
    if (!ordinal)
        return fail(Fault::conflict, fmt::format("work {} is split at byte {} already", work, at));
    Progress progress;
    RereadOptions options;
    options.original = place->original;
    reread(progress, options);
    const auto piece = work_at(*inside_->writers->borrow(), *place, *ordinal);
    if (piece) {
        written(*inside_, [&](Connection& c) {
            carry_words(c, work, *piece);
            return true;
        });
        inside_->search().catch_up();
    }
    // Split once before, and put together again.
    if (piece && joined_into(Viewer::owner, *piece) == work)
        if (const auto parted = undo_twins(work, *piece); !parted)
            return tl::unexpected<Error>(parted.error());
    if (piece && reading(Viewer::owner, *piece) && reading(Viewer::owner, work)) return *piece;
    // Nothing half-done: as it was before.
    written(*inside_, [&](Connection& c) {
        return undo_cut(c, place->original, place->path, *ordinal, now_text());
    });
    reread(progress, options);
    if (piece)
        if (const auto joined = join(work, *piece, by); !joined)
            return tl::unexpected<Error>(joined.error());
    return nothing_there(work, at);
}

Result<WorkId> Archive::undo_split(WorkId work, std::string_view by) {
    std::optional<WorkId> whole;
    const auto place = only_place(*inside_->writers->borrow(), work);
    if (!place) return tl::unexpected<Error>(place.error());
    {
        auto connection = inside_->writers->borrow();
        int before = 0;
        for (const CutRow& cut : cuts_beside(*connection, *place)) {
            if (cut.ordinal == place->ordinal) {
                whole = work_at(*connection, *place, before);
                break;
            }
            before = cut.ordinal;
        }
    }
    if (!whole) return fail(Fault::usage, fmt::format("work {} was not split off another", work));
    written(*inside_, [&](Connection& c) {
        return undo_cut(c, place->original, place->path, place->ordinal, now_text());
    });
    if (const auto joined = join(*whole, work, by); !joined)
        return tl::unexpected<Error>(joined.error());
    Progress progress;
    RereadOptions options;
    options.original = place->original;
    reread(progress, options);
    return *whole;
}

bool Archive::was_put_back(Viewer viewer, WorkId work) const {
    return is_keeper(viewer) && is_put_back(*inside_->readers->borrow(), work);
}

bool Archive::is_split_off(Viewer viewer, WorkId work) const {
    if (!is_keeper(viewer)) return false;
    auto connection = inside_->readers->borrow();
    const Places places = places_of_work(*connection, work);
    if (places.size() != 1 || places[0].ordinal == 0) return false;
    const std::vector<CutRow> cuts = cuts_beside(*connection, places[0]);
    return std::any_of(cuts.begin(), cuts.end(),
                       [&](const CutRow& cut) { return cut.ordinal == places[0].ordinal; });
}

}  // namespace solander
