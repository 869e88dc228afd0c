// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/work_words.h"

#include "work/text_of.h"

namespace solander {
namespace {

constexpr std::string_view kWork =
    "select title, summary, notes, end_notes, rating, spoilers, visibility, current from work"
    " where id = $1";
constexpr std::string_view kBodies =
    "select title, body from chapter where version = $1 order by number";
constexpr std::string_view kCreators =
    "select c.name from work_creator wc join creator c on c.id = wc.creator"
    " where wc.work = $1 order by wc.place";
constexpr std::string_view kTags = "select t.name, wt.name from work_tag wt join tag t"
                                   " on t.id = wt.tag where wt.work = $1 order by wt.place";
constexpr std::string_view kSeries = "select s.name from work_series ws join series s"
                                     " on s.id = ws.series where ws.work = $1 order by ws.place";
constexpr std::string_view kExtra = "select label, value from extra where work = $1 order by place";

/// Values a line each, so that no phrase runs from one into the next by accident of layout; a
/// phrase over the end is possible and harmless.
void add(std::string& to, std::string_view value) {
    if (value.empty()) return;
    if (!to.empty()) to += '\n';
    to += value;
}

}  // namespace

std::optional<WorkWords> read_work_words(Connection& c, std::int64_t work) {
    WorkWords words;
    std::int64_t version = 0;
    {
        Query q = c.query(kWork);
        if (!q.bind(work).step() || q.text(6) == "removed" || q.text(6) == "joined")
            return std::nullopt;
        words.title = q.text(0);
        words.summary = q.text(1);
        words.notes = q.text(2);
        add(words.notes, q.text(3));
        add(words.tags, q.text(4));
        add(words.notes, q.text(5));
        version = q.integer_or_null(7).value_or(0);
    }
    {
        Query q = c.query(kCreators);
        for (q.bind(work); q.step();) add(words.creator, q.text(0));
    }
    {
        Query q = c.query(kTags);
        for (q.bind(work); q.step();) {
            add(words.tags, q.text(0));
            if (!q.null(1)) add(words.tags, q.text(1));
        }
    }
    {
        Query q = c.query(kSeries);
        for (q.bind(work); q.step();) add(words.tags, q.text(0));
    }
    {
        Query q = c.query(kExtra);
        for (q.bind(work); q.step();) {
            add(words.notes, q.text(0));
            add(words.notes, q.text(1));
        }
    }
    Query q = c.query(kBodies);
    for (q.bind(version); q.step();) {
        add(words.text, q.text(0));
        std::string body = plain_text_of_body(q.blob(1));
        if (words.text.empty())
            words.text = std::move(body);
        else
            add(words.text, body);
    }
    return words;
}

}  // namespace solander
