// SPDX-License-Identifier: GPL-3.0-or-later
// What readers ask of an archive; consent is asked here for single works, and handed to search/ as
// a filter for many.
#include <map>

#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/inside.h"
#include "archive/private_text.h"
#include "archive/standing.h"
#include "base/text.h"
#include "original/digest.h"

namespace solander {

void hide_origin(Viewer viewer, std::vector<Claim>& claims) {
    if (is_keeper(viewer)) return;
    // Who is called otherwise by a person's word, or is not named any more, is so here, too.
    const Claim* name = nullptr;
    for (const Claim& claim : claims)
        if (claim.field == "creators" && claim.source == "person") name = &claim;
    std::vector<Claim> shown;
    for (const Claim& claim : claims) {
        const bool tells_who =
            claim.field == "creators" || claim.field == "email" || claim.field == "feedback";
        if (claim.source != "file-name" && (name == nullptr || !tells_who || &claim == name))
            shown.push_back(claim);
    }
    if (name != nullptr) {
        // Nor where another value holds the name that went.
        const std::string now_called = fold(name->value);
        for (const Claim& claim : claims) {
            const std::string was = fold(claim.value);
            if (claim.field != "creators" || claim.source == "person" || was.empty()
                || now_called.find(was) != std::string::npos)
                continue;
            std::erase_if(shown, [&](const Claim& one) {
                return fold(one.raw).find(was) != std::string::npos
                       || fold(one.value).find(was) != std::string::npos;
            });
        }
    }
    claims = std::move(shown);
}

namespace {

/// Before the notice was answered: what it says itself, and what lists say.
void hide_behind_notice(Viewer viewer, WorkRecord& record) {
    if (!behind_notice(viewer, gate_of(record).rating)) return;
    for (std::string* const text :
         {&record.notes, &record.end_notes, &record.disclaimer, &record.spoilers, &record.beta,
          &record.feedback, &record.permission.as_given})
        text->clear();
    record.extra.clear();
}

/// Asked before anything of a work is loaded, so that the time of the answer does not tell a hidden
/// one from none. What was loaded is asked about again.
bool may_know_of(const Archive::Inside& inside, Connection& connection, Viewer viewer, WorkId id) {
    return is_keeper(viewer) || inside.allows(connection, viewer, Act::list, id);
}

}  // namespace

SearchPage Archive::find(Viewer viewer, SearchRequest request) const {
    request.visible = visible_to(viewer, Act::list);
    request.readable = visible_to(viewer, Act::read);
    request.quotable = ratings_without_notice(viewer);
    inside_->refresh_filters();
    SearchPage page = inside_->search().find(request);
    for (Hit& hit : page.hits) hide_addresses(viewer, hit.snippet);
    return page;
}

std::optional<WorkRecord> Archive::work(Viewer viewer, WorkId id) const {
    auto connection = inside_->readers->borrow();
    auto record = inside_->allowed(*connection, viewer, Act::list, id);
    if (record) hide_origin(viewer, *record);
    return record;
}

std::optional<WorkView> Archive::view(Viewer viewer, WorkId id) const {
    auto connection = inside_->readers->borrow();
    if (!may_know_of(*inside_, *connection, viewer, id)) return std::nullopt;
    std::vector<ChapterInfo> chapters;
    auto record = load_record(*connection, id, chapters);
    if (!record || !passes(viewer, Act::list, gate_of(*record))) return std::nullopt;
    hide_origin(viewer, *record);
    if (!passes(viewer, Act::read, gate_of(*record))) chapters.clear();
    return WorkView{std::move(*record), std::move(chapters), std::nullopt, {}, {}, {}};
}

std::optional<WorkView> Archive::sheet(Viewer viewer, WorkId id) const {
    constexpr int kMostFindings = 50;
    auto connection = inside_->readers->borrow();
    if (!may_know_of(*inside_, *connection, viewer, id)) return std::nullopt;
    auto sheet = load_sheet(*connection, id, kMostFindings);
    if (!sheet || !passes(viewer, Act::list, gate_of(sheet->record))) return std::nullopt;
    hide_origin(viewer, sheet->record);
    hide_origin(viewer, sheet->claims);
    if (!passes(viewer, Act::read, gate_of(sheet->record))) sheet->chapters.clear();
    if (behind_notice(viewer, gate_of(sheet->record).rating)) sheet->claims.clear();
    hide_behind_notice(viewer, sheet->record);
    std::string missing_parts;
    for (const FindingRow& finding : sheet->findings)
        if (finding.kind == "missing-parts") missing_parts = finding.text;
    if (!is_keeper(viewer)) sheet->findings.clear();
    return WorkView{
        std::move(sheet->record), std::move(sheet->chapters), std::nullopt,
        std::move(sheet->claims), std::move(sheet->findings), meanings_of_work(*connection, id),
        std::move(missing_parts)};
}

std::optional<WorkView> Archive::view(Viewer viewer, WorkId id, int number) const {
    auto connection = inside_->readers->borrow();
    if (!may_know_of(*inside_, *connection, viewer, id)) return std::nullopt;
    const auto readable = [&](const WorkGate& gate) { return passes(viewer, Act::read, gate); };
    auto page = load_chapter_page(*connection, id, number, readable);
    if (!page || !passes(viewer, Act::list, gate_of(page->record))) return std::nullopt;
    hide_origin(viewer, page->record);
    if (!readable(gate_of(page->record))) page->chapters.clear();
    hide_addresses(*connection, viewer, id, page->chapter);
    return WorkView{
        std::move(page->record), std::move(page->chapters), std::move(page->chapter), {}, {}, {}};
}

std::vector<WorkRecord> Archive::blurbs(Viewer viewer, const std::vector<WorkId>& ids) const {
    auto connection = inside_->readers->borrow();
    std::vector<WorkRecord> works = load_blurbs(*connection, ids);
    std::erase_if(works,
                  [&](const WorkRecord& work) { return !may(viewer, Act::list, work.visibility); });
    for (WorkRecord& work : works) hide_behind_notice(viewer, work);
    return works;
}

std::optional<Chapter> Archive::chapter(Viewer viewer, WorkId id, int number) const {
    auto connection = inside_->readers->borrow();
    auto chapter = load_chapter(*connection, id, number, [&](const WorkGate& gate) {
        return passes(viewer, Act::read, gate);
    });
    hide_addresses(*connection, viewer, id, chapter);
    return chapter;
}

std::vector<Chapter> Archive::chapters(Viewer viewer, WorkId id) const {
    auto connection = inside_->readers->borrow();
    if (!inside_->allows(*connection, viewer, Act::read, id)) return {};
    std::vector<Chapter> chapters = load_chapters(*connection, id);
    hide_addresses(*connection, viewer, id, chapters);
    return chapters;
}

std::vector<Claim> Archive::claims(Viewer viewer, WorkId id) const {
    auto connection = inside_->readers->borrow();
    if (!inside_->allows(*connection, viewer, Act::list, id)) return {};
    return claims_for(*connection, viewer, id);
}

std::vector<VersionInfo> Archive::versions(Viewer viewer, WorkId id) const {
    if (!is_keeper(viewer)) return {};
    auto connection = inside_->readers->borrow();
    if (!inside_->allows(*connection, viewer, Act::list, id)) return {};
    return list_versions(*connection, id);
}

std::vector<Edit> Archive::edits(Viewer viewer, WorkId id) const {
    if (!is_keeper(viewer)) return {};
    auto connection = inside_->readers->borrow();
    return list_edits(*connection, id);
}

std::vector<LedgerEvent> Archive::ledger(Viewer viewer, WorkId id) const {
    if (!is_keeper(viewer)) return {};
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    std::map<std::int64_t, LedgerEvent> events;  // two authors may be one person
    for (const LedgerEntry& row : ledger_rows(*connection, id))
        events.emplace(row.event.number, row.event);
    if (const auto record = load_record(*connection, id))  // gone, its history is not
        for (const auto& author : ledger_about(*connection, *record).of_authors)
            for (const LedgerEvent& event : author) events.emplace(event.number, event);
    std::vector<LedgerEvent> list;
    list.reserve(events.size());
    for (auto& [number, event] : events) list.push_back(std::move(event));
    return list;
}

std::vector<FindingRow> Archive::findings(Viewer viewer, std::optional<WorkId> work,
                                          int limit) const {
    if (!is_keeper(viewer)) return {};
    auto connection = inside_->readers->borrow();
    return list_findings(*connection, work, limit);
}

std::optional<FindingRow> Archive::finding(Viewer viewer, std::int64_t id) const {
    if (!is_keeper(viewer)) return std::nullopt;
    auto connection = inside_->readers->borrow();
    return find_finding(*connection, id);
}

std::vector<FindingRow> Archive::settled_findings(Viewer viewer, int limit) const {
    if (!is_keeper(viewer)) return {};
    auto connection = inside_->readers->borrow();
    return list_settled_findings(*connection, limit);
}

std::optional<std::int64_t> Archive::next_finding(Viewer viewer, const FindingRow& after) const {
    if (!is_keeper(viewer)) return std::nullopt;
    auto connection = inside_->readers->borrow();
    return solander::next_finding(*connection, after.kind, after.id);
}

std::vector<FindingKind> Archive::finding_kinds(Viewer viewer) const {
    if (!is_keeper(viewer)) return {};
    auto connection = inside_->readers->borrow();
    return list_finding_kinds(*connection);
}

std::vector<FindingRow> Archive::findings_of_kind(Viewer viewer, std::string_view kind,
                                                  int limit) const {
    if (!is_keeper(viewer)) return {};
    auto connection = inside_->readers->borrow();
    return list_findings_of_kind(*connection, kind, limit);
}

std::vector<NotStoryRow> Archive::not_stories(Viewer viewer, int limit) const {
    if (!is_keeper(viewer)) return {};
    auto connection = inside_->readers->borrow();
    return list_not_stories(*connection, limit);
}

std::vector<Accession> Archive::accessions() const {
    auto connection = inside_->readers->borrow();
    return list_accessions(*connection);
}

std::vector<StatisticsTable> Archive::statistics(Viewer viewer, std::size_t most) const {
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    return load_statistics(
        *connection, [&](Visibility v) { return may(viewer, Act::count, v); }, most);
}

std::vector<FacetValue> Archive::suggest(Viewer viewer, std::string_view field,
                                         std::string_view text, std::uint32_t limit) const {
    return inside_->search().suggest(field, text, visible_to(viewer, Act::list), limit);
}

std::optional<OriginalFile> Archive::original(Viewer viewer, WorkId id) const {
    auto connection = inside_->readers->borrow();
    const auto record = inside_->allowed(*connection, viewer, Act::export_, id);
    // The file as received holds addresses and whatever else was in it: for the owner and staff
    // alone.
    if (!record || record->originals.empty() || !is_keeper(viewer)) return std::nullopt;
    const auto digest = Digest::from_text(record->originals.front().sha256);
    if (!digest)
        throw Error(Fault::storage, "the catalogue has no digest for work " + std::to_string(id),
                    "run solander check");
    // It holds what was taken down, too.
    if (const auto row = find_original(*connection, digest->bytes); row && row->sealed)
        throw Error(Fault::denied, "the original of work " + std::to_string(id)
                                       + " is sealed: a story in it was taken down");
    auto file = inside_->originals.map(*connection, *digest);
    if (!file) throw file.error();
    return OriginalFile{std::move(*file), digest->text()};
}

}  // namespace solander
