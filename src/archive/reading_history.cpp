// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/reading_history.h"

#include "archive/clock.h"
#include "archive/inside.h"

namespace solander {
namespace {

/// One small change in a transaction of its own.
template <class Change>
void write(Archive::Inside& inside, Change&& change) {
    auto connection = inside.writers->borrow();
    WriteTransaction transaction(*connection);
    change(*connection);
    transaction.commit();
}

}  // namespace

bool ReadingHistory::on() const {
    auto connection = inside_.writers->borrow();
    return load_choice(*connection, account_).history;
}

void ReadingHistory::turn(bool on) {
    write(inside_, [&](Connection& connection) {
        ReaderChoice choice = load_choice(connection, account_);
        choice.history = on;
        save_choice(connection, account_, choice);
    });
}

std::string ReadingHistory::left_out() const {
    auto connection = inside_.writers->borrow();
    return load_choice(*connection, account_).left_out;
}

void ReadingHistory::leave_out(const std::string& text) {
    write(inside_, [&](Connection& connection) {
        ReaderChoice choice = load_choice(connection, account_);
        choice.left_out = text;
        save_choice(connection, account_, choice);
    });
}

void ReadingHistory::reached(WorkId work, std::optional<int> chapter) {
    const std::string now = now_text();
    constexpr std::size_t kToTheHour = 13;  // "2004-02-29T12"
    try {
        auto connection = inside_.writers->borrow();
        if (!load_choice(*connection, account_).history) return;
        auto place = find_place(*connection, account_, work);
        if (place && place->chapter == chapter
            && place->at.compare(0, kToTheHour, now, 0, kToTheHour) == 0)
            return;
        write_if_free(*connection, [&] {
            save_place(*connection, account_, {work, chapter, place && place->done, now});
        });
    } catch (const Error& error) {
        if (error.fault == Fault::bug) throw;
    }
}

void ReadingHistory::mark(WorkId work, bool done) {
    write(inside_, [&](Connection& connection) {
        ReadingPlace place = find_place(connection, account_, work)
                                 .value_or(ReadingPlace{work, 1, false, now_text()});
        place.done = done;
        save_place(connection, account_, place);
    });
}

void ReadingHistory::forget(WorkId work) {
    write(inside_, [&](Connection& connection) { forget_place(connection, account_, work); });
}

void ReadingHistory::forget_all() {
    write(inside_, [&](Connection& connection) { forget_places(connection, account_); });
}

std::optional<ReadingPlace> ReadingHistory::place(WorkId work) const {
    auto connection = inside_.writers->borrow();
    if (!load_choice(*connection, account_).history) return std::nullopt;
    return find_place(*connection, account_, work);
}

std::vector<ReadingPlace> ReadingHistory::places() const {
    auto connection = inside_.writers->borrow();
    return list_places(*connection, account_);
}

}  // namespace solander
