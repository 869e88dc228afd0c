// SPDX-License-Identifier: GPL-3.0-or-later
// Works carried away; who may take what is asked here.
#include "archive/archive.h"
#include "archive/inside.h"
#include "archive/private_text.h"

namespace solander {
namespace {

constexpr std::string_view kRevision =
    "select max(at) from (select added_at as at from version where work = $1 "
    "union all select made_at from edit where work = $1 union all select undone_at from edit where "
    "work = $1) moments";

/// When what is exported last changed: so that the same revision always gives the same bytes.
std::string revision_of(Connection& connection, WorkId id) {
    Query query = connection.query(kRevision);
    query.bind(id);
    return query.step() && !query.null(0) ? std::string(query.text(0)) : std::string();
}

ExportWork load_export(Connection& connection, Viewer viewer, WorkRecord record) {
    ExportWork work;
    work.chapters = load_chapters(connection, record.id);
    hide_addresses(connection, viewer, record.id, work.chapters);
    work.identity = identity_of(record);
    hide_origin(viewer, record);
    work.modified = revision_of(connection, record.id);
    work.record = std::move(record);
    return work;
}

}  // namespace

std::optional<std::string> Archive::exported(Viewer viewer, WorkId id, ExportFormat format) const {
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    auto record = inside_->allowed(*connection, viewer, Act::export_, id);
    if (!record) return std::nullopt;
    std::vector<ExportWork> works;
    works.push_back(load_export(*connection, viewer, std::move(*record)));
    if (format == ExportFormat::json) {
        works.back().claims = claims_for(*connection, viewer, id);
        works.back().meanings = meanings_of_work(*connection, id);
    }
    switch (format) {
    case ExportFormat::epub:
        return to_epub(works);
    case ExportFormat::html:
        return to_html(works.front());
    case ExportFormat::txt:
        return to_txt(works.front());
    case ExportFormat::json:
        return to_json(works.front());
    }
    return std::nullopt;
}

std::optional<std::string> Archive::exported(Viewer viewer, const std::vector<WorkId>& ids,
                                             ExportFormat format, std::string_view title) const {
    if (format != ExportFormat::epub)
        throw Error(Fault::usage, "several works in one file are an EPUB only",
                    "export them one by one");
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    std::vector<ExportWork> works;
    for (const WorkId id : ids)
        if (auto record = inside_->allowed(*connection, viewer, Act::export_, id))
            works.push_back(load_export(*connection, viewer, std::move(*record)));
    if (works.empty()) return std::nullopt;
    return to_epub(works, title);
}

}  // namespace solander
