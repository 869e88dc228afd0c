// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/joining.h"

#include <algorithm>
#include <climits>

#include "archive/standing.h"
#include "catalogue/records.h"

namespace solander {
namespace {

constexpr std::string_view kAdd =
    "insert into posting(version, number, sub, total, first, stands, story)"
    " values($1, $2, $3, $4, $5, $6, $7) on conflict(version, number, sub) do nothing";
constexpr std::string_view kPartsOf = "select story, total from posting where version = $1";
constexpr std::string_view kRenameParts =
    "update posting set story = $1, total = $2 where version = $3";
constexpr std::string_view kFall =
    "update posting set stands = 0 where version = $1 and number = $2 and sub = $3";
constexpr std::string_view kCurrent = "select current from work where id = $1";

PartWords words_of_part(const PreparedStory& story, std::size_t i) {
    const std::vector<Posting>& parts = story.postings.parts;
    if (parts[i].first == 0) return {};
    if (parts.size() == 1) {
        std::uint64_t count = 0;
        for (const std::uint64_t words : story.chapter_words) count += words;
        return {story.likeness, count};
    }
    int next = INT_MAX;
    for (std::size_t k = parts.size(); --k > i;)
        if (parts[k].first > 0) next = parts[k].first;
    return words_of(story.bodies, parts[i].first, next);
}

}  // namespace

bool Joining::fits(Connection& connection, const HeldParts& held,
                   const PreparedStory& story) const {
    std::uint64_t bytes = story.bytes;
    for (const HeldPart& row : held) bytes += row.first == 1 ? row.bytes : 0;
    if (bytes > inside_.limits.max_gathered_bytes) return false;
    const Postings& now = story.postings;
    if (!now.stem.empty()) {  // counted by their names alone
        const auto record = load_record(connection, held.front().work);
        if (now.parts.front().number == 1 || held.front().number != 1 || !held.front().stands
            || !record || !stem_fits(now, record->title))
            return false;
    }
    int total = 0, highest = 0, lowest = INT_MAX;
    for (const HeldPart& row : held) {
        total = std::max(total, row.total);
        highest = std::max(highest, row.number);
    }
    for (const Posting& part : now.parts) lowest = std::min(lowest, part.number);
    // "1/3 2/3 3/4 4/4": the author found that there was more to tell.
    const bool grows = now.total > total && lowest > highest;
    if (total > 0 && now.total > 0 && now.total != total && !grows) return false;
    for (std::size_t i = 0; i < now.parts.size(); ++i) {
        const Posting& part = now.parts[i];
        for (const HeldPart& row : held) {
            if ((row.number == kWholeStory) != (part.number == kWholeStory)) return false;
            if (!row.stands) continue;
            if (row.is(part)) {
                // "11-15/20" beside "12/20".
                if ((row.first == 0) != (part.first == 0)) return false;
                if (part.first == 0) continue;                 // as with the first of its range
                if (now.posted == Posted::replaced) continue;  // its mailbox knows
                if (part.number == kWholeStory && now.posted == Posted::once) return false;
                if (now.posted == Posted::again && part.number != kWholeStory) continue;
                if (!alike(row.words(connection, held), words_of_part(story, i))) return false;
            } else if (now.parts.size() == 1 && row.alone(held)) {
                // Two states of a story that grew are no two parts of it.
                if (alike(row.whole, words_of_part(story, i))) return false;
            }
        }
    }
    return true;
}

bool Joining::place(Connection& connection, const HeldParts& held, const PreparedStory& story,
                    std::int64_t version) {
    const Postings& now = story.postings;
    bool any = false, stands = false;
    for (std::size_t i = 0; i < now.parts.size(); ++i) {
        const Posting& part = now.parts[i];
        if (part.first > 0) stands = now.posted != Posted::replaced;
        for (const HeldPart& row : held) {
            if (!stands || !row.stands || !row.is(part)) continue;
            if (part.first == 0) {
                connection.query(kFall).bind(row.version).bind(row.number).bind(row.sub).run();
                continue;
            }
            const PartWords before = row.words(connection, held), words = words_of_part(story, i);
            // Whoever posts again corrects; but a posting that was cut short corrects nothing.
            stands = !same(before, words) && words.count * 2 >= before.count;
            if (same(before, words)) {
                tell_of_version(connection, version, "posted-twice",
                                "came before with the same words");
            } else {
                tell_of_version(connection, stands ? row.version : version, "earlier-posting",
                                "came again with other words, which stand in the story");
            }
            if (stands)
                connection.query(kFall).bind(row.version).bind(row.number).bind(row.sub).run();
        }
        any = any || stands;
        const std::string_view sub(&part.sub, part.sub == 0 ? 0 : 1);
        connection.query(kAdd)
            .bind(version)
            .bind(part.number)
            .bind(sub)
            .bind(now.total)
            .bind(part.first)
            .bind(stands)
            .bind(now.story)
            .run();
    }
    return any;
}

/// What the work says of itself, with what the new version says.
void Joining::take_record(Connection& connection, WorkId work, const HeldParts& held,
                          const PreparedStory& story, bool stands) {
    const auto [at, fresh] = changed_.try_emplace(work);
    Change& change = at->second;
    if (fresh || change.alone) {
        change.alone = false;
        if (auto record = load_record(connection, work)) change.record = std::move(*record);
        change.lowest = held.front().number;
    }
    const WorkRecord& said = story.story.record;
    const std::vector<Posting>& parts = story.postings.parts;
    const bool all = std::all_of(held.begin(), held.end(), [&](const HeldPart& row) {
        return !row.stands || std::any_of(parts.begin(), parts.end(), [&](const Posting& part) {
            return row.is(part);
        });
    });
    const int lowest = parts.front().number;
    if (!stands || all) {
        Statement permission = strictest(change.record.permission, said.permission);
        if (stands) change.record = said;
        change.record.permission = std::move(permission);
    } else if (lowest < change.lowest) {
        change.record = merged(said, change.record);
    } else {
        change.record = merged(std::move(change.record), said);
    }
    if (stands) change.lowest = std::min(change.lowest, lowest);
}

WorkId Joining::join(Connection& connection, const PreparedStory& story, std::int64_t original) {
    const std::uint64_t key = story.postings.story;
    if (key == 0 || crowded_.count(key) != 0) return 0;
    const HeldParts all = held_of_story(connection, key);
    // What so many say above so many texts ("Newsletter, part 1") is no story's title.
    constexpr std::size_t kCrowd = 1500;
    if (all.size() > kCrowd) {
        crowded_.insert(key);
        return 0;
    }
    HeldParts held;
    for (auto from = all.begin(); from != all.end();) {
        const auto to = std::find_if(from, all.end(),
                                     [&](const HeldPart& row) { return row.work != from->work; });
        held.assign(from, to);
        if (fits(connection, held, story)) break;
        held.clear();
        from = to;
    }
    if (held.empty()) return 0;
    const WorkId work = held.front().work;
    const std::int64_t version = save_version(connection, work, story, original, now_, false);
    const bool stands = place(connection, held, story, version);
    take_record(connection, work, held, story, stands);
    return work;
}

void Joining::begin(Connection& connection, WorkId work, const PreparedStory& story) {
    if (story.postings.story == 0) return;
    if (!story.postings.stem.empty() && story.postings.parts.front().number > 1) return;
    HeldParts held = held_of_work(connection, work);
    std::erase_if(held, [](const HeldPart& row) { return !row.stands; });
    const std::vector<Posting>& parts = story.postings.parts;
    std::int64_t version = 0;
    {
        Query query = connection.query(kCurrent);
        if (query.bind(work).step()) version = query.integer(0);
    }
    bool others = false;
    for (const HeldPart& row : held) {
        const bool over = std::any_of(parts.begin(), parts.end(), [&](const Posting& part) {
            return row.is(part) || (row.number == kWholeStory) != (part.number == kWholeStory);
        });
        others = others || !over;
        if (over) connection.query(kFall).bind(row.version).bind(row.number).bind(row.sub).run();
    }
    place(connection, {}, story, version);
    if (others)
        take_record(connection, work, held, story, true);
    else
        changed_[work].alone = true;
}

void Joining::note_parts(Connection& connection, WorkId work, std::int64_t version,
                         const PreparedStory& story) {
    if (story.postings.story == 0) return;
    Query query = connection.query(kPartsOf);
    bool noted = false, same = true;
    for (query.bind(version); query.step(); noted = true)
        same = same && static_cast<std::uint64_t>(query.integer(0)) == story.postings.story
               && query.integer(1) == story.postings.total;
    if (!noted) {
        begin(connection, work, story);
        put_together(connection);
    } else if (!same) {
        connection.query(kRenameParts)
            .bind(story.postings.story)
            .bind(story.postings.total)
            .bind(version)
            .run();
    }
}

}  // namespace solander
