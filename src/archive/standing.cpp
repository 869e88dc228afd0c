// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/standing.h"

#include <algorithm>
#include <set>

#include "catalogue/cuts.h"
#include "catalogue/name_groups.h"
#include "catalogue/twins.h"
#include "vocabulary/nobody.h"

namespace solander {
namespace {

constexpr std::string_view kPolicies = "select value from meta where key = 'consent'";

/// Those whose leave a text needs.
bool has_a_say(const Creator& creator) {
    return creator.role == "author" || creator.role == "translator";
}

Visibility alone(Connection& connection, const WorkRecord& record, std::string_view at,
                 const std::vector<ConsentPolicy>& policies) {
    WorkLedger ledger = ledger_about(connection, record);
    if (!at.empty()) {
        const auto later = [&](const LedgerEvent& event) { return !was_by(event.recorded_at, at); };
        std::erase_if(ledger.of_work, later);
        for (std::vector<LedgerEvent>& author : ledger.of_authors) std::erase_if(author, later);
    }
    return joint_standing(record.permission, ledger, policies);
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

WorkLedger ledger_about(Connection& connection, const WorkRecord& record) {
    WorkLedger ledger;
    ledger.of_work = ledger_of(connection, record.id);
    const std::vector<std::int64_t> spoken_of = creators_in_ledger(connection);
    if (spoken_of.empty()) return ledger;
    for (const Creator& creator : record.creators) {
        if (!has_a_say(creator)) continue;
        std::vector<LedgerEvent>& said = ledger.of_authors.emplace_back();
        const auto id = names_nobody(creator.name)
                            ? std::nullopt
                            : name_with_key(connection, NameList::creator, creator.name);
        if (!id) continue;
        for (const std::int64_t name : name_group(connection, NameList::creator, *id))
            if (std::binary_search(spoken_of.begin(), spoken_of.end(), name))
                for (LedgerEvent& event : ledger_of_creator(connection, name))
                    said.push_back(std::move(event));
    }
    return ledger;
}

bool was_by(std::string_view moment, std::string_view at) {
    return moment.substr(0, at.size()) <= at;
}

Visibility standing_of(Connection& connection, const WorkRecord& record, std::string_view at) {
    const std::vector<ConsentPolicy> policies = policies_in_force(connection);
    Visibility follows = alone(connection, record, at, policies);
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

std::uint64_t settle_works_of(Connection& connection, const std::vector<std::int64_t>& creators) {
    if (creators_in_ledger(connection).empty()) return 0;
    std::set<WorkId> works;
    for (const std::int64_t creator : creators)
        for (const NameUse& use : uses_of(connection, NameList::creator, creator))
            works.insert(use.work);
    std::uint64_t changed = 0;
    for (const WorkId work : works) changed += settle_visibility(connection, work) ? 1 : 0;
    return changed;
}

}  // namespace solander
