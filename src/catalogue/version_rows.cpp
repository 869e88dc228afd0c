// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/version_rows.h"

#include "base/text.h"

#include <fmt/format.h>

namespace solander {
namespace {

constexpr std::string_view kAddChapter =
    "insert into chapter(version, number, title, words, body) values($1, $2, $3, $4, $5)";
constexpr std::string_view kAddClaim =
    "insert into claim(version, place, field, label, raw, value, from_byte, to_byte, rule,"
    " confidence, source) values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
constexpr std::string_view kAddFinding =
    "insert into finding(accession, original, path, version, kind, text, from_byte, to_byte)"
    " select o.accession, o.id, v.path, v.id, $2, $3, $4, $5 from version v"
    " join original o on o.id = v.original where v.id = $1 and not exists (select 1 from finding f"
    " where f.version = v.id and f.kind = $2 and f.text = $3 and f.settled is not null)"
    " and ($2 <> 'missing-parts' or not exists (select 1 from posting p where p.version = v.id))";
constexpr std::string_view kDropRows[] = {
    "delete from chapter where version = $1", "delete from claim where version = $1",
    // What a person settled stays so.
    "delete from finding where version = $1 and settled is null"
    " and not " SOLANDER_FINDING_OF_THE_PILE};

void save_chapters(Connection& c, std::int64_t version, const PreparedStory& p) {
    if (p.bodies.size() != p.story.chapters.size()
        || p.chapter_words.size() != p.story.chapters.size())
        throw Error(Fault::bug, fmt::format("a story of {} chapters came with {} bodies",
                                            p.story.chapters.size(), p.bodies.size()));
    for (std::size_t i = 0; i < p.bodies.size(); ++i) {
        Query q = c.query(kAddChapter);
        q.bind(version).bind(static_cast<std::int64_t>(i + 1)).bind(p.story.chapters[i].title);
        q.bind(p.chapter_words[i]).bind(Blob{p.bodies[i]}).run();
    }
}

void save_claim(Connection& c, std::int64_t version, int place, const Claim& claim) {
    Query q = c.query(kAddClaim);
    q.bind(version).bind(place).bind(claim.field).bind(claim.label).bind(claim.raw);
    if (claim.value == squeeze(claim.raw))  // wrapped lines most often, or the same
        q.bind(nullptr);
    else
        q.bind(claim.value);
    q.bind(claim.where.from).bind(claim.where.to).bind(claim.rule).bind(claim.confidence);
    if (claim.source == "text")
        q.bind(nullptr);
    else
        q.bind(claim.source);
    q.run();
}

}  // namespace

void save_version_rows(Connection& c, std::int64_t version, const PreparedStory& p, bool replace) {
    if (replace) {
        for (const std::string_view sql : kDropRows) c.query(sql).bind(version).run();
    }
    save_chapters(c, version, p);
    int place = 0;
    for (const Claim& claim : p.story.claims) save_claim(c, version, place++, claim);
    for (const Finding& finding : p.story.findings) {
        Query q = c.query(kAddFinding);
        q.bind(version).bind(finding.kind).bind(finding.text);
        q.bind(finding.where.from).bind(finding.where.to).run();
    }
}

}  // namespace solander
