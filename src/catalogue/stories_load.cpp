// SPDX-License-Identifier: GPL-3.0-or-later
// Records read back: one in full, or many for a list.
#include "catalogue/digest_text.h"
#include "catalogue/statement_text.h"
#include "catalogue/stories.h"
#include "vocabulary/tag.h"

#include <fmt/format.h>

#include <algorithm>

namespace solander {
namespace {

constexpr std::string_view kWork =
    "select title, rating, rating_as_given, summary, notes, end_notes, disclaimer, permission,"
    " permission_text, statement, visibility, language, words, chapters, scenes, part_number,"
    " part_of, complete, published, updated, spoilers, beta, feedback from work where id = $1";
constexpr std::string_view kCreators =
    "select c.id, coalesce(w.name, c.name), w.role from work_creator w"
    " join creator c on c.id = w.creator where w.work = $1 order by w.place";
// Not sorted here: a sorter of the engine's costs more than reading the rows.
constexpr std::string_view kTags =
    "select t.kind, coalesce(w.name, t.name), w.place from work_tag w"
    " join tag t on t.id = w.tag where w.work = $1";
constexpr std::string_view kSeries =
    "select s.id, coalesce(w.name, s.name), w.position from work_series w"
    " join series s on s.id = w.series where w.work = $1 order by w.place";
constexpr std::string_view kExtra = "select label, value from extra where work = $1 order by place";
constexpr std::string_view kOriginals =
    "select o.digest, v.name, v.path, v.encoding, v.bytes from version v"
    " join original o on o.id = v.original join work w on w.id = v.work where v.work = $1"
    " order by case when v.id = w.current then 0 else 1 end, v.id";

std::vector<std::string>* list_of(WorkRecord& r, std::string_view kind) {
    switch (tag_kind_from_name(kind).value_or(TagKind::freeform)) {
    case TagKind::fandom:
        return &r.fandoms;
    case TagKind::relationship:
        return &r.relationships;
    case TagKind::character:
        return &r.characters;
    case TagKind::category:
        return &r.categories;
    case TagKind::warning:
        return &r.warnings;
    case TagKind::freeform:
        break;
    }
    return &r.tags;
}

// A stored word that this program does not know: a newer one wrote it, or a hand.
[[noreturn]] void bad_row(WorkId id, std::string_view column, std::string_view value) {
    throw Error(Fault::storage,
                fmt::format("work {}: {} cannot be '{}' in the catalogue", id, column, value),
                "run `solander check`");
}

void read_statement(const Query& q, WorkId id, Statement& into) {
    const auto permission = permission_from_name(q.text(7));
    if (!permission) bad_row(id, "permission", q.text(7));
    into.by_default = *permission;
    into.as_given = q.text(8);
    read_statement_text(q.text(9), into);
}

void read_columns(const Query& q, WorkRecord& r) {
    r.title = q.text(0);
    if (const auto text = q.text(1); !text.empty()) {
        const auto rating = rating_from_name(text);
        if (!rating) bad_row(r.id, "rating", text);
        r.rating = *rating;
    }
    r.rating_as_given = q.text(2);
    r.summary = q.text(3);
    r.notes = q.text(4);
    r.end_notes = q.text(5);
    r.disclaimer = q.text(6);
    read_statement(q, r.id, r.permission);
    const auto visibility = visibility_from_name(q.text(10));
    if (!visibility) bad_row(r.id, "visibility", q.text(10));
    r.visibility = *visibility;
    r.language = q.text(11);
    r.words = static_cast<std::uint64_t>(q.integer(12));
    r.chapters = static_cast<std::uint32_t>(q.integer(13));
    r.scenes = static_cast<std::uint32_t>(q.integer(14));
    if (!q.null(15)) {
        r.part = PartPlace{q.real(15), std::nullopt};
        if (const auto of = q.integer_or_null(16)) r.part->of = static_cast<int>(*of);
    }
    if (const auto complete = q.integer_or_null(17)) r.complete = *complete != 0;
    r.published = PartialDate::from_text(q.text(18));
    r.updated = PartialDate::from_text(q.text(19));
    r.spoilers = q.text(20);
    r.beta = q.text(21);
    r.feedback = q.text(22);
}

void read_tags(Connection& c, WorkRecord& r) {
    struct Placed {
        std::int64_t place;
        std::vector<std::string>* list;
        std::string name;
    };
    std::vector<Placed> tags;
    tags.reserve(16);
    Query q = c.query(kTags);
    for (q.bind(r.id); q.step();)
        tags.push_back({q.integer(2), list_of(r, q.text(0)), std::string(q.text(1))});
    std::sort(tags.begin(), tags.end(),
              [](const Placed& a, const Placed& b) { return a.place < b.place; });
    for (Placed& tag : tags) tag.list->push_back(std::move(tag.name));
}

void read_names(Connection& c, WorkRecord& r) {
    read_tags(c, r);
    Query creators = c.query(kCreators);
    for (creators.bind(r.id); creators.step();)
        r.creators.push_back(
            {std::string(creators.text(1)), std::string(creators.text(2)), creators.integer(0)});
    Query series = c.query(kSeries);
    for (series.bind(r.id); series.step();) {
        r.series.push_back({std::string(series.text(1)), std::nullopt, series.integer(0)});
        if (!series.null(2)) r.series.back().position = series.real(2);
    }
}

std::optional<WorkRecord> load_blurb(Connection& c, WorkId id) {
    WorkRecord record;
    record.id = id;
    Query q = c.query(kWork);
    q.bind(id);
    if (!q.step()) return std::nullopt;
    read_columns(q, record);
    read_names(c, record);
    return record;
}

}  // namespace

std::optional<WorkRecord> load_record(Connection& c, WorkId id) {
    const ReadTransaction one_moment(c);
    auto record = load_blurb(c, id);
    if (!record) return std::nullopt;
    Query extra = c.query(kExtra);
    for (extra.bind(id); extra.step();)
        record->extra.push_back({std::string(extra.text(0)), std::string(extra.text(1))});
    Query originals = c.query(kOriginals);
    for (originals.bind(id); originals.step();)
        record->originals.push_back({digest_text(originals.blob(0)), std::string(originals.text(1)),
                                     std::string(originals.text(2)), std::string(originals.text(3)),
                                     static_cast<std::uint64_t>(originals.integer(4))});
    return record;
}

std::vector<WorkRecord> load_blurbs(Connection& c, const std::vector<WorkId>& ids) {
    const ReadTransaction one_moment(c);
    std::vector<WorkRecord> records;
    records.reserve(ids.size());
    for (const WorkId id : ids) {
        if (auto record = load_blurb(c, id)) records.push_back(std::move(*record));
    }
    return records;
}

}  // namespace solander
