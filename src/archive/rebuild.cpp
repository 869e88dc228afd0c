// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/rebuild.h"

#include <fmt/format.h>

#include <algorithm>

#include "archive/kept_stories.h"
#include "archive/reading_writer.h"

namespace solander {

Result<ReadAgain> read_again(Archive::Inside& inside, Connection& connection, WorkId id) {
    const Places all = places_of_work(connection, id);
    if (all.empty())
        return fail(Fault::not_found, fmt::format("work {} has no text to read again", id));
    const Sidecars lists = kept_sidecars(inside, connection);
    ReadingWriter writer(inside, connection, true);
    for (auto from = all.begin(); from != all.end();) {
        const auto to = std::find_if(
            from, all.end(), [&](const Place& place) { return place.original != from->original; });
        const auto original = read_kept(inside, connection, from->original);
        if (!original) return tl::unexpected<Error>(original.error());
        const KeptContext context = context_of(inside, connection, lists, from->original);
        Places places(from, to);
        read_places({inside.limits, *original, context,
                     [&](const Place& at, PreparedStory&& story) {
                         writer.take(at, std::move(story));
                         return true;
                     }},
                    places);
        if (!places.empty()) return ReadAgain::no_story;
        from = to;
    }
    for (const ReadingWriter::Outcome& outcome : writer.outcomes())
        if (!outcome.changes.empty()) return ReadAgain::changed;
    return ReadAgain::same;
}

}  // namespace solander
