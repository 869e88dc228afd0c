// SPDX-License-Identifier: GPL-3.0-or-later
// Works and versions written: the order of the rows, and a person's edits kept on top.
#include "catalogue/record_rows.h"
#include "catalogue/records.h"
#include "catalogue/stories.h"
#include "catalogue/version_rows.h"
#include "work/edit.h"

#include <fmt/format.h>

#include <charconv>

namespace solander {
namespace {

constexpr std::string_view kAddVersion =
    "insert into version(work, original, path, ordinal, name, bytes, encoding, class, reading,"
    " exact, sketch, added_at) values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    " returning id";
constexpr std::string_view kUpdateVersion =
    "update version set name = $1, bytes = $2, encoding = $3, class = $4, reading = $5, exact = $6,"
    " sketch = $7 where id = $8 returning work";
constexpr std::string_view kSetCurrent = "update work set current = $1 where id = $2";
constexpr std::string_view kIsCurrent = "select 1 from work where id = $1 and current = $2";
constexpr std::string_view kRulesOfAll = "select value from meta where key = 'reading'";
constexpr std::string_view kSetRulesOfAll =
    "insert into meta(key, value) values('reading', $1)"
    " on conflict(key) do update set value = excluded.value";
constexpr std::string_view kOwnWords = "select value from meta where key = 'own words'";
constexpr std::string_view kSetOwnWords = "insert into meta(key, value) values('own words', $1)"
                                          " on conflict(key) do update set value = excluded.value";
constexpr std::string_view kAnyText = "select 1 from version limit 1";
constexpr std::string_view kForgetReadings = "update version set reading = 0 where reading <> 0";
constexpr std::string_view kMarkRead =
    "update version set reading = $1 where id in ($2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view kDeleteWork = "delete from work where id = $1 returning id";

std::int64_t add_version(Connection& c, WorkId work, const PreparedStory& p, std::int64_t original,
                         std::string_view now) {
    const std::string sketch = to_stored(p.likeness);
    Query q = c.query(kAddVersion);
    q.bind(work).bind(original).bind(p.path).bind(p.ordinal).bind(p.name).bind(p.bytes);
    q.bind(p.encoding).bind(p.story.file_class).bind(p.reading).bind(p.likeness.exact);
    q.bind(Blob{sketch}).bind(now);
    q.step();
    return q.integer(0);
}

void apply_edits(Connection& c, WorkId work, WorkRecord& record) {
    for (const Edit& edit : list_edits(c, work)) {
        if (!edit.undone_at.empty()) continue;
        // An edit that an older program took and this one does not is left aside, not lost.
        (void)apply_edit(record, edit.field, edit.value);
    }
}

void replace_record(Connection& c, WorkId work, WorkRecord record) {
    apply_edits(c, work, record);
    record.id = work;
    save_record(c, record);
}

}  // namespace

WorkId save_work(Connection& c, const PreparedStory& p, std::int64_t original,
                 std::string_view now) {
    const WorkId work = insert_work_row(c, p.story.record, now);
    const std::int64_t version = add_version(c, work, p, original, now);
    c.query(kSetCurrent).bind(version).bind(work).run();
    save_record_rows(c, work, p.story.record, false);
    save_version_rows(c, version, p, false);
    add_change(c, work, "put");
    return work;
}

std::int64_t save_version(Connection& c, WorkId work, const PreparedStory& p, std::int64_t original,
                          std::string_view now, bool make_current) {
    const std::int64_t version = add_version(c, work, p, original, now);
    save_version_rows(c, version, p, false);
    if (!make_current) return version;  // what is read, found and filtered stays as it is
    c.query(kSetCurrent).bind(version).bind(work).run();
    replace_record(c, work, p.story.record);
    return version;
}

void make_current(Connection& c, WorkId work, std::int64_t version) {
    c.query(kSetCurrent).bind(version).bind(work).run();
}

void make_current(Connection& c, WorkId work, std::int64_t version, const WorkRecord& record) {
    make_current(c, work, version);
    replace_record(c, work, record);
}

WorkId replace_version(Connection& c, std::int64_t version, const PreparedStory& p) {
    WorkId work = 0;
    {
        const std::string sketch = to_stored(p.likeness);
        Query q = c.query(kUpdateVersion);
        q.bind(p.name).bind(p.bytes).bind(p.encoding).bind(p.story.file_class).bind(p.reading);
        q.bind(p.likeness.exact).bind(Blob{sketch}).bind(version);
        if (!q.step())
            throw Error(Fault::not_found, fmt::format("no version {} in the catalogue", version));
        work = q.integer(0);
    }
    save_version_rows(c, version, p, true);
    return work;
}

void replace_reading(Connection& c, std::int64_t version, const PreparedStory& p) {
    const WorkId work = replace_version(c, version, p);
    bool current = false;
    {
        Query q = c.query(kIsCurrent);
        current = q.bind(work).bind(version).step();
    }
    if (current) replace_record(c, work, p.story.record);
}

void mark_read(Connection& c, const std::vector<std::int64_t>& versions, int reading) {
    constexpr std::size_t kSome = 8;  // parameters of kMarkRead
    for (std::size_t at = 0; at < versions.size(); at += kSome) {
        Query q = c.query(kMarkRead);
        q.bind(reading);
        for (std::size_t i = at; i < at + kSome; ++i)
            i < versions.size() ? q.bind(versions[i]) : q.bind(nullptr);
        q.run();
    }
}

int rules_of_all(Connection& c) {
    Query q = c.query(kRulesOfAll);
    int reading = 0;
    if (!q.step()) return reading;
    const std::string_view text = q.text(0);
    std::from_chars(text.data(), text.data() + text.size(), reading);
    return reading;
}

void set_rules_of_all(Connection& c, int reading) {
    c.query(kSetRulesOfAll).bind(std::to_string(reading)).run();
}

std::string own_words_of_all(Connection& c) {
    Query q = c.query(kOwnWords);
    return q.step() ? std::string(q.text(0)) : std::string();
}

void set_own_words_of_all(Connection& c, std::string_view digest) {
    c.query(kSetOwnWords).bind(digest).run();
}

bool nothing_read(Connection& c) { return !c.query(kAnyText).step(); }

void forget_readings(Connection& c) {
    c.query(kForgetReadings).run();
    set_rules_of_all(c, 0);
}

bool delete_work(Connection& c, WorkId work) {
    {
        Query q = c.query(kDeleteWork);
        if (!q.bind(work).step()) return false;
    }
    add_change(c, work, "gone");
    return true;
}

}  // namespace solander
