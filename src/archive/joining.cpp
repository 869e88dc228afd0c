// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/joining.h"

#include <fmt/format.h>

#include <algorithm>
#include <climits>
#include <set>

#include "archive/standing.h"
#include "base/compress.h"
#include "catalogue/records.h"
#include "document/walk.h"
#include "source/gather.h"
#include "work/assemble.h"

namespace solander {
namespace {

#define SOLANDER_POSTINGS                                                                          \
    "select v.work, p.version, p.number, p.sub, p.total, p.first, p.stands, v.sketch, v.original," \
    " (select cast(sum(c.words) as bigint) from chapter c where c.version = v.id), v.bytes"        \
    " from posting p"                                                                              \
    " join version v on v.id = p.version where "
constexpr std::string_view kOfStory =
    SOLANDER_POSTINGS "p.story = $1 order by v.work, p.number, p.sub, p.version limit 2000";
constexpr std::string_view kOfWork =
    SOLANDER_POSTINGS "v.work = $1 order by p.number, p.sub, p.version";
constexpr std::string_view kAdd =
    "insert into posting(version, number, sub, total, first, stands, story)"
    " values($1, $2, $3, $4, $5, $6, $7) on conflict(version, number, sub) do nothing";
constexpr std::string_view kPartsOf = "select story, total from posting where version = $1";
constexpr std::string_view kRenameParts =
    "update posting set story = $1, total = $2 where version = $3";
constexpr std::string_view kFall =
    "update posting set stands = 0 where version = $1 and number = $2 and sub = $3";
constexpr std::string_view kChapters =
    "select title, words, body from chapter where version = $1 order by number";
constexpr std::string_view kVersion =
    "select name, path, encoding, bytes, original from version where id = $1";
constexpr std::string_view kTogetherOf = "select id from version where work = $1 and ordinal = -1";
constexpr std::string_view kCurrent = "select current from work where id = $1";
constexpr std::string_view kMovePlace = "update version set original = $1, path = $2 where id = $3";
constexpr std::string_view kCopyClaims =
    "insert into claim(version, place, field, label, raw, value, from_byte, to_byte, rule,"
    " confidence, source) select $1, place, field, label, raw, value, from_byte, to_byte, rule,"
    " confidence, source from claim where version = $2";
// What a person settled stays so, as long as the same is missing.
constexpr std::string_view kCountMissing =
    "select count(*) from finding where kind = 'missing-parts' and settled is null and version in"
    " (select id from version where work = $1)";
constexpr std::string_view kForgetMissing =
    "delete from finding where kind = 'missing-parts' and settled is null and version in"
    " (select id from version where work = $1)";
constexpr std::string_view kSettledMissing =
    "select 1 from finding where kind = 'missing-parts' and settled is not null and text = $1"
    " and version in (select id from version where work = $2)";
constexpr std::string_view kOrigin = "select o.accession, o.id, v.path from version v"
                                     " join original o on o.id = v.original where v.id = $1";

/// A chapter as it lies in the catalogue.
struct StoredChapter {
    std::string title, body;
    std::uint64_t words = 0;
};

std::vector<StoredChapter> chapters_of(Connection& connection, std::int64_t version) {
    std::vector<StoredChapter> chapters;
    Query query = connection.query(kChapters);
    for (query.bind(version); query.step();)
        chapters.push_back({std::string(query.text(0)), std::string(query.blob(2)),
                            static_cast<std::uint64_t>(query.integer(1))});
    return chapters;
}

/// What a part in chapters [first, next) says; they count from 1.
struct Words {
    Likeness likeness;
    std::uint64_t count = 0;
};

template <class Bodies>
Words words_of(const Bodies& bodies, int first, int next) {
    std::vector<Document> documents;
    for (int i = first; i < next && i <= static_cast<int>(bodies.size()); ++i)
        documents.push_back(from_stored(decompress(bodies[static_cast<std::size_t>(i) - 1])));
    std::vector<const Document*> all;
    Words words;
    for (const Document& document : documents) {
        all.push_back(&document);
        words.count += word_count(document);
    }
    words.likeness = likeness_of(all);
    return words;
}

bool same(const Words& a, const Words& b) { return a.likeness.exact == b.likeness.exact; }
/// How much of the shorter one stands in the longer, 0 to 1; estimated.
double shared(const Words& a, const Words& b) {
    const double both = agreement(a.likeness, b.likeness);
    const auto sum = static_cast<double>(a.count + b.count);
    const auto less = static_cast<double>(std::max<std::uint64_t>(std::min(a.count, b.count), 1));
    return std::min(1.0, both * sum / ((1 + both) * less));
}
bool alike(const Words& a, const Words& b) {
    constexpr double kAlike = 0.6;  // of revisions; parts of one story have less in common
    return same(a, b) || shared(a, b) >= kAlike;
}

Words words_of_part(const PreparedStory& story, std::size_t i) {
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

void tell(Connection& connection, std::int64_t version, std::string_view kind, std::string text) {
    std::int64_t accession = 0, original = 0;
    std::string path;
    {
        Query query = connection.query(kOrigin);
        if (!query.bind(version).step()) return;
        accession = query.integer(0);
        original = query.integer(1);
        path = query.text(2);
    }
    add_finding(connection, {std::string(kind), std::move(text), {}}, accession, original, path,
                version);
}

}  // namespace

/// A part of a story in a version that is held.
struct Joining::Row {
    WorkId work = 0;
    std::int64_t version = 0;
    int number = 0;
    std::string sub;
    int total = 0, first = 0;
    bool stands = false;
    Words whole;  ///< of the version
    std::int64_t original = 0;
    std::uint64_t bytes = 0;  ///< of the version's part

    bool is(const Posting& part) const {
        return number == part.number && sub == std::string_view(&part.sub, part.sub == 0 ? 0 : 1);
    }
    /// The chapter behind its last one, as far as `held` has the rows of its version.
    int next(const Rows& held) const {
        int end = INT_MAX;
        for (const Row& row : held)
            if (row.version == version && row.first > first) end = std::min(end, row.first);
        return end;
    }
    /// "Part 1a", "Parts 11 to 15".
    std::string name(const Rows& held) const {
        int last = 0;
        for (const Row& row : held)
            if (row.version == version && row.first == 0
                && row.number == std::max(number, last) + 1)
                last = row.number;
        std::string text = part_name(number, sub.empty() ? char{0} : sub.front(), last);
        text.front() = 'P';
        return text;
    }
    bool alone(const Rows& held) const {
        return std::none_of(held.begin(), held.end(), [this](const Row& row) {
            return row.version == version && row.first > 0 && row.first != first;
        });
    }
    Words words(Connection& connection, const Rows& held) const {
        if (first == 0) return {};
        if (alone(held)) return whole;
        std::vector<std::string> bodies;
        for (StoredChapter& chapter : chapters_of(connection, version))
            bodies.push_back(std::move(chapter.body));
        return words_of(bodies, first, next(held));
    }
};

Joining::Rows Joining::rows(Connection& connection, std::string_view sql, std::int64_t key) {
    Rows all;
    Query query = connection.query(sql);
    for (query.bind(key); query.step();) {
        Row row;
        row.work = query.integer(0);
        row.version = query.integer(1);
        row.number = static_cast<int>(query.integer(2));
        row.sub = query.text(3);
        row.total = static_cast<int>(query.integer(4));
        row.first = static_cast<int>(query.integer(5));
        row.stands = query.integer(6) != 0;
        row.whole = {likeness_from_stored(query.blob(7)),
                     static_cast<std::uint64_t>(query.integer_or_null(9).value_or(0))};
        row.original = query.integer(8);
        row.bytes = static_cast<std::uint64_t>(query.integer(10));
        all.push_back(std::move(row));
    }
    return all;
}

bool Joining::fits(Connection& connection, const Rows& held, const PreparedStory& story) const {
    std::uint64_t bytes = story.bytes;
    for (const Row& row : held) bytes += row.first == 1 ? row.bytes : 0;
    if (bytes > inside_.limits.max_gathered_bytes) return false;
    const Postings& now = story.postings;
    if (!now.stem.empty()) {  // counted by their names alone
        const auto record = load_record(connection, held.front().work);
        if (now.parts.front().number == 1 || held.front().number != 1 || !held.front().stands
            || !record || !stem_fits(now, record->title))
            return false;
    }
    int total = 0, highest = 0, lowest = INT_MAX;
    for (const Row& row : held) {
        total = std::max(total, row.total);
        highest = std::max(highest, row.number);
    }
    for (const Posting& part : now.parts) lowest = std::min(lowest, part.number);
    // "1/3 2/3 3/4 4/4": the author found that there was more to tell.
    const bool grows = now.total > total && lowest > highest;
    if (total > 0 && now.total > 0 && now.total != total && !grows) return false;
    for (std::size_t i = 0; i < now.parts.size(); ++i) {
        const Posting& part = now.parts[i];
        for (const Row& row : held) {
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

bool Joining::place(Connection& connection, const Rows& held, const PreparedStory& story,
                    std::int64_t version) {
    const Postings& now = story.postings;
    bool any = false, stands = false;
    for (std::size_t i = 0; i < now.parts.size(); ++i) {
        const Posting& part = now.parts[i];
        if (part.first > 0) stands = now.posted != Posted::replaced;
        for (const Row& row : held) {
            if (!stands || !row.stands || !row.is(part)) continue;
            if (part.first == 0) {
                connection.query(kFall).bind(row.version).bind(row.number).bind(row.sub).run();
                continue;
            }
            const Words before = row.words(connection, held), words = words_of_part(story, i);
            // Whoever posts again corrects; but a posting that was cut short corrects nothing.
            stands = !same(before, words) && words.count * 2 >= before.count;
            if (same(before, words)) {
                tell(connection, version, "posted-twice", "came before with the same words");
            } else {
                tell(connection, stands ? row.version : version, "earlier-posting",
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
void Joining::take_record(Connection& connection, WorkId work, const Rows& held,
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
    const bool all = std::all_of(held.begin(), held.end(), [&](const Row& row) {
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
    const Rows all = rows(connection, kOfStory, static_cast<std::int64_t>(key));
    // What so many say above so many texts ("Newsletter, part 1") is no story's title.
    constexpr std::size_t kCrowd = 1500;
    if (all.size() > kCrowd) {
        crowded_.insert(key);
        return 0;
    }
    Rows held;
    for (auto from = all.begin(); from != all.end();) {
        const auto to =
            std::find_if(from, all.end(), [&](const Row& row) { return row.work != from->work; });
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
    Rows held = rows(connection, kOfWork, work);
    std::erase_if(held, [](const Row& row) { return !row.stands; });
    const std::vector<Posting>& parts = story.postings.parts;
    std::int64_t version = 0;
    {
        Query query = connection.query(kCurrent);
        if (query.bind(work).step()) version = query.integer(0);
    }
    bool others = false;
    for (const Row& row : held) {
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

PreparedStory Joining::composed(Connection& connection, const Rows& held, WorkRecord record) {
    PreparedStory whole;
    whole.ordinal = kTogether;
    whole.reading = kReadingVersion;
    whole.story.file_class = "story";
    std::map<std::int64_t, std::vector<StoredChapter>> chapters;
    std::vector<Document> documents;
    record.words = 0;
    record.scenes = 0;
    for (const Row& row : held) {
        if (!row.stands || row.first == 0) continue;
        const auto [at, fresh] = chapters.try_emplace(row.version);
        if (fresh) at->second = chapters_of(connection, row.version);
        const std::vector<StoredChapter>& all = at->second;
        const auto end = static_cast<int>(
            std::min<std::int64_t>(row.next(held), static_cast<std::int64_t>(all.size()) + 1));
        for (int i = row.first; i < end; ++i) {
            const StoredChapter& chapter = all[static_cast<std::size_t>(i) - 1];
            std::string title = chapter.title;
            if (title.empty() && i == row.first && row.number > 0) title = row.name(held);
            documents.push_back(from_stored(decompress(chapter.body)));
            record.scenes += scene_count(documents.back());
            record.words += chapter.words;
            whole.bodies.push_back(chapter.body);
            whole.chapter_words.push_back(chapter.words);
            whole.story.chapters.push_back({std::move(title), {}, chapter.words});
        }
    }
    std::vector<const Document*> all;
    all.reserve(documents.size());
    for (const Document& document : documents) all.push_back(&document);
    whole.likeness = likeness_of(all);
    record.chapters = static_cast<std::uint32_t>(whole.bodies.size());
    record.part.reset();
    whole.story.record = std::move(record);
    return whole;
}

/// As many parts stand as were said to be.
bool Joining::all_here(const Rows& held) {
    std::set<int> numbers;
    int total = 0;
    for (const Row& row : held) {
        if (!row.stands) continue;
        if (row.number == kWholeStory) return false;
        total = std::max(total, row.total);
        numbers.insert(row.number);
    }
    return total > 0 && missing_numbers(numbers, total).empty();
}

std::int64_t Joining::settle(Connection& connection, WorkId work, const Change& change) {
    const Rows held = rows(connection, kOfWork, work);
    std::set<int> numbers;
    std::set<std::int64_t> versions;
    const Row* first = nullptr;
    int total = 0;
    for (const Row& row : held) {
        if (!row.stands) continue;
        if (first == nullptr) first = &row;
        total = std::max(total, row.total);
        versions.insert(row.version);
        numbers.insert(row.number);
    }
    if (first == nullptr) return 0;
    std::int64_t current = first->version;
    const std::vector<int> missing =
        first->number == kWholeStory ? std::vector<int>() : missing_numbers(numbers, total);
    if (versions.size() > 1) {
        PreparedStory whole = composed(connection, held, change.record);
        WorkRecord& record = whole.story.record;
        if (!record.complete && all_here(held)) record.complete = true;
        {
            Query query = connection.query(kVersion);
            query.bind(first->version).step();
            whole.name = query.text(0);
            whole.path = query.text(1);
            whole.encoding = query.text(2);
            whole.bytes = static_cast<std::uint64_t>(query.integer(3));
        }
        std::int64_t together = 0;
        {
            Query query = connection.query(kTogetherOf);
            if (query.bind(work).step()) together = query.integer(0);
        }
        if (together == 0) {
            together = save_version(connection, work, whole, first->original, now_, true);
        } else {
            connection.query(kMovePlace)
                .bind(first->original)
                .bind(whole.path)
                .bind(together)
                .run();
            make_current(connection, work, together);
            replace_reading(connection, together, whole);
        }
        connection.query(kCopyClaims).bind(together).bind(first->version).run();
        current = together;
        settle_visibility(inside_, connection, work);
    } else if (!change.alone) {
        make_current(connection, work, current, change.record);
        settle_visibility(inside_, connection, work);
    }
    std::int64_t before = 0;
    {
        Query query = connection.query(kCountMissing);
        if (query.bind(work).step()) before = query.integer(0);
    }
    if (before > 0) connection.query(kForgetMissing).bind(work).run();
    if (missing.empty()) return -before;
    const std::string of = total > 0 ? fmt::format(" of {}", total) : std::string();
    std::string what =
        numbers.size() == 1
            ? fmt::format("{}{}; no other part of it is here", part_name(*numbers.begin(), 0, 0),
                          of)
            : fmt::format("{} {}{} {} not here", missing.size() == 1 ? "part" : "parts",
                          number_list(missing), of, missing.size() == 1 ? "is" : "are");
    {
        Query settled = connection.query(kSettledMissing);
        if (settled.bind(what).bind(work).step()) return -before;
    }
    tell(connection, current, "missing-parts", std::move(what));
    return 1 - before;
}

std::int64_t Joining::put_together(Connection& connection) {
    std::int64_t findings = 0;
    for (const auto& [work, change] : changed_) findings += settle(connection, work, change);
    changed_.clear();
    return findings;
}

std::optional<Joining::Change>
Joining::change_of(const Rows& held, const std::map<std::int64_t, WorkRecord>& records) {
    Change change;
    std::set<std::int64_t> taken;
    for (const bool standing : {true, false})
        for (const Row& row : held) {
            const auto said = records.find(row.version);
            if (row.stands != standing || said == records.end()
                || !taken.insert(row.version).second)
                continue;
            if (taken.size() == 1)
                change.record = said->second;
            else if (standing)
                change.record = merged(std::move(change.record), said->second);
            else
                change.record.permission =
                    strictest(change.record.permission, said->second.permission);
        }
    if (taken.empty()) return std::nullopt;
    return change;
}

void Joining::read_again(Connection& connection, WorkId work,
                         const std::map<std::int64_t, WorkRecord>& records) {
    const Rows held = rows(connection, kOfWork, work);
    if (const auto change = change_of(held, records)) settle(connection, work, *change);
}

std::optional<WorkRecord> Joining::record_again(Connection& connection, WorkId work,
                                                const std::map<std::int64_t, WorkRecord>& records) {
    const Rows held = rows(connection, kOfWork, work);
    auto change = change_of(held, records);
    if (!change) return std::nullopt;
    WorkRecord record = composed(connection, held, std::move(change->record)).story.record;
    if (!record.complete && all_here(held)) record.complete = true;
    return record;
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
