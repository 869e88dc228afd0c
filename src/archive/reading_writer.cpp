// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/reading_writer.h"

#include <algorithm>

#include "archive/clock.h"
#include "archive/standing.h"
#include "work/edit.h"

namespace solander {
namespace {

constexpr std::string_view kCurrent = "select current from work where id = $1";

std::int64_t current_of(Connection& connection, WorkId work) {
    Query query = connection.query(kCurrent);
    return query.bind(work).step() ? query.integer(0) : 0;
}

/// Each field once, in the order they came.
void add_new(std::vector<FieldChange>& changes, const std::vector<FieldChange>& more) {
    for (const FieldChange& change : more) {
        const bool known = std::any_of(changes.begin(), changes.end(), [&](const FieldChange& c) {
            return c.field == change.field;
        });
        if (!known) changes.push_back(change);
    }
}

}  // namespace

ReadingWriter::ReadingWriter(Archive::Inside& inside, Connection& connection, bool write)
    : connection_(connection), write_(write), joining_(inside, now_text()) {}

WorkRecord ReadingWriter::corrected(WorkRecord record, const WorkRecord& before) const {
    const WorkId work = record.id = before.id;
    for (const Edit& edit : list_edits(connection_, work))
        if (edit.undone_at.empty()) (void)apply_edit(record, edit.field, edit.value);
    record.visibility =
        standing_of(connection_, record, {}, names_gone(connection_, before, record));
    return record;
}

void ReadingWriter::take(const Place& place, PreparedStory&& story) {
    if (!place.together) return take_alone(place, story);
    Waiting& work = waiting(place);
    std::vector<FieldChange> changes = version_changes(connection_, place.version, story);
    if (write_ && !changes.empty()) replace_version(connection_, place.version, story);
    add_new(work.changes, changes);
    if (write_) joining_.note_parts(connection_, place.work, place.version, story);
    work.records.emplace(place.version, std::move(story.story.record));
    work.places.push_back(place);
    arrived(place.work);
}

void ReadingWriter::take_alone(const Place& place, PreparedStory& story) {
    if (current_of(connection_, place.work) != place.version) return;  // a newer one came
    const auto before = load_record(connection_, place.work);
    if (!before) return;
    std::vector<FieldChange> changes = version_changes(connection_, place.version, story);
    const WorkRecord after = corrected(std::move(story.story.record), *before);
    add_new(changes, record_changes(*before, after));
    if (write_) {
        if (!changes.empty()) replace_version(connection_, place.version, story);
        if (std::any_of(changes.begin(), changes.end(), concerns_readers)) {
            note_names_gone(connection_, *before, after, now_text());
            save_record(connection_, after);
        }
        joining_.note_parts(connection_, place.work, place.version, story);
    }
    Outcome outcome{place.work, before->title, std::move(changes), {}};
    if (outcome.changes.empty() && place.reading < kReadingVersion) outcome.read.push_back(place);
    outcomes_.push_back(std::move(outcome));
}

ReadingWriter::Waiting& ReadingWriter::waiting(const Place& place) {
    const auto [at, fresh] = waiting_.try_emplace(place.work);
    if (fresh) at->second.left = places_of_work(connection_, place.work).size();
    return at->second;
}

void ReadingWriter::give_up(const Place& place) {
    if (!place.together) return;
    waiting(place).whole = false;
    arrived(place.work);
}

void ReadingWriter::arrived(WorkId work) {
    const auto at = waiting_.find(work);
    if (--at->second.left > 0) return;
    if (at->second.whole) end(work, at->second);
    waiting_.erase(at);
}

void ReadingWriter::end(WorkId work, const Waiting& read) {
    const auto before = load_record(connection_, work);
    const auto again = Joining::record_again(connection_, work, read.records);
    if (!before || !again) return;
    Outcome outcome{work, before->title, read.changes, {}};
    add_new(outcome.changes, record_changes(*before, corrected(*again, *before)));
    if (outcome.changes.empty()) {
        for (const Place& place : read.places)
            if (place.reading < kReadingVersion) outcome.read.push_back(place);
        if (!outcome.read.empty()) {  // and what was put together of them
            outcome.read.push_back(read.places.back());
            outcome.read.back().version = current_of(connection_, work);
        }
    } else if (write_) {
        joining_.read_again(connection_, work, read.records);
    }
    outcomes_.push_back(std::move(outcome));
}

}  // namespace solander
