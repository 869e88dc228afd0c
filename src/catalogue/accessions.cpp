// SPDX-License-Identifier: GPL-3.0-or-later
// Acts of receiving, with their counts; and the counts of the whole archive.
#include "catalogue/records.h"
#include "catalogue/wrangling.h"
#include "vocabulary/nobody.h"

#include <set>

namespace solander {
namespace {

constexpr std::string_view kBegin =
    "insert into accession(started_at, given_by) values($1, $2) returning id";
constexpr std::string_view kSave =
    "update accession set files = $1, stories_added = $2, versions_added = $3, already_held = $4,"
    " not_stories = $5, unreadable = $6, findings = $7, bytes = $8, finished_at = $9 where id = "
    "$10";
#define SOLANDER_ACCESSION                                                                         \
    "select id, started_at, coalesce(finished_at, ''), given_by, files, stories_added,"            \
    " versions_added, already_held, not_stories, unreadable, findings, bytes from accession"
constexpr std::string_view kList = SOLANDER_ACCESSION " order by id";
constexpr std::string_view kOne = SOLANDER_ACCESSION " where id = $1";
#undef SOLANDER_ACCESSION
constexpr std::string_view kCreators = "select c.id, c.name from creator c where exists"
                                       " (select 1 from work_creator w where w.creator = c.id)";
constexpr std::string_view kCounts =
    "select (select count(*) from work where visibility not in ('removed', 'joined')), (select "
    "count(*) from "
    "version),"
    " (select count(*) from original),"
    " (select count(*) from tag), (select count(*) from finding where settled is null"
    " and kind <> 'no-story'),"
    " (select cast(coalesce(sum(words), 0) as bigint) from work where visibility <> 'joined')";

Accession accession_from(const Query& q) {
    const auto count = [&](int column) { return static_cast<std::uint64_t>(q.integer(column)); };
    return {q.integer(0),
            std::string(q.text(1)),
            std::string(q.text(2)),
            std::string(q.text(3)),
            {count(4), count(5), count(6), count(7), count(8), count(9), count(10), count(11)}};
}

}  // namespace

std::int64_t begin_accession(Connection& c, std::string_view given_by, std::string_view now) {
    Query q = c.query(kBegin);
    q.bind(now).bind(given_by).step();
    return q.integer(0);
}

void save_accession(Connection& c, std::int64_t id, const AddCounts& n,
                    std::string_view finished_at) {
    Query q = c.query(kSave);
    q.bind(n.files).bind(n.stories_added).bind(n.versions_added).bind(n.already_held);
    q.bind(n.not_stories).bind(n.unreadable).bind(n.findings).bind(n.bytes);
    if (finished_at.empty())
        q.bind(nullptr);
    else
        q.bind(finished_at);
    q.bind(id).run();
}

std::vector<Accession> list_accessions(Connection& c) {
    std::vector<Accession> list;
    for (Query q = c.query(kList); q.step();) list.push_back(accession_from(q));
    return list;
}

std::optional<Accession> find_accession(Connection& c, std::int64_t id) {
    Query q = c.query(kOne);
    if (!q.bind(id).step()) return std::nullopt;
    return accession_from(q);
}

ArchiveCounts count_archive(Connection& c) {
    // Pen names that a person joined are one; "Anonymous" is nobody.
    const NameGraph graph = load_graph(c, NameList::creator);
    std::set<std::int64_t> people;
    for (Query q = c.query(kCreators); q.step();) {
        const NameFacts& facts = graph.of(q.integer(0));
        const bool joined = facts.standing == NameStanding::synonym && !facts.synonym_of.empty();
        if (!names_nobody(q.text(1)))
            people.insert(joined ? facts.synonym_of.front() : q.integer(0));
    }
    Query q = c.query(kCounts);
    q.step();
    return {q.integer(0), q.integer(1), q.integer(2), static_cast<std::int64_t>(people.size()),
            q.integer(3), q.integer(4), q.integer(5)};
}

}  // namespace solander
