// SPDX-License-Identifier: GPL-3.0-or-later
// Joining, the text: one version put together of those that stand, and what is missing in it.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "archive/joining.h"
#include "archive/standing.h"
#include "base/compress.h"
#include "catalogue/records.h"
#include "document/walk.h"
#include "source/gather.h"
#include "work/assemble.h"

namespace solander {
namespace {

constexpr std::string_view kVersion =
    "select name, path, encoding, bytes, original from version where id = $1";
constexpr std::string_view kTogetherOf = "select id from version where work = $1 and ordinal = -1";
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

}  // namespace

PreparedStory Joining::composed(Connection& connection, const HeldParts& held, WorkRecord record) {
    PreparedStory whole;
    whole.ordinal = kTogether;
    whole.reading = kReadingVersion;
    whole.story.file_class = "story";
    std::map<std::int64_t, std::vector<StoredChapter>> chapters;
    std::vector<Document> documents;
    record.words = 0;
    record.scenes = 0;
    for (const HeldPart& row : held) {
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
bool Joining::all_here(const HeldParts& held) {
    std::set<int> numbers;
    int total = 0;
    for (const HeldPart& row : held) {
        if (!row.stands) continue;
        if (row.number == kWholeStory) return false;
        total = std::max(total, row.total);
        numbers.insert(row.number);
    }
    return total > 0 && missing_numbers(numbers, total).empty();
}

std::int64_t Joining::settle(Connection& connection, WorkId work, const Change& change) {
    const HeldParts held = held_of_work(connection, work);
    std::set<int> numbers;
    std::set<std::int64_t> versions;
    const HeldPart* first = nullptr;
    int total = 0;
    for (const HeldPart& row : held) {
        if (!row.stands) continue;
        if (first == nullptr) first = &row;
        total = std::max(total, row.total);
        versions.insert(row.version);
        numbers.insert(row.number);
    }
    if (first == nullptr) return 0;
    std::optional<WorkRecord> before;
    if (!creators_in_ledger(connection).empty()) before = load_record(connection, work);
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
        settle_successor(connection, before, work, now_);
    } else if (!change.alone) {
        make_current(connection, work, current, change.record);
        settle_successor(connection, before, work, now_);
    }
    std::int64_t known = 0;
    {
        Query query = connection.query(kCountMissing);
        if (query.bind(work).step()) known = query.integer(0);
    }
    if (known > 0) connection.query(kForgetMissing).bind(work).run();
    if (missing.empty()) return -known;
    const std::string of = total > 0 ? fmt::format(" of {}", total) : std::string();
    std::string what =
        numbers.size() == 1
            ? fmt::format("{}{}; no other part of it is here", part_name(*numbers.begin(), 0, 0),
                          of)
            : fmt::format("{} {}{} {} not here", missing.size() == 1 ? "part" : "parts",
                          number_list(missing), of, missing.size() == 1 ? "is" : "are");
    {
        Query settled = connection.query(kSettledMissing);
        if (settled.bind(what).bind(work).step()) return -known;
    }
    tell_of_version(connection, current, "missing-parts", std::move(what));
    return 1 - known;
}

std::int64_t Joining::put_together(Connection& connection) {
    std::int64_t findings = 0;
    for (const auto& [work, change] : changed_) findings += settle(connection, work, change);
    changed_.clear();
    return findings;
}

std::optional<Joining::Change>
Joining::change_of(const HeldParts& held, const std::map<std::int64_t, WorkRecord>& records) {
    Change change;
    std::set<std::int64_t> taken;
    for (const bool standing : {true, false})
        for (const HeldPart& row : held) {
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
    const HeldParts held = held_of_work(connection, work);
    if (const auto change = change_of(held, records)) settle(connection, work, *change);
}

std::optional<WorkRecord> Joining::record_again(Connection& connection, WorkId work,
                                                const std::map<std::int64_t, WorkRecord>& records) {
    const HeldParts held = held_of_work(connection, work);
    auto change = change_of(held, records);
    if (!change) return std::nullopt;
    WorkRecord record = composed(connection, held, std::move(change->record)).story.record;
    if (!record.complete && all_here(held)) record.complete = true;
    return record;
}

}  // namespace solander
