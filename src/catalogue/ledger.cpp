// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "catalogue/mended_text.h"
#include "original/digest.h"

namespace solander {
namespace {

constexpr std::string_view kAdd =
    "insert into ledger(work, creator, name, what, at, recorded_at, who, evidence, chain)"
    " values($1, $2, $3, $4, $5, $6, $7, $8, $9)";
#define SOLANDER_LEDGER                                                                            \
    "select id, work, creator, name, what, at, recorded_at, who, evidence, chain from ledger "
constexpr std::string_view kOfWork = SOLANDER_LEDGER "where work = $1 order by id";
constexpr std::string_view kOfCreator =
    SOLANDER_LEDGER "where creator = $1 and work is null order by id";
constexpr std::string_view kAll = SOLANDER_LEDGER "order by id";
#undef SOLANDER_LEDGER
constexpr std::string_view kWithPart =
    "select distinct work from ledger where creator = $1 and work is not null order by work";
constexpr std::string_view kWithPartSpokenOf =
    "select distinct work from ledger where creator = $1 and work is not null and what <> 'stated'"
    " order by work";
constexpr std::string_view kCreators =
    "select distinct creator from ledger where creator is not null order by creator";
// What is never there without a row of the ledger.
constexpr std::string_view kSpoken =
    "select 1 from tombstone union all select 1 from claim_link limit 1";
constexpr std::string_view kLast = "select max(id) from ledger";
constexpr std::string_view kChain = "update ledger set chain = $1 where id = $2";
// The end is kept twice: a ledger whose last rows were dropped is a whole chain, too.
constexpr std::string_view kEnd = "select value from meta where key = 'ledger'";
constexpr std::string_view kSetEnd = "insert into meta(key, value) values('ledger', $1)"
                                     " on conflict(key) do update set value = excluded.value";

struct End {
    std::uint64_t rows = 0;
    Digest chain;
};

/// "12 5f0c...": what add_to_ledger() wrote last.
End end_of(Connection& c) {
    End end;
    Query q = c.query(kEnd);
    if (!q.step()) return end;
    const std::string_view text = q.text(0);
    const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), end.rows);
    const auto behind = static_cast<std::size_t>(at - text.data());
    const auto chain = error == std::errc{} && behind < text.size()
                           ? Digest::from_text(text.substr(behind + 1))
                           : std::nullopt;
    if (!chain)
        throw Error(Fault::storage, "the end of the ledger is not what was written",
                    "run `solander check`");
    end.chain = *chain;
    return end;
}

void set_end(Connection& c, const End& end) {
    c.query(kSetEnd).bind(fmt::format("{} {}", end.rows, end.chain.text())).run();
}

Digest chained(const Digest& before, std::string_view bytes) {
    return digest_of(std::string(before.raw()).append(bytes));
}

LedgerEvent event_from(const Query& q) {
    LedgerEvent event{std::string(q.text(4)), std::string(q.text(5)), std::string(q.text(7)),
                      std::string(q.text(8))};
    event.name = q.text(3);
    event.recorded_at = q.text(6);
    event.number = q.integer(0);
    event.of_part = !q.null(1) && !q.null(2);
    return event;
}

LedgerEntry entry_from(const Query& q) {
    return {q.integer_or_null(1), q.integer_or_null(2), event_from(q)};
}

/// As the row will be read back, from either engine.
LedgerEntry kept(LedgerEntry entry) {
    LedgerEvent& e = entry.event;
    for (std::string* const text : {&e.what, &e.when, &e.who, &e.evidence, &e.name})
        if (!both_engines_keep(*text)) *text = mended_text(*text);
    return entry;
}

}  // namespace

std::string ledger_bytes(const LedgerEntry& entry, std::string_view recorded_at) {
    std::string bytes;
    const auto field = [&](std::string_view text) {
        bytes += fmt::format("{}:{},", text.size(), text);
    };
    field(entry.work ? std::to_string(*entry.work) : "");
    field(entry.creator ? std::to_string(*entry.creator) : "");
    field(entry.event.name);
    field(entry.event.what);
    field(entry.event.when);
    field(recorded_at);
    field(entry.event.who);
    field(entry.event.evidence);
    return bytes;
}

void add_to_ledger(Connection& c, const std::vector<LedgerEntry>& entries, std::string_view now) {
    if (entries.empty()) return;
    End end = end_of(c);
    for (const LedgerEntry& given : entries) {
        const LedgerEntry entry = kept(given);
        const LedgerEvent& event = entry.event;
        end.chain = chained(end.chain, ledger_bytes(entry, now));
        ++end.rows;
        Query q = c.query(kAdd);
        q.bind(entry.work).bind(entry.creator).bind(event.name).bind(event.what).bind(event.when);
        q.bind(now).bind(event.who).bind(event.evidence).bind(Blob{end.chain.raw()}).run();
    }
    set_end(c, end);
}

std::int64_t last_ledger_row(Connection& c) {
    Query q = c.query(kLast);
    return q.step() ? q.integer_or_null(0).value_or(0) : 0;
}

std::vector<LedgerEntry> ledger_rows(Connection& c, WorkId work) {
    std::vector<LedgerEntry> rows;
    Query q = c.query(kOfWork);
    for (q.bind(work); q.step();) rows.push_back(entry_from(q));
    return rows;
}

std::vector<LedgerEvent> ledger_of(Connection& c, WorkId work) {
    std::vector<LedgerEvent> events;
    for (LedgerEntry& row : ledger_rows(c, work))
        if (!row.creator) events.push_back(std::move(row.event));
    return events;
}

std::vector<LedgerEvent> ledger_of_creator(Connection& c, std::int64_t creator) {
    std::vector<LedgerEvent> events;
    Query q = c.query(kOfCreator);
    for (q.bind(creator); q.step();) events.push_back(event_from(q));
    return events;
}

std::vector<WorkId> works_with_part_of(Connection& c, std::int64_t creator, Parts which) {
    std::vector<WorkId> works;
    Query q = c.query(which == Parts::all ? kWithPart : kWithPartSpokenOf);
    for (q.bind(creator); q.step();) works.push_back(q.integer(0));
    return works;
}

std::vector<std::int64_t> creators_in_ledger(Connection& c) {
    std::vector<std::int64_t> creators;
    for (Query q = c.query(kCreators); q.step();) creators.push_back(q.integer(0));
    return creators;
}

LedgerEnd ledger_end(Connection& c) {
    const End end = end_of(c);
    return {end.rows, end.chain.text()};
}

std::string ledger_fault(Connection& c) {
    const ReadTransaction moment(c);
    End now;
    std::vector<std::int64_t> seen;  // in order
    for (Query q = c.query(kAll); q.step();) {
        const LedgerEntry entry = entry_from(q);
        // Numbers are in no chain, but what takes a row back names it.
        const std::int64_t undone = undone_row(entry.event);
        if (undone != 0 && !std::binary_search(seen.begin(), seen.end(), undone))
            return fmt::format("the ledger is not as it was written: row {} takes back row {}, "
                               "which is not there",
                               entry.event.number, undone);
        seen.push_back(entry.event.number);
        const Digest should = chained(now.chain, ledger_bytes(entry, entry.event.recorded_at));
        if (q.blob(9) != should.raw())
            return fmt::format("the ledger is not as it was written: row {} ('{}'{}) was changed, "
                               "or what stood before it",
                               entry.event.number, entry.event.what,
                               entry.work ? fmt::format(" of work {}", *entry.work) : "");
        now.chain = should;
        ++now.rows;
    }
    if (now.rows == 0 && c.query(kSpoken).step())
        return "the ledger is empty, though something was taken down or an author was written to";
    const End end = end_of(c);
    if (end.rows != now.rows || end.chain != now.chain)
        return fmt::format("the ledger is not as it was written: it has {} rows that hold together,"
                           " and should have {}",
                           now.rows, end.rows);
    return {};
}

void chain_ledger(Connection& c) {
    std::vector<std::pair<std::int64_t, LedgerEntry>> rows;
    for (Query q = c.query(kAll); q.step();) rows.emplace_back(q.integer(0), entry_from(q));
    End end;
    for (const auto& [id, entry] : rows) {
        end.chain = chained(end.chain, ledger_bytes(entry, entry.event.recorded_at));
        ++end.rows;
        c.query(kChain).bind(Blob{end.chain.raw()}).bind(id).run();
    }
    set_end(c, end);
}

}  // namespace solander
