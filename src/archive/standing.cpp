// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/standing.h"

#include <algorithm>
#include <set>

#include "archive/permit.h"
#include "catalogue/cuts.h"
#include "catalogue/name_groups.h"
#include "catalogue/twins.h"
#include "vocabulary/nobody.h"

namespace solander {
namespace {

constexpr std::string_view kPolicies = "select value from meta where key = 'consent'";

Visibility alone(Connection& connection, const WorkRecord& record, std::string_view at,
                 const std::vector<ConsentPolicy>& policies,
                 const std::vector<std::int64_t>& gone = {}) {
    WorkLedger ledger = ledger_about(connection, record, gone);
    if (!at.empty()) {
        const auto later = [&](const LedgerEvent& event) { return !was_by(event.recorded_at, at); };
        std::erase_if(ledger.of_work, later);
        for (std::vector<LedgerEvent>& author : ledger.of_authors) std::erase_if(author, later);
    }
    return joint_standing(record.permission, ledger, policies);
}

/// Whether she, or a keeper for her, spoke of her part: "stated" is the program's note.
bool speaks_of_part(const std::vector<LedgerEvent>& events) {
    return std::any_of(events.begin(), events.end(), [](const LedgerEvent& event) {
        return event.of_part && event.what != "stated";
    });
}

/// Whether it gives or refuses anything.
bool speaks_of_leave(const std::vector<LedgerEvent>& events) {
    const std::vector<LedgerEvent> hold = events_that_hold(events);
    return std::any_of(hold.begin(), hold.end(), [](const LedgerEvent& event) {
        return event.what == "granted" || event.what == "members" || event.what == "refused"
               || event.what == "withdrawn" || event.what == "removed";
    });
}

}  // namespace

std::vector<ConsentPolicy> policies_in_force(Connection& connection) {
    std::vector<ConsentPolicy> policies;
    Query query = connection.query(kPolicies);
    if (!query.step()) return policies;
    for (std::string_view rest = query.text(0); !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        if (const auto policy = policy_from_text(rest.substr(0, end))) policies.push_back(*policy);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return policies;
}

WorkLedger ledger_about(Connection& connection, const WorkRecord& record,
                        const std::vector<std::int64_t>& gone) {
    WorkLedger ledger;
    std::vector<LedgerEntry> parts;
    for (LedgerEntry& row : ledger_rows(connection, record.id)) {
        if (row.creator)
            parts.push_back(std::move(row));
        else
            ledger.of_work.push_back(std::move(row.event));
    }
    const std::vector<std::int64_t> spoken_of = creators_in_ledger(connection);
    if (spoken_of.empty()) return ledger;
    std::set<std::int64_t> heard;
    const auto said_by = [&](std::int64_t creator) {
        std::vector<LedgerEvent> said;
        for (const std::int64_t name : name_group(connection, NameList::creator, creator)) {
            heard.insert(name);
            if (!std::binary_search(spoken_of.begin(), spoken_of.end(), name)) continue;
            for (LedgerEvent& event : ledger_of_creator(connection, name))
                said.push_back(std::move(event));
            for (const LedgerEntry& part : parts)
                if (part.creator == name) said.push_back(part.event);
        }
        return said;
    };
    std::vector<std::size_t> nameless;
    for (const Creator& creator : record.creators) {
        if (!has_a_say(creator)) continue;
        std::vector<LedgerEvent>& said = ledger.of_authors.emplace_back();
        if (names_nobody(creator.name))
            nameless.push_back(ledger.of_authors.size() - 1);
        else if (const auto id = name_with_key(connection, NameList::creator, creator.name))
            said = said_by(*id);
    }
    // Who spoke of her part and is not named any more is the one who is called Anonymous now, if
    // anybody is; else she is one more. Whom a correction took off, and who did not say that it is
    // hers, gives no leave for somebody unknown.
    std::vector<std::int64_t> departed = gone;
    for (const LedgerEntry& part : parts) departed.push_back(*part.creator);
    std::size_t taken = 0;
    for (const std::int64_t creator : departed) {
        if (heard.count(creator) != 0) continue;
        std::vector<LedgerEvent> said = said_by(creator);
        if (!speaks_of_leave(said)) continue;
        if (taken < nameless.size() && speaks_of_part(said))
            ledger.of_authors[nameless[taken++]] = std::move(said);
        else
            ledger.of_authors.push_back(std::move(said));
    }
    return ledger;
}

std::set<WorkId> works_heeding(Connection& connection, std::int64_t creator) {
    std::set<WorkId> works;
    for (const NameUse& use : uses_of(connection, NameList::creator, creator))
        works.insert(use.work);
    for (const WorkId work : works_with_part_of(connection, creator, Parts::all))
        works.insert(work);
    return works;
}

bool was_by(std::string_view moment, std::string_view at) {
    return moment.substr(0, at.size()) <= at;
}

std::vector<std::int64_t> names_gone(Connection& connection, const WorkRecord& before,
                                     const WorkRecord& after) {
    std::vector<std::int64_t> gone;
    const std::vector<std::int64_t> spoken_of = creators_in_ledger(connection);
    if (spoken_of.empty()) return gone;
    const auto names = [&](const WorkRecord& record) {
        std::set<std::string> keys;
        for (const Creator& creator : record.creators)
            if (has_a_say(creator) && !names_nobody(creator.name)) keys.insert(creator.name);
        return keys;
    };
    const std::set<std::string> were = names(before), are = names(after);
    if (were == are) return gone;
    std::set<std::int64_t> still;
    for (const std::string& name : are)
        if (const auto id = name_with_key(connection, NameList::creator, name))
            for (const std::int64_t one : name_group(connection, NameList::creator, *id))
                still.insert(one);
    for (const std::string& name : were) {
        const auto id = name_with_key(connection, NameList::creator, name);
        if (!id || still.count(*id) != 0) continue;
        for (const std::int64_t one : name_group(connection, NameList::creator, *id))
            if (std::binary_search(spoken_of.begin(), spoken_of.end(), one)) {
                gone.push_back(*id);
                break;
            }
    }
    return gone;
}

void note_names_gone(Connection& connection, const WorkRecord& before, const WorkRecord& after,
                     std::string_view now) {
    std::vector<LedgerEntry> entries;
    for (const std::int64_t name : names_gone(connection, before, after)) {
        LedgerEvent event{"stated", std::string(now), "solander", "was named as an author of it"};
        event.name = listed_name(connection, NameList::creator, name).value_or("");
        entries.push_back({before.id, name, std::move(event)});
    }
    add_to_ledger(connection, entries, now);
}

Visibility standing_of(Connection& connection, const WorkRecord& record, std::string_view at,
                       const std::vector<std::int64_t>& gone) {
    const std::vector<ConsentPolicy> policies = policies_in_force(connection);
    Visibility follows = alone(connection, record, at, policies, gone);
    if (follows == Visibility::removed) return follows;
    if (joined_into(connection, record.id) != 0) return Visibility::joined;
    for (const WorkId other : joined_to(connection, record.id)) {
        auto version = load_record(connection, other);
        if (!version) continue;
        // Of a piece that was put back the text is this work's, as what it states is; what was said
        // of the piece meanwhile was said.
        if (is_put_back(connection, other)) version->permission = record.permission;
        // A version that was taken down hides the others; gone for good is it alone.
        follows = std::max(follows,
                           std::min(alone(connection, *version, at, policies), Visibility::kept));
    }
    return follows;
}

bool settle_visibility(Connection& connection, WorkId work) {
    auto now = load_record(connection, work);
    if (!now) return false;
    const Visibility follows = standing_of(connection, *now);
    bool changed = follows != now->visibility;
    if (changed) {
        now->visibility = follows;
        save_record(connection, *now);
    }
    if (const WorkId into = joined_into(connection, work); into != 0)
        changed = settle_visibility(connection, into) || changed;
    return changed;
}

bool settle_successor(Connection& connection, const std::optional<WorkRecord>& before, WorkId work,
                      std::string_view now) {
    if (before)
        if (const auto after = load_record(connection, work))
            note_names_gone(connection, *before, *after, now);
    return settle_visibility(connection, work);
}

std::uint64_t settle_works_of(Connection& connection, const std::vector<std::int64_t>& creators) {
    if (creators_in_ledger(connection).empty()) return 0;
    std::set<WorkId> works;
    for (const std::int64_t creator : creators) works.merge(works_heeding(connection, creator));
    std::uint64_t changed = 0;
    for (const WorkId work : works) changed += settle_visibility(connection, work) ? 1 : 0;
    return changed;
}

}  // namespace solander
