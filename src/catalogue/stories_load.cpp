// SPDX-License-Identifier: GPL-3.0-or-later
// Records read back: one in full, or many for a list.
#include "catalogue/digest_text.h"
#include "catalogue/statement_text.h"
#include "catalogue/stories.h"
#include "catalogue/work_columns.h"
#include "vocabulary/tag.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace solander {
namespace {

// Each statement for one work, and for as many as a page lists (null where there are fewer): what
// comes of a list must not cost a way to the server for every work on it.
#define SOLANDER_ONE "= $1"
#define SOLANDER_SOME                                                                              \
    "in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, "   \
    "$20)"
constexpr std::size_t kSome = 20;

#define SOLANDER_WORK                                                                              \
    "select title, rating, rating_as_given, summary, notes, end_notes, disclaimer, permission,"    \
    " permission_text, statement, visibility, language, words, chapters, scenes, part_number,"     \
    " part_of, complete, published, updated, spoilers, beta, feedback, id, current from work"      \
    " where id "
#define SOLANDER_CREATORS                                                                          \
    "select c.id, coalesce(w.name, c.name), w.role, w.work from work_creator w"                    \
    " join creator c on c.id = w.creator where w.work "
// Not sorted here: a sorter of the engine's costs more than reading the rows.
#define SOLANDER_TAGS                                                                              \
    "select t.kind, coalesce(w.name, t.name), w.place, w.work from work_tag w"                     \
    " join tag t on t.id = w.tag where w.work "
#define SOLANDER_SERIES                                                                            \
    "select s.id, coalesce(w.name, s.name), w.position, w.work, w.within from work_series w"       \
    " join series s on s.id = w.series where w.work "

struct Texts {
    std::string_view work, creators, tags, series;
};
constexpr Texts kOne = {
    SOLANDER_WORK SOLANDER_ONE, SOLANDER_CREATORS SOLANDER_ONE " order by w.place",
    SOLANDER_TAGS SOLANDER_ONE, SOLANDER_SERIES SOLANDER_ONE " order by w.place"};
constexpr Texts kMany = {
    SOLANDER_WORK SOLANDER_SOME, SOLANDER_CREATORS SOLANDER_SOME " order by w.place",
    SOLANDER_TAGS SOLANDER_SOME, SOLANDER_SERIES SOLANDER_SOME " order by w.place"};

constexpr std::string_view kGate = "select visibility, rating, statement from work where id = $1";
constexpr std::string_view kExtra = "select label, value from extra where work = $1 order by place";
// The versions of a work, and of those that were joined to it. With `or` PostgreSQL would read the
// whole table. Not sorted here either.
constexpr std::string_view kOriginals =
    "select o.digest, v.name, v.path, v.encoding, v.bytes, v.id from version v"
    " join original o on o.id = v.original where v.work in (select $1 union all"
    " select other from verdict where work = $1 and verdict = 'joined' and undone_at is null)"
    " and v.ordinal >= 0";

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

void read_statement(const Query& q, WorkId id, Statement& into) {
    const auto permission = permission_from_name(q.text(7));
    if (!permission) bad_column(id, "permission", q.text(7));
    into.by_default = *permission;
    into.as_given = q.text(8);
    read_statement_text(q.text(9), into);
}

void read_columns(const Query& q, WorkRecord& r) {
    r.title = q.text(0);
    r.rating = read_rating(q, 1, r.id);
    r.rating_as_given = q.text(2);
    r.summary = q.text(3);
    r.notes = q.text(4);
    r.end_notes = q.text(5);
    r.disclaimer = q.text(6);
    read_statement(q, r.id, r.permission);
    r.visibility = read_visibility(q, 10, r.id);
    r.language = q.text(11);
    r.words = static_cast<std::uint64_t>(q.integer(12));
    r.chapters = static_cast<std::uint32_t>(q.integer(13));
    r.scenes = static_cast<std::uint32_t>(q.integer(14));
    r.part = read_part(q, 15);
    r.complete = read_complete(q, 17);
    r.published = PartialDate::from_text(q.text(18));
    r.updated = PartialDate::from_text(q.text(19));
    r.spoilers = q.text(20);
    r.beta = q.text(21);
    r.feedback = q.text(22);
}

Creator creator_from(const Query& q) {
    return {std::string(q.text(1)), std::string(q.text(2)), q.integer(0)};
}

/// The statements of some works, sent to the server together.
class Loader {
  public:
    Loader(Connection& c, const Texts& texts, const WorkId* ids, std::size_t count,
           std::size_t slots)
        : work_(c.query(texts.work)), creators_(c.query(texts.creators)),
          tags_(c.query(texts.tags)), series_(c.query(texts.series)) {
        for (Query* const q : {&work_, &creators_, &tags_, &series_}) {
            for (std::size_t i = 0; i < slots; ++i) {
                if (i < count)
                    q->bind(ids[i]);
                else
                    q->bind(nullptr);
            }
            q->ahead();
        }
    }

    /// In no order.
    std::vector<WorkRecord> records() {
        while (work_.step()) {
            records_.emplace_back();
            records_.back().id = work_.integer(23);
            read_columns(work_, records_.back());
            current_ = work_.integer(24);
        }
        read_tags();
        while (creators_.step()) {
            if (WorkRecord* const r = of(creators_.integer(3)))
                r->creators.push_back(creator_from(creators_));
        }
        struct Outer {
            WorkRecord* record;
            std::size_t place, within;
        };
        std::vector<Outer> outer;
        while (series_.step()) {
            WorkRecord* const r = of(series_.integer(3));
            if (r == nullptr) continue;
            r->series.push_back({std::string(series_.text(1)), std::nullopt, series_.integer(0)});
            if (!series_.null(2)) r->series.back().position = series_.real(2);
            if (const auto within = series_.integer_or_null(4))
                outer.push_back({r, r->series.size() - 1, static_cast<std::size_t>(*within)});
        }
        for (const Outer& one : outer)
            if (one.within < one.record->series.size())
                one.record->series[one.place].within = one.record->series[one.within].name;
        return std::move(records_);
    }
    std::int64_t current() const { return current_; }  ///< version of the last of them

  private:
    WorkRecord* of(WorkId id) {
        for (WorkRecord& record : records_)
            if (record.id == id) return &record;
        return nullptr;
    }

    void read_tags() {
        struct Placed {
            std::int64_t place;
            std::vector<std::string>* list;
            std::string name;
        };
        std::vector<Placed> tags;
        tags.reserve(16 * records_.size());
        while (tags_.step()) {
            if (WorkRecord* const r = of(tags_.integer(3)))
                tags.push_back(
                    {tags_.integer(2), list_of(*r, tags_.text(0)), std::string(tags_.text(1))});
        }
        std::sort(tags.begin(), tags.end(),
                  [](const Placed& a, const Placed& b) { return a.place < b.place; });
        for (Placed& tag : tags) tag.list->push_back(std::move(tag.name));
    }

    Query work_, creators_, tags_, series_;
    std::vector<WorkRecord> records_;
    std::int64_t current_ = 0;
};

/// The one whose text is read first, then as they came.
std::vector<OriginalRef> originals_from(Query& q, std::int64_t current) {
    std::map<std::pair<bool, std::int64_t>, OriginalRef> sorted;
    while (q.step()) {
        const std::int64_t version = q.integer(5);
        sorted[{version != current, version}] = {digest_text(q.blob(0)), std::string(q.text(1)),
                                                 std::string(q.text(2)), std::string(q.text(3)),
                                                 static_cast<std::uint64_t>(q.integer(4))};
    }
    std::vector<OriginalRef> list;
    list.reserve(sorted.size());
    for (auto& [order, original] : sorted) list.push_back(std::move(original));
    return list;
}

}  // namespace

std::optional<WorkRecord> load_record(Connection& c, WorkId id) {
    const ReadTransaction one_moment(c, ReadTransaction::Asks::once);
    Query extra = c.query(kExtra), originals = c.query(kOriginals);
    extra.bind(id).ahead();
    originals.bind(id).ahead();
    Loader loader(c, kOne, &id, 1, 1);
    std::vector<WorkRecord> found = loader.records();
    if (found.empty()) return std::nullopt;
    WorkRecord& record = found.front();
    while (extra.step())
        record.extra.push_back({std::string(extra.text(0)), std::string(extra.text(1))});
    record.originals = originals_from(originals, loader.current());
    return std::move(record);
}

std::optional<WorkGate> load_gate(Connection& c, WorkId id) {
    Query q = c.query(kGate);
    if (!q.bind(id).step()) return std::nullopt;
    Statement statement;
    read_statement_text(q.text(2), statement);
    return WorkGate{read_visibility(q, 0, id), gate_rating(statement, read_rating(q, 1, id))};
}

WorkGate gate_of(const WorkRecord& record) {
    return {record.visibility, gate_rating(record.permission, record.rating)};
}

std::vector<WorkRecord> load_blurbs(Connection& c, const std::vector<WorkId>& ids) {
    const ReadTransaction one_moment(c, ids.size() <= kSome ? ReadTransaction::Asks::once
                                                            : ReadTransaction::Asks::freely);
    std::vector<WorkRecord> records;
    records.reserve(ids.size());
    for (std::size_t at = 0; at < ids.size(); at += kSome) {
        const std::size_t count = std::min(kSome, ids.size() - at);
        std::vector<WorkRecord> found = Loader(c, kMany, &ids[at], count, kSome).records();
        for (std::size_t i = at; i < at + count; ++i) {
            const auto same = std::find_if(found.begin(), found.end(),
                                           [&](const WorkRecord& r) { return r.id == ids[i]; });
            if (same != found.end()) records.push_back(*same);  // an id may be asked for twice
        }
    }
    return records;
}

}  // namespace solander
