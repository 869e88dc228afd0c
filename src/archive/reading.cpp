// SPDX-License-Identifier: GPL-3.0-or-later
// What readers ask of an archive; consent is asked here for single works, and handed to search/ as
// a filter for many.
#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/inside.h"
#include "original/digest.h"

namespace solander {
namespace {

/// Names and paths of received files may say who somebody is: for the keeper alone.
void hide_file_names(Viewer viewer, WorkRecord& record) {
    if (viewer == Viewer::owner || viewer == Viewer::staff) return;
    for (OriginalRef& original : record.originals) {
        original.name.clear();
        original.path.clear();
    }
}

}  // namespace

SearchPage Archive::find(Viewer viewer, SearchRequest request) const {
    request.visible = visible_to(viewer, Act::list);
    request.readable = visible_to(viewer, Act::read);
    Search& search = inside_->search();
    search.refresh();
    SearchPage page = search.find(request);
    // A work that is listed only may be found, but its text may not be quoted.
    if (request.readable != request.visible) {
        auto connection = inside_->readers->borrow();
        for (Hit& hit : page.hits) {
            if (hit.snippet.text.empty()) continue;
            if (!inside_->allowed(*connection, viewer, Act::read, hit.work)) hit.snippet = {};
        }
    }
    return page;
}

std::optional<WorkRecord> Archive::work(Viewer viewer, WorkId id) const {
    auto connection = inside_->readers->borrow();
    auto record = inside_->allowed(*connection, viewer, Act::list, id);
    if (record) hide_file_names(viewer, *record);
    return record;
}

std::optional<WorkView> Archive::view(Viewer viewer, WorkId id) const {
    auto connection = inside_->readers->borrow();
    auto record = inside_->allowed(*connection, viewer, Act::list, id);
    if (!record) return std::nullopt;
    hide_file_names(viewer, *record);
    WorkView view{std::move(*record), {}};
    if (may(viewer, Act::read, view.record.visibility))
        view.chapters = list_chapters(*connection, id);
    return view;
}

std::vector<WorkRecord> Archive::blurbs(Viewer viewer, const std::vector<WorkId>& ids) const {
    auto connection = inside_->readers->borrow();
    std::vector<WorkRecord> works = load_blurbs(*connection, ids);
    std::erase_if(works,
                  [&](const WorkRecord& work) { return !may(viewer, Act::list, work.visibility); });
    return works;
}

std::optional<Chapter> Archive::chapter(Viewer viewer, WorkId id, int number) const {
    auto connection = inside_->readers->borrow();
    if (!inside_->allowed(*connection, viewer, Act::read, id)) return std::nullopt;
    return load_chapter(*connection, id, number);
}

std::vector<Chapter> Archive::chapters(Viewer viewer, WorkId id) const {
    auto connection = inside_->readers->borrow();
    if (!inside_->allowed(*connection, viewer, Act::read, id)) return {};
    return load_chapters(*connection, id);
}

std::vector<Claim> Archive::claims(Viewer viewer, WorkId id) const {
    auto connection = inside_->readers->borrow();
    if (!inside_->allowed(*connection, viewer, Act::list, id)) return {};
    return load_claims(*connection, id);
}

std::vector<VersionInfo> Archive::versions(Viewer viewer, WorkId id) const {
    auto connection = inside_->readers->borrow();
    if (!inside_->allowed(*connection, viewer, Act::list, id)) return {};
    return list_versions(*connection, id);
}

std::vector<Edit> Archive::edits(Viewer viewer, WorkId id) const {
    if (viewer != Viewer::owner && viewer != Viewer::staff) return {};
    auto connection = inside_->readers->borrow();
    return list_edits(*connection, id);
}

std::vector<LedgerEvent> Archive::ledger(Viewer viewer, WorkId id) const {
    if (viewer != Viewer::owner && viewer != Viewer::staff) return {};
    auto connection = inside_->readers->borrow();
    return ledger_of(*connection, id);
}

std::vector<FindingRow> Archive::findings(Viewer viewer, std::optional<WorkId> work,
                                          int limit) const {
    if (viewer != Viewer::owner && viewer != Viewer::staff) return {};
    auto connection = inside_->readers->borrow();
    return list_findings(*connection, work, limit);
}

std::vector<Accession> Archive::accessions() const {
    auto connection = inside_->readers->borrow();
    return list_accessions(*connection);
}

std::vector<FacetValue> Archive::suggest(Viewer viewer, std::string_view field,
                                         std::string_view text, std::uint32_t limit) const {
    return inside_->search().suggest(field, text, visible_to(viewer, Act::list), limit);
}

std::optional<std::string> Archive::original(Viewer viewer, WorkId id) const {
    auto connection = inside_->readers->borrow();
    const auto record = inside_->allowed(*connection, viewer, Act::export_, id);
    // The file as received holds addresses and whatever else was in it: for the owner and staff
    // alone.
    if (!record || record->originals.empty()
        || (viewer != Viewer::owner && viewer != Viewer::staff))
        return std::nullopt;
    const auto digest = Digest::from_text(record->originals.front().sha256);
    if (!digest)
        throw Error(Fault::storage, "the catalogue has no digest for work " + std::to_string(id),
                    "run solander check");
    auto bytes = inside_->originals.read(*digest);
    if (!bytes) throw bytes.error();
    return std::move(*bytes);
}

}  // namespace solander
