// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/wrangling.h"

#include <algorithm>
#include <array>

#include "catalogue/record_rows.h"

namespace solander {
namespace {

#define SOLANDER_WORD_COLUMNS                                                                      \
    "select id, batch, list, subject, act, other, value, made_by, made_at, undone_at"              \
    " from wrangling "
constexpr std::string_view kThatHold =
    SOLANDER_WORD_COLUMNS "where list = $1 and batch <> $2 and undone_at is null"
                          " order by subject, id";
constexpr std::string_view kThatHoldOf =
    SOLANDER_WORD_COLUMNS "where list = $1 and batch <> $2 and undone_at is null and subject = $3"
                          " order by id";
constexpr std::string_view kAllOn =
    SOLANDER_WORD_COLUMNS "where list = $1 and (subject = $2 or other = $2)"
                          " order by batch desc, id";
constexpr std::string_view kOfBatch = SOLANDER_WORD_COLUMNS "where batch = $1 order by id limit $2";
#undef SOLANDER_WORD_COLUMNS
constexpr std::string_view kOfWork =
    "select t.id, t.kind, coalesce(wt.name, t.name), w.batch, w.act, o.id, o.kind, o.name"
    " from work_tag wt join tag t on t.id = wt.tag"
    " join wrangling w on w.list = 'tag' and w.subject = t.id and w.undone_at is null"
    " and w.act in ('canonical', 'synonym', 'ignored', 'unsettled')"
    " left join tag o on o.id = w.other where wt.work = $1 order by wt.place, t.id, w.id";
constexpr std::string_view kNextBatch = "select coalesce(max(batch), 0) + 1 from wrangling";
constexpr std::string_view kAdd =
    "insert into wrangling(batch, list, subject, act, other, value, made_by, made_at)"
    " values($1, $2, $3, $4, $5, $6, $7, $8)";
constexpr std::string_view kUndo =
    "update wrangling set undone_at = $1 where batch = $2 and undone_at is null returning id";
// A batch is of one list, one person and one moment.
constexpr std::string_view kBatches =
    "select batch, list, made_by, made_at, undone_at, count(*) from wrangling"
    " group by batch, list, made_by, made_at, undone_at order by batch desc limit $1";
constexpr std::string_view kBatchesOf =
    "select batch, list, made_by, made_at, undone_at, count(*) from wrangling where list = $2"
    " group by batch, list, made_by, made_at, undone_at order by batch desc limit $1";

constexpr std::array<std::string_view, 3> kLists = {"tag", "creator", "series"};

NameList list_of(std::string_view name) {
    const auto at = std::find(kLists.begin(), kLists.end(), name);
    return static_cast<NameList>(at == kLists.end() ? 0 : at - kLists.begin());
}

std::vector<NameWordRow> rows_of(Query& q) {
    std::vector<NameWordRow> rows;
    while (q.step())
        rows.push_back({q.integer(0),
                        q.integer(1),
                        {list_of(q.text(2)), q.integer(3), std::string(q.text(4)),
                         q.integer_or_null(5), std::string(q.null(6) ? "" : q.text(6))},
                        std::string(q.text(7)),
                        std::string(q.text(8)),
                        std::string(q.null(9) ? "" : q.text(9))});
    return rows;
}

/// Rows come by subject and id; those of one subject are few.
void leave_the_latest(std::vector<NameWordRow>& rows) {
    std::vector<NameWordRow> kept;
    kept.reserve(rows.size());
    for (std::size_t from = 0; from < rows.size();) {
        std::size_t to = from;
        std::vector<std::pair<std::string_view, std::int64_t>> latest;
        for (; to < rows.size() && rows[to].word.subject == rows[from].word.subject; ++to) {
            const std::string_view thing = about(rows[to].word.act);
            const auto known = std::find_if(latest.begin(), latest.end(),
                                            [&](const auto& l) { return l.first == thing; });
            if (known == latest.end())
                latest.emplace_back(thing, rows[to].batch);
            else
                known->second = std::max(known->second, rows[to].batch);
        }
        for (std::size_t i = from; i < to; ++i) {
            const auto holds = std::find_if(latest.begin(), latest.end(), [&](const auto& l) {
                return l.first == about(rows[i].word.act);
            });
            if (holds->second == rows[i].batch) kept.push_back(std::move(rows[i]));
        }
        from = to;
    }
    rows = std::move(kept);
}

}  // namespace

std::string_view name_of(NameList list) { return kLists[static_cast<std::size_t>(list)]; }

bool operator==(const NameWord& a, const NameWord& b) {
    return a.list == b.list && a.subject == b.subject && a.act == b.act && a.other == b.other
           && a.value == b.value;
}

std::string_view about(std::string_view act) {
    for (const std::string_view standing : {"canonical", "synonym", "ignored", "unsettled"})
        if (act == standing) return "standing";
    return act;
}

std::int64_t record_words(Connection& c, const std::vector<NameWord>& words, std::string_view by,
                          std::string_view now) {
    std::int64_t batch = 1;
    {
        Query q = c.query(kNextBatch);
        if (q.step()) batch = q.integer(0);
    }
    for (const NameWord& word : words) {
        Query q = c.query(kAdd);
        q.bind(batch).bind(name_of(word.list)).bind(word.subject).bind(word.act).bind(word.other);
        if (word.value.empty())
            q.bind(nullptr);
        else
            q.bind(word.value);
        q.bind(by).bind(now).run();
    }
    add_change(c, 0, "names");
    return batch;
}

bool undo_words(Connection& c, std::int64_t batch, std::string_view now) {
    bool any = false;
    Query q = c.query(kUndo);
    for (q.bind(now).bind(batch); q.step();) any = true;
    if (any) add_change(c, 0, "names");
    return any;
}

std::vector<NameWordRow> words_that_hold(Connection& c, NameList list,
                                         std::optional<std::int64_t> subject,
                                         std::int64_t without) {
    Query q = c.query(subject ? kThatHoldOf : kThatHold);
    q.bind(name_of(list)).bind(without);
    if (subject) q.bind(*subject);
    std::vector<NameWordRow> rows = rows_of(q);
    leave_the_latest(rows);
    return rows;
}

NameGraph load_graph(Connection& c, NameList list, std::int64_t without) {
    NameGraph graph;
    for (const NameWordRow& row : words_that_hold(c, list, {}, without))
        graph.say(row.word.subject, row.word.act, row.word.other.value_or(0), row.word.value);
    return graph;
}

std::vector<TagMeaning> meanings_of_work(Connection& c, std::int64_t work) {
    std::vector<TagMeaning> all;
    std::int64_t tag = 0, batch = 0;
    Query q = c.query(kOfWork);
    for (q.bind(work); q.step();) {
        if (q.integer(0) != tag) {
            all.push_back({std::string(q.text(1)), std::string(q.text(2)), {}});
            tag = q.integer(0);
            batch = 0;
        }
        if (q.integer(3) < batch) continue;
        if (q.integer(3) > batch) all.back().means.clear();
        batch = q.integer(3);
        if (q.text(4) != "synonym" || q.null(5)) continue;
        if (const auto kind = tag_kind_from_name(q.text(6)))
            all.back().means.push_back({q.integer(5), *kind, std::string(q.text(7))});
    }
    std::erase_if(all, [](const TagMeaning& one) { return one.means.empty(); });
    return all;
}

std::vector<NameWordRow> words_on(Connection& c, NameList list, std::int64_t name) {
    Query q = c.query(kAllOn);
    q.bind(name_of(list)).bind(name);
    return rows_of(q);
}

std::vector<NameWordRow> words_of_batch(Connection& c, std::int64_t batch, std::int64_t most) {
    Query q = c.query(kOfBatch);
    q.bind(batch).bind(most);
    return rows_of(q);
}

std::vector<WordBatch> word_batches(Connection& c, std::optional<NameList> list,
                                    std::int64_t limit) {
    std::vector<WordBatch> batches;
    Query q = c.query(list ? kBatchesOf : kBatches);
    q.bind(limit);
    if (list) q.bind(name_of(*list));
    while (q.step())
        batches.push_back({q.integer(0), q.integer(5), list_of(q.text(1)), std::string(q.text(2)),
                           std::string(q.text(3)), std::string(q.null(4) ? "" : q.text(4))});
    return batches;
}

}  // namespace solander
