// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/held_part.h"

#include <algorithm>
#include <utility>

#include "base/compress.h"
#include "catalogue/records.h"
#include "document/walk.h"
#include "source/gather.h"

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
constexpr std::string_view kChapters =
    "select title, words, body from chapter where version = $1 order by number";
constexpr std::string_view kOrigin = "select o.accession, o.id, v.path from version v"
                                     " join original o on o.id = v.original where v.id = $1";

/// How much of the shorter one stands in the longer, 0 to 1; estimated.
double shared(const PartWords& a, const PartWords& b) {
    const double both = agreement(a.likeness, b.likeness);
    const auto sum = static_cast<double>(a.count + b.count);
    const auto less = static_cast<double>(std::max<std::uint64_t>(std::min(a.count, b.count), 1));
    return std::min(1.0, both * sum / ((1 + both) * less));
}

HeldParts held(Connection& connection, std::string_view sql, std::int64_t key) {
    HeldParts all;
    Query query = connection.query(sql);
    for (query.bind(key); query.step();) {
        HeldPart row;
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

}  // namespace

std::vector<StoredChapter> chapters_of(Connection& connection, std::int64_t version) {
    std::vector<StoredChapter> chapters;
    Query query = connection.query(kChapters);
    for (query.bind(version); query.step();)
        chapters.push_back({std::string(query.text(0)), std::string(query.blob(2)),
                            static_cast<std::uint64_t>(query.integer(1))});
    return chapters;
}

PartWords words_of(const std::vector<std::string>& bodies, int first, int next) {
    std::vector<Document> documents;
    for (int i = first; i < next && i <= static_cast<int>(bodies.size()); ++i)
        documents.push_back(from_stored(decompress(bodies[static_cast<std::size_t>(i) - 1])));
    std::vector<const Document*> all;
    PartWords words;
    for (const Document& document : documents) {
        all.push_back(&document);
        words.count += word_count(document);
    }
    words.likeness = likeness_of(all);
    return words;
}

bool same(const PartWords& a, const PartWords& b) { return a.likeness.exact == b.likeness.exact; }

bool alike(const PartWords& a, const PartWords& b) {
    constexpr double kAlike = 0.6;  // of revisions; parts of one story have less in common
    return same(a, b) || shared(a, b) >= kAlike;
}

std::string HeldPart::name(const HeldParts& held) const {
    int last = 0;
    for (const HeldPart& row : held)
        if (row.version == version && row.first == 0 && row.number == std::max(number, last) + 1)
            last = row.number;
    std::string text = part_name(number, sub.empty() ? char{0} : sub.front(), last);
    text.front() = 'P';
    return text;
}

int HeldPart::next(const HeldParts& held) const {
    int end = INT_MAX;
    for (const HeldPart& row : held)
        if (row.version == version && row.first > first) end = std::min(end, row.first);
    return end;
}

bool HeldPart::alone(const HeldParts& held) const {
    return std::none_of(held.begin(), held.end(), [this](const HeldPart& row) {
        return row.version == version && row.first > 0 && row.first != first;
    });
}

PartWords HeldPart::words(Connection& connection, const HeldParts& held) const {
    if (first == 0) return {};
    if (alone(held)) return whole;
    std::vector<std::string> bodies;
    for (StoredChapter& chapter : chapters_of(connection, version))
        bodies.push_back(std::move(chapter.body));
    return words_of(bodies, first, next(held));
}

HeldParts held_of_story(Connection& connection, std::uint64_t story) {
    return held(connection, kOfStory, static_cast<std::int64_t>(story));
}

HeldParts held_of_work(Connection& connection, WorkId work) {
    return held(connection, kOfWork, work);
}

void tell_of_version(Connection& connection, std::int64_t version, std::string_view kind,
                     std::string text) {
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

}  // namespace solander
