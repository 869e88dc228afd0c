// SPDX-License-Identifier: GPL-3.0-or-later
// Chapters and claims of a work's current version, read back.
#include "base/compress.h"
#include "base/text.h"
#include "catalogue/records.h"
#include "catalogue/stories.h"
#include "document/walk.h"

#include <fmt/format.h>

namespace solander {
namespace {

constexpr std::string_view kChapterList =
    "select c.number, c.title, c.words from work w join chapter c on c.version = w.current"
    " where w.id = $1 order by c.number";
constexpr std::string_view kChapter =
    "select c.title, c.body from work w join chapter c on c.version = w.current"
    " where w.id = $1 and c.number = $2";
constexpr std::string_view kChapters =
    "select c.title, c.body from work w join chapter c on c.version = w.current"
    " where w.id = $1 order by c.number";
constexpr std::string_view kClaims =
    "select c.field, c.label, c.raw, c.value, c.from_byte, c.to_byte, c.rule, c.confidence,"
    " c.source from work w join claim c on c.version = w.current where w.id = $1 order by c.place";

Chapter chapter_from(const Query& q, WorkId id) {
    try {
        return {std::string(q.text(0)), from_stored(decompress(q.blob(1)))};
    } catch (const Error& e) {
        throw Error(
            e.fault, fmt::format("a chapter of work {}: {}", id, e.message),
            "run `solander check`; `solander reread` makes chapters again from the original");
    }
}

std::vector<ChapterInfo> chapters_from(Query& q) {
    std::vector<ChapterInfo> list;
    while (q.step())
        list.push_back({static_cast<int>(q.integer(0)), std::string(q.text(1)),
                        static_cast<std::uint64_t>(q.integer(2))});
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

}  // namespace

std::vector<ChapterInfo> list_chapters(Connection& c, WorkId id) {
    Query q = c.query(kChapterList);
    q.bind(id);
    return chapters_from(q);
}

std::optional<WorkRecord> load_record(Connection& c, WorkId id,
                                      std::vector<ChapterInfo>& chapters) {
    const ReadTransaction one_moment(c);
    Query q = c.query(kChapterList);
    q.bind(id).ahead();
    auto record = load_record(c, id);
    chapters = chapters_from(q);
    return record;
}

std::optional<Chapter> load_chapter(Connection& c, WorkId id, int number,
                                    const std::function<bool(const WorkGate&)>& passes) {
    const ReadTransaction one_moment(c);
    Query q = c.query(kChapter);
    q.bind(id).bind(number).ahead();
    const auto gate = load_gate(c, id);
    if (!gate || !passes(*gate) || !q.step()) return std::nullopt;
    return chapter_from(q, id);
}

std::optional<ChapterPage> load_chapter_page(Connection& c, WorkId id, int number,
                                             const std::function<bool(const WorkGate&)>& passes) {
    const ReadTransaction one_moment(c);
    Query q = c.query(kChapter);
    q.bind(id).bind(number).ahead();
    std::vector<ChapterInfo> chapters;
    auto record = load_record(c, id, chapters);
    if (!record) return std::nullopt;
    ChapterPage page{std::move(*record), std::move(chapters), std::nullopt};
    if (passes({page.record.visibility, page.record.rating}) && q.step())
        page.chapter = chapter_from(q, id);
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
    const ReadTransaction one_moment(c);
    std::vector<Claim> claims;
    Query q = c.query(kClaims);
    for (q.bind(id); q.step();) claims.push_back(claim_from(q));
    for (const Edit& edit : list_edits(c, id)) {
        if (edit.undone_at.empty()) claims.push_back(claim_of(edit));
    }
    return claims;
}

}  // namespace solander
