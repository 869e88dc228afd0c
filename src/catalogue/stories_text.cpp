// SPDX-License-Identifier: GPL-3.0-or-later
// Chapters and claims of a work's current version, read back.
#include "base/compress.h"
#include "base/text.h"
#include "catalogue/records.h"
#include "catalogue/statement_text.h"
#include "catalogue/stories.h"
#include "catalogue/work_columns.h"
#include "document/walk.h"

#include <fmt/format.h>

#include <map>

namespace solander {
namespace {

// `current` asked for by itself lets the key give the rows in their order: a join would have them
// sorted.
constexpr std::string_view kChapterList =
    "select number, title, words from chapter"
    " where version = (select current from work where id = $1) order by number";
constexpr std::string_view kChapter =
    "select title, body from chapter"
    " where version = (select current from work where id = $1) and number = $2";
// A row for each chapter and creator: of most works that is one for each chapter. What PostgreSQL
// takes for a page is mostly the number of statements, and a sorter costs more than these rows.
constexpr std::string_view kChapterPage =
    "select w.title, w.rating, w.visibility, w.language, w.part_number, w.part_of, w.complete,"
    " c.number, c.title, c.words, case when c.number = $2 then c.body end,"
    " x.place, n.id, coalesce(x.name, n.name), x.role, w.statement from work w"
    " left join chapter c on c.version = w.current left join work_creator x on x.work = w.id"
    " left join creator n on n.id = x.creator where w.id = $1";
constexpr std::string_view kChapters =
    "select title, body from chapter"
    " where version = (select current from work where id = $1) order by number";
constexpr std::string_view kClaims =
    "select field, label, raw, value, from_byte, to_byte, rule, confidence, source from claim"
    " where version = (select current from work where id = $1) order by place";

Chapter chapter_of(std::string_view title, std::string_view body, WorkId id) {
    try {
        return {std::string(title), from_stored(decompress(body))};
    } catch (const Error& e) {
        throw Error(
            e.fault, fmt::format("a chapter of work {}: {}", id, e.message),
            "run `solander check`; `solander reread` makes chapters again from the original");
    }
}

Chapter chapter_from(const Query& q, WorkId id) { return chapter_of(q.text(0), q.blob(1), id); }

/// `at`: the first of its three columns.
ChapterInfo info_from(const Query& q, int at = 0) {
    return {static_cast<int>(q.integer(at)), std::string(q.text(at + 1)),
            static_cast<std::uint64_t>(q.integer(at + 2))};
}

WorkRecord head_from(const Query& q, WorkId id) {
    WorkRecord head;
    head.id = id;
    head.title = q.text(0);
    head.rating = read_rating(q, 1, id);
    head.visibility = read_visibility(q, 2, id);
    head.language = q.text(3);
    head.part = read_part(q, 4);
    head.complete = read_complete(q, 6);
    read_statement_text(q.text(15), head.permission);
    return head;
}

std::vector<ChapterInfo> chapters_from(Query& q) {
    std::vector<ChapterInfo> list;
    while (q.step()) list.push_back(info_from(q));
    return list;
}

Claim claim_from(const Query& q) {
    Claim claim;
    claim.field = q.text(0);
    claim.label = q.text(1);
    claim.raw = q.text(2);
    claim.value = q.null(3) ? squeeze(claim.raw) : std::string(q.text(3));
    claim.where = {static_cast<std::uint64_t>(q.integer(4)),
                   static_cast<std::uint64_t>(q.integer(5))};
    claim.rule = q.text(6);
    claim.confidence = q.real(7);
    if (!q.null(8)) claim.source = q.text(8);
    return claim;
}

Claim claim_of(const Edit& edit) {
    Claim claim;
    claim.field = edit.field;
    claim.raw = edit.value;
    claim.value = edit.value;
    claim.rule = "edit";
    claim.confidence = 1;
    claim.source = "person";
    return claim;
}

std::vector<Claim> claims_from(Query& rows, Query& edits) {
    std::vector<Claim> claims;
    while (rows.step()) claims.push_back(claim_from(rows));
    for (const Edit& edit : edits_from(edits))
        if (edit.undone_at.empty()) claims.push_back(claim_of(edit));
    return claims;
}

}  // namespace

std::vector<ChapterInfo> list_chapters(Connection& c, WorkId id) {
    Query q = c.query(kChapterList);
    q.bind(id);
    return chapters_from(q);
}

std::optional<WorkRecord> load_record(Connection& c, WorkId id,
                                      std::vector<ChapterInfo>& chapters) {
    const ReadTransaction one_moment(c, ReadTransaction::Asks::once);
    Query q = c.query(kChapterList);
    q.bind(id).ahead();
    auto record = load_record(c, id);
    chapters = chapters_from(q);
    return record;
}

std::optional<Chapter> load_chapter(Connection& c, WorkId id, int number,
                                    const std::function<bool(const WorkGate&)>& passes) {
    const ReadTransaction one_moment(c, ReadTransaction::Asks::once);
    Query q = c.query(kChapter);
    q.bind(id).bind(number).ahead();
    const auto gate = load_gate(c, id);
    if (!gate || !passes(*gate) || !q.step()) return std::nullopt;
    return chapter_from(q, id);
}

std::optional<ChapterPage> load_chapter_page(Connection& c, WorkId id, int number,
                                             const std::function<bool(const WorkGate&)>& passes) {
    Query q = c.query(kChapterPage);
    if (!q.bind(id).bind(number).step()) return std::nullopt;
    ChapterPage page{head_from(q, id), {}, std::nullopt};
    const bool readable = passes(gate_of(page.record));
    std::map<std::int64_t, ChapterInfo> chapters;
    std::map<std::int64_t, Creator> creators;
    do {
        if (!q.null(11))
            creators.insert(
                {q.integer(11), {std::string(q.text(13)), std::string(q.text(14)), q.integer(12)}});
        if (q.null(7)) continue;  // a work without chapters
        const auto [at, is_new] = chapters.insert({q.integer(7), info_from(q, 7)});
        if (is_new && readable && at->first == number)
            page.chapter = chapter_of(q.text(8), q.blob(10), id);
    } while (q.step());
    for (auto& [n, chapter] : chapters) page.chapters.push_back(std::move(chapter));
    for (auto& [place, creator] : creators) page.record.creators.push_back(std::move(creator));
    return page;
}

std::optional<Chapter> load_chapter(Connection& c, WorkId id, int number) {
    Query q = c.query(kChapter);
    if (!q.bind(id).bind(number).step()) return std::nullopt;
    return chapter_from(q, id);
}

std::vector<Chapter> load_chapters(Connection& c, WorkId id) {
    std::vector<Chapter> chapters;
    Query q = c.query(kChapters);
    for (q.bind(id); q.step();) chapters.push_back(chapter_from(q, id));
    return chapters;
}

std::string load_plain_text(Connection& c, WorkId id) {
    std::string text;
    Query q = c.query(kChapters);
    for (q.bind(id); q.step();) {
        const std::string chapter = plain_text(chapter_from(q, id).text);
        if (!text.empty() && !chapter.empty()) text += "\n\n";
        text += chapter;
    }
    return text;
}

std::vector<Claim> load_claims(Connection& c, WorkId id) {
    const ReadTransaction one_moment(c, ReadTransaction::Asks::once);
    Query q = c.query(kClaims);
    q.bind(id).ahead();
    Query edits = ask_edits(c, id);
    return claims_from(q, edits);
}

std::optional<WorkSheet> load_sheet(Connection& c, WorkId id, int most_findings) {
    const ReadTransaction one_moment(c, ReadTransaction::Asks::once);
    Query claims = c.query(kClaims), chapters = c.query(kChapterList);
    claims.bind(id).ahead();
    chapters.bind(id).ahead();
    Query edits = ask_edits(c, id);
    Query findings = ask_findings(c, id, most_findings);
    auto record = load_record(c, id);
    if (!record) return std::nullopt;
    return WorkSheet{std::move(*record), chapters_from(chapters), claims_from(claims, edits),
                     findings_from(findings)};
}

}  // namespace solander
