// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/reading_history.h"

namespace solander {
namespace {

constexpr std::string_view kChoice =
    "select left_out, history from reader_choice where account = $1";
constexpr std::string_view kSaveChoice =
    "insert into reader_choice(account, left_out, history) values($1, $2, $3)"
    " on conflict(account) do update set left_out = excluded.left_out, history = excluded.history";
#define SOLANDER_PLACE "select work, chapter, done, at from reading_place where account = $1"
constexpr std::string_view kPlace = SOLANDER_PLACE " and work = $2";
constexpr std::string_view kPlaces = SOLANDER_PLACE " order by at desc, work desc";
#undef SOLANDER_PLACE
constexpr std::string_view kSavePlace =
    "insert into reading_place(account, work, chapter, done, at) values($1, $2, $3, $4, $5)"
    " on conflict(account, work) do update set chapter = excluded.chapter, done = excluded.done,"
    " at = excluded.at";
constexpr std::string_view kForget = "delete from reading_place where account = $1 and work = $2";
constexpr std::string_view kForgetAll = "delete from reading_place where account = $1";

ReadingPlace read_place(const Query& q) {
    ReadingPlace place;
    place.work = q.integer(0);
    if (!q.null(1)) place.chapter = static_cast<int>(q.integer(1));
    place.done = q.integer(2) != 0;
    place.at = q.text(3);
    return place;
}

}  // namespace

ReaderChoice load_choice(Connection& c, std::int64_t account) {
    Query q = c.query(kChoice);
    q.bind(account);
    if (!q.step()) return {};
    return {std::string(q.text(0)), q.integer(1) != 0};
}

void save_choice(Connection& c, std::int64_t account, const ReaderChoice& choice) {
    c.query(kSaveChoice).bind(account).bind(choice.left_out).bind(choice.history).run();
}

std::optional<ReadingPlace> find_place(Connection& c, std::int64_t account, WorkId work) {
    Query q = c.query(kPlace);
    if (!q.bind(account).bind(work).step()) return std::nullopt;
    return read_place(q);
}

std::vector<ReadingPlace> list_places(Connection& c, std::int64_t account) {
    std::vector<ReadingPlace> places;
    Query q = c.query(kPlaces);
    q.bind(account);
    while (q.step()) places.push_back(read_place(q));
    return places;
}

void save_place(Connection& c, std::int64_t account, const ReadingPlace& place) {
    Query q = c.query(kSavePlace);
    q.bind(account).bind(place.work);
    if (place.chapter)
        q.bind(std::int64_t{*place.chapter});
    else
        q.bind(nullptr);
    q.bind(place.done).bind(place.at).run();
}

void forget_place(Connection& c, std::int64_t account, WorkId work) {
    c.query(kForget).bind(account).bind(work).run();
}

void forget_places(Connection& c, std::int64_t account) { c.query(kForgetAll).bind(account).run(); }

}  // namespace solander
