// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/record_rows.h"

#include "base/text.h"
#include "catalogue/names.h"
#include "catalogue/statement_text.h"
#include "catalogue/stories.h"

namespace solander {
namespace {

// $1..$25 are the same in both; bind_columns() binds them.
constexpr std::string_view kInsertWork =
    "insert into work(title, title_key, rating, rating_as_given, summary, notes, end_notes,"
    " disclaimer, permission, permission_text, statement, visibility, language, words, chapters,"
    " scenes, part_number, part_of, complete, published, updated, spoilers, beta, feedback,"
    " added_at) values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,"
    " $18, $19, $20, $21, $22, $23, $24, $25) returning id";
constexpr std::string_view kUpdateWork =
    "update work set title = $1, title_key = $2, rating = $3, rating_as_given = $4, summary = $5,"
    " notes = $6, end_notes = $7, disclaimer = $8, permission = $9, permission_text = $10,"
    " statement = $11, visibility = $12, language = $13, words = $14, chapters = $15, scenes = $16,"
    " part_number = $17, part_of = $18, complete = $19, published = $20, updated = $21,"
    " spoilers = $22, beta = $23, feedback = $24 where id = $25";

constexpr std::string_view kAddCreator =
    "insert into work_creator(work, place, creator, role, name) values($1, $2, $3, $4, $5)";
constexpr std::string_view kAddTag =
    "insert into work_tag(work, place, tag, name) values($1, $2, $3, $4)"
    " on conflict(work, tag) do nothing";
constexpr std::string_view kAddSeries =
    "insert into work_series(work, place, series, position, name, within)"
    " values($1, $2, $3, $4, $5, $6)";
constexpr std::string_view kAddExtra =
    "insert into extra(work, place, label, value) values($1, $2, $3, $4)";
constexpr std::string_view kDropRows[] = {
    "delete from work_creator where work = $1", "delete from work_tag where work = $1",
    "delete from work_series where work = $1", "delete from extra where work = $1"};
constexpr std::string_view kAddChange = "insert into change(work, what) values($1, $2)";

// Bound as views: must outlive the statement.
struct Derived {
    explicit Derived(const WorkRecord& r)
        : title_key(solander::title_key(r.title)), statement(statement_text(r.permission)),
          published(r.published ? r.published->text() : ""),
          updated(r.updated ? r.updated->text() : "") {}
    std::string title_key, statement, published, updated;
};

void bind_columns(Query& q, const WorkRecord& r, const Derived& derived) {
    q.bind(r.title).bind(derived.title_key).bind(name_of(r.rating)).bind(r.rating_as_given);
    q.bind(r.summary).bind(r.notes).bind(r.end_notes).bind(r.disclaimer);
    q.bind(name_of(r.permission.by_default)).bind(r.permission.as_given).bind(derived.statement);
    q.bind(name_of(r.visibility)).bind(r.language);
    q.bind(r.words).bind(r.chapters).bind(r.scenes);
    if (r.part)
        q.bind(r.part->number).bind(r.part->of);
    else
        q.bind(nullptr).bind(nullptr);
    q.bind(r.complete).bind(derived.published).bind(derived.updated);
    q.bind(r.spoilers).bind(r.beta).bind(r.feedback);
}

// Null when the row's own name is what was written.
void bind_spelling(Query& q, const NamedRow& row, const std::string& name) {
    if (row.same_name)
        q.bind(nullptr);
    else
        q.bind(name);
}

void save_tags(Connection& c, WorkId work, TagKind kind, const std::vector<std::string>& names,
               int& place) {
    for (const std::string& name : names) {
        const NamedRow row = tag_row(c, kind, name);
        Query q = c.query(kAddTag);
        q.bind(work).bind(place++).bind(row.id);
        bind_spelling(q, row, name);
        q.run();
    }
}

void save_creators(Connection& c, WorkId work, const std::vector<Creator>& creators) {
    int place = 0;
    for (const Creator& creator : creators) {
        const NamedRow row = creator_row(c, creator.name);
        Query q = c.query(kAddCreator);
        q.bind(work).bind(place++).bind(row.id).bind(creator.role);
        bind_spelling(q, row, creator.name);
        q.run();
    }
}

std::optional<std::int64_t> place_of(const std::vector<SeriesPlace>& series,
                                     const std::string& name) {
    if (name.empty()) return std::nullopt;
    const std::string key = fold(name);
    for (std::size_t i = 0; i < series.size(); ++i)
        if (fold(series[i].name) == key) return static_cast<std::int64_t>(i);
    return std::nullopt;
}

void save_series(Connection& c, WorkId work, const std::vector<SeriesPlace>& series) {
    int place = 0;
    for (const SeriesPlace& s : series) {
        const NamedRow row = series_row(c, s.name);
        Query q = c.query(kAddSeries);
        q.bind(work).bind(place++).bind(row.id).bind(s.position);
        bind_spelling(q, row, s.name);
        q.bind(place_of(series, s.within)).run();
    }
}

}  // namespace

WorkId insert_work_row(Connection& c, const WorkRecord& record, std::string_view now) {
    const Derived derived(record);
    Query q = c.query(kInsertWork);
    bind_columns(q, record, derived);
    q.bind(now);
    q.step();
    return q.integer(0);
}

void update_work_row(Connection& c, const WorkRecord& record) {
    const Derived derived(record);
    Query q = c.query(kUpdateWork);
    bind_columns(q, record, derived);
    q.bind(record.id).run();
}

void save_record_rows(Connection& c, WorkId work, const WorkRecord& r, bool replace) {
    if (replace) {
        for (const std::string_view sql : kDropRows) c.query(sql).bind(work).run();
    }
    int place = 0;
    save_tags(c, work, TagKind::fandom, r.fandoms, place);
    save_tags(c, work, TagKind::relationship, r.relationships, place);
    save_tags(c, work, TagKind::character, r.characters, place);
    save_tags(c, work, TagKind::category, r.categories, place);
    save_tags(c, work, TagKind::warning, r.warnings, place);
    save_tags(c, work, TagKind::freeform, r.tags, place);
    save_creators(c, work, r.creators);
    save_series(c, work, r.series);
    place = 0;
    for (const Extra& extra : r.extra)
        c.query(kAddExtra).bind(work).bind(place++).bind(extra.label).bind(extra.value).run();
}

void add_change(Connection& c, WorkId work, std::string_view what) {
    c.query(kAddChange).bind(work).bind(what).run();
}

void save_record(Connection& c, const WorkRecord& record) {
    update_work_row(c, record);
    save_record_rows(c, record.id, record, true);
    add_change(c, record.id, "put");
}

}  // namespace solander
